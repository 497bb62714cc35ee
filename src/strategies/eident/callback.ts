import type { Request } from 'express';
import { MitIdError } from '../../errors';
import { onlyValue, readBody, readQuery, unexpected, valuesOf, type Parameters } from '../request-parameters';
import { LOGIN_PARAMETER, WIRE } from './wire';

// The parameters that an answer may bring. Each stands there once: readCallback sees to it.
const PARAMETERS: readonly string[] = [WIRE.artifact, WIRE.response, WIRE.target, LOGIN_PARAMETER];

/** What a request to our route is, told by its parameters alone: the start of a login, or one of its three ends. */
export type Incoming =
  | { readonly kind: 'start' }
  | { readonly kind: 'artifact'; readonly target: string; readonly artifact: string }
  | { readonly kind: 'post'; readonly target: string; readonly response: string }
  | { readonly kind: 'broker-error'; readonly target: string; readonly code?: string };

/**
 * Reads the callback's parameters from the raw query, because frameworks differ over repeated ones, and from the parsed
 * body of a POST.
 *
 * @param errorParameters where a broker's error code may stand.
 * @throws MitIdError `message_too_large` (a query of more than 16,384 characters), `parameter_duplicate`, `callback_empty`
 *   (an answer without TARGET, or TARGET alone), `message_unexpected` (two answers in one, or one in the wrong place),
 *   `body_not_parsed`.
 */
export function readCallback(req: Request, errorParameters: readonly string[]): Incoming {
  const query = readQuery(req, [...PARAMETERS, ...errorParameters]);
  const body = readBody(req, PARAMETERS);
  const one = (name: string) => onlyValue(name, [...valuesOf(query, name), ...valuesOf(body, name)]);
  const artifact = one(WIRE.artifact);
  const response = one(WIRE.response);
  const login = one(LOGIN_PARAMETER);
  const target = one(WIRE.target);

  const answers = [artifact, response, login].filter((answer) => answer !== undefined);
  if (answers.length > 1) throw unexpected('more than one answer in one request', 'one');
  if (login !== undefined) {
    const code = onlyValue(errorParameters.join(', '), errorCodes(query, errorParameters));
    return { kind: 'broker-error', target: login, ...(code !== undefined && { code }) };
  }
  if (answers.length === 0) {
    if (target !== undefined) throw new MitIdError('callback_empty', { where: WIRE.target, expected: WIRE.artifact });
    return { kind: 'start' };
  }
  if (target === undefined) throw new MitIdError('callback_empty', { where: WIRE.target, got: 'none' });
  if (artifact !== undefined) {
    if (body.has(WIRE.artifact)) throw unexpected(`${WIRE.artifact} in a form`, 'in the query');
    return { kind: 'artifact', target, artifact };
  }
  if (valuesOf(query, WIRE.response).length > 0) throw unexpected(`${WIRE.response} in the query`, 'in a form');
  return { kind: 'post', target, response: response ?? '' };
}

// A code is repeated where the broker adds a parameter behind the empty one that we sent.
function errorCodes(query: Parameters, names: readonly string[]): string[] {
  const codes = names.flatMap((name) => valuesOf(query, name)).filter((code) => code !== '');
  return [...new Set(codes)];
}
