import type { Request } from 'express';
import { MitIdError } from '../../errors';
import { LOGIN_PARAMETER, WIRE } from './wire';

// The parameters that an answer may bring. Each stands there once: readCallback sees to it.
const PARAMETERS: readonly string[] = [WIRE.artifact, WIRE.response, WIRE.target, LOGIN_PARAMETER];
// An artifact and a TARGET are some hundred characters; Node reads 16 KiB of headers in all, unless it is told otherwise.
const MAX_QUERY = 16_384;

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
  const query = readQuery(req.originalUrl || req.url, [...PARAMETERS, ...errorParameters]);
  const body = readBody(req);
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
function errorCodes(query: ReadonlyMap<string, readonly string[]>, names: readonly string[]): string[] {
  const codes = names.flatMap((name) => valuesOf(query, name)).filter((code) => code !== '');
  return [...new Set(codes)];
}

function onlyValue(where: string, values: readonly string[]): string | undefined {
  if (values.length > 1) throw new MitIdError('parameter_duplicate', { where, got: `${values.length} values` });
  return values[0];
}

function valuesOf(parameters: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  return parameters.get(name) ?? [];
}

// Only what has a known name is kept: the rest of a query is whatever a stranger thinks of.
function readQuery(url: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, string[]>(names.map((name) => [name, []]));
  const text = /\?([^#]*)/.exec(url)?.[1] ?? '';
  if (text.length > MAX_QUERY) {
    const got = `a query of ${text.length} characters`;
    throw new MitIdError('message_too_large', { where: 'callback', got, expected: `at most ${MAX_QUERY}` });
  }
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    query.get(name)?.push(equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return query;
}

// A plus stays a plus: an artifact is base64, and some brokers do not escape it. What cannot be decoded is left as it
// is, and is then refused as an artifact, a login or a code that nobody knows.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readBody(req: Request): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  if (req.method !== 'POST') return fields;
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null) {
    throw new MitIdError('body_not_parsed', {
      where: 'req.body',
      expected: 'express.urlencoded({ extended: false, limit: "512kb" }) before this route',
    });
  }
  for (const name of PARAMETERS) {
    if (!Object.hasOwn(body, name)) continue;
    const value = (body as Record<string, unknown>)[name];
    if (typeof value !== 'string') throw new MitIdError('parameter_duplicate', { where: name, got: 'several values' });
    fields.set(name, [value]);
  }
  return fields;
}

function unexpected(got: string, expected: string): MitIdError {
  return new MitIdError('message_unexpected', { where: 'callback', got, expected });
}
