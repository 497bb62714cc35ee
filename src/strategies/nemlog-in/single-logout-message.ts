import type { Request } from 'express';
import { MitIdError } from '../../errors';
import type { LogoutDelivery } from '../../protocols/saml2';
import { onlyValue, rawQuery, readBody, readQuery, valuesOf, type Parameters } from '../request-parameters';
import { WIRE } from '../saml2/wire';

const NAMES = [WIRE.request, WIRE.response, WIRE.artifact, WIRE.relayState];
const MESSAGES = [WIRE.request, WIRE.response] as const;

/** A message that came to `logoutUrl`, told by its parameter alone. */
export interface LogoutMessage {
  /** `request`: the identity provider asks for a logout. `answer`: to one that we asked for. */
  readonly kind: 'request' | 'answer';
  readonly delivery: LogoutDelivery;
  /** As it stands there, signed or not. */
  readonly relayState?: string;
}

/**
 * Reads what came to `logoutUrl`: HTTP-Redirect by GET, HTTP-POST by POST.
 *
 * @throws MitIdError `callback_empty` (no message), `message_unexpected` (two, one by artifact, one in the query of a POST),
 *   `parameter_duplicate`, `body_not_parsed`, `message_too_large` (a query of more than 16,384 characters).
 */
export function readLogoutMessage(req: Request): LogoutMessage {
  const query = readQuery(req, NAMES);
  const posted = req.method === 'POST';
  const parameters = posted ? readBody(req, NAMES) : query;
  const stray = posted ? NAMES.find((name) => has(query, name)) : undefined;
  if (stray !== undefined) throw unexpected(`${stray} in the query of a POST`);
  if (has(parameters, WIRE.artifact)) throw unexpected(`a ${WIRE.artifact}`);

  const [name, ...more] = MESSAGES.filter((one) => has(parameters, one));
  if (more.length > 0) throw unexpected(`a ${WIRE.request} and a ${WIRE.response}`);
  const field = name && onlyValue(name, valuesOf(parameters, name));
  if (name === undefined || field === undefined) {
    throw new MitIdError('callback_empty', { where: 'logoutUrl', expected: `a ${WIRE.request} or a ${WIRE.response}` });
  }
  const relayState = onlyValue(WIRE.relayState, valuesOf(parameters, WIRE.relayState)) ?? '';
  return {
    kind: name === WIRE.request ? 'request' : 'answer',
    delivery: posted ? { binding: 'post', field } : { binding: 'redirect', rawQuery: rawQuery(req) },
    ...(relayState !== '' && { relayState }),
  };
}

function has(parameters: Parameters, name: string): boolean {
  return valuesOf(parameters, name).length > 0;
}

function unexpected(got: string): MitIdError {
  const expected = `a ${WIRE.request} or a ${WIRE.response}, in the query of a GET or the form of a POST`;
  return new MitIdError('message_unexpected', { where: 'logoutUrl', got, expected });
}
