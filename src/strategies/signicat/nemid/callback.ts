import type { Request } from 'express';
import { MitIdError } from '../../../errors';
import { onlyValue, readBody, readQuery, unexpected, valuesOf, type Parameters } from '../../request-parameters';
import { targetOf } from './target';
import { LOGIN_PARAMETER, REPOSTED_PARAMETER, WIRE } from './wire';

const PARAMETERS: readonly string[] = [WIRE.response, WIRE.artifact, WIRE.target, LOGIN_PARAMETER, REPOSTED_PARAMETER];

/** What a request to our route is, told by its parameters alone: the start of a login, its answer, or a return without one. */
export type Incoming =
  | { readonly kind: 'start' }
  | { readonly kind: 'return'; readonly login: string; readonly code?: string }
  | {
      readonly kind: 'answer';
      readonly login: string;
      readonly response: string;
      /** Whether our own page posted it, for the second time. */
      readonly reposted: boolean;
    };

/**
 * Reads the callback's parameters from the raw query, because frameworks differ over repeated ones, and from the parsed
 * body of a POST.
 *
 * @param callbackUrl which, with the login's name, any TARGET must be.
 * @param errorParameters where an error code may stand.
 * @throws MitIdError `message_too_large` (a query of more than 16,384 characters), `parameter_duplicate`, `callback_empty`
 *   (an answer to no login, or TARGET alone), `message_unexpected` (an answer in the query, or by artifact), `login_unknown`
 *   (a TARGET of another login), `body_not_parsed`.
 */
export function readCallback(req: Request, callbackUrl: string, errorParameters: readonly string[]): Incoming {
  const query = readQuery(req, [...PARAMETERS, ...errorParameters]);
  const body = readBody(req, PARAMETERS);
  const one = (name: string) => onlyValue(name, [...valuesOf(query, name), ...valuesOf(body, name)]);
  const response = one(WIRE.response);
  const target = one(WIRE.target);
  const reposted = one(REPOSTED_PARAMETER) !== undefined;
  const login = loginOf(query, body);

  // Left alone, it would start the next login: a circle that only the browser would end.
  if (one(WIRE.artifact) !== undefined) throw unexpected(`a ${WIRE.artifact}`, `a ${WIRE.response} in a form`);
  if (login === undefined) {
    const alone = [WIRE.response, WIRE.target].find((name) => one(name) !== undefined);
    if (alone === undefined) return { kind: 'start' };
    throw new MitIdError('callback_empty', { where: alone, expected: `${LOGIN_PARAMETER} in the query` });
  }
  requireTarget(target, targetOf(callbackUrl, login));
  if (response === undefined) {
    const code = onlyValue(errorParameters.join(', '), errorCodes(query, errorParameters));
    return { kind: 'return', login, ...(code !== undefined && { code }) };
  }
  if (valuesOf(query, WIRE.response).length > 0) throw unexpected(`${WIRE.response} in the query`, 'in a form');
  return { kind: 'answer', login, response, reposted };
}

/** The login that the URL names; our own page says it once more in its form, and may say no other. */
function loginOf(query: Parameters, body: Parameters): string | undefined {
  const named = onlyValue(LOGIN_PARAMETER, valuesOf(query, LOGIN_PARAMETER));
  const again = onlyValue(LOGIN_PARAMETER, valuesOf(body, LOGIN_PARAMETER));
  if (again !== undefined && again !== named) {
    throw new MitIdError('parameter_duplicate', { where: LOGIN_PARAMETER, got: 'two values that differ' });
  }
  return named;
}

function requireTarget(target: string | undefined, expected: string): void {
  if (target === undefined || target === expected) return;
  const got = `${target.length} characters that are another URL`;
  throw new MitIdError('login_unknown', { where: WIRE.target, got, expected: 'the URL that it was posted to' });
}

function errorCodes(query: Parameters, names: readonly string[]): string[] {
  const codes = names.flatMap((name) => valuesOf(query, name)).filter((code) => code !== '');
  return [...new Set(codes)];
}
