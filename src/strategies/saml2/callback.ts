import type { Request } from 'express';
import { MitIdError } from '../../errors';
import { onlyValue, readBody, readQuery, unexpected, valuesOf } from '../request-parameters';
import { WIRE } from './wire';

const PARAMETERS = Object.values(WIRE);

/** An answer of the identity provider. */
export interface PostedAnswer {
  readonly kind: 'answer';
  readonly relayState: string;
  readonly response: string;
  /** Whether our own page posted it, for the second time. */
  readonly reposted: boolean;
}

/** What a request to our route is, told by its parameters alone. */
export type Incoming = { readonly kind: 'start' } | PostedAnswer;

/**
 * Reads the callback's parameters from the raw query, because frameworks differ over repeated ones, and from the parsed
 * body of a POST: the one binding that answers come by.
 *
 * @throws MitIdError `message_too_large` (a query of more than 16,384 characters), `parameter_duplicate`, `callback_empty`
 *   (an answer without RelayState, or RelayState alone), `message_unexpected` (an answer in the query, one by artifact, or
 *   a logout), `body_not_parsed`.
 */
export function readCallback(req: Request): Incoming {
  const query = readQuery(req, PARAMETERS);
  const body = readBody(req, PARAMETERS);
  const one = (name: string) => onlyValue(name, [...valuesOf(query, name), ...valuesOf(body, name)]);
  const response = one(WIRE.response);
  const relayState = one(WIRE.relayState);
  const reposted = one(WIRE.reposted) !== undefined;

  if (one(WIRE.request) !== undefined)
    throw unexpected(`a ${WIRE.request}`, `a ${WIRE.response}; a logout comes to logoutUrl`);
  // Left alone, each would start the next login: a circle that only the browser would end.
  if (one(WIRE.artifact) !== undefined) throw unexpected(`a ${WIRE.artifact}`, `a ${WIRE.response} in a form`);
  if (response === undefined) {
    if (relayState === undefined) return { kind: 'start' };
    throw new MitIdError('callback_empty', { where: WIRE.relayState, expected: `a ${WIRE.response} beside it` });
  }
  for (const name of [WIRE.response, WIRE.relayState]) {
    if (valuesOf(query, name).length > 0) throw unexpected(`${name} in the query`, 'in a form');
  }
  if (relayState === undefined) throw new MitIdError('callback_empty', { where: WIRE.relayState, got: 'none' });
  return { kind: 'answer', relayState, response, reposted };
}
