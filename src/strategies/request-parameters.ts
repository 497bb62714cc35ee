import type { Request } from 'express';
import { MitIdError } from '../errors';

// An artifact and a TARGET are some hundred characters; Node reads 16 KiB of headers in all, unless it is told otherwise.
const MAX_QUERY = 16_384;

/** The values of each known name, in their order. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the raw query, because frameworks differ over repeated parameters. Only what has a known name is kept: the rest is
 * whatever a stranger thinks of.
 *
 * @throws MitIdError `message_too_large`: a query of more than 16,384 characters.
 */
export function readQuery(req: Request, names: readonly string[]): Parameters {
  const query = new Map<string, string[]>(names.map((name) => [name, []]));
  const text = rawQuery(req);
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

/** What stands in the URL after `?`, as it was sent. */
export function rawQuery(req: Request): string {
  return /\?([^#]*)/.exec(req.originalUrl || req.url)?.[1] ?? '';
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

/**
 * Reads the parsed body of a POST; of any other request there is none.
 *
 * @throws MitIdError `body_not_parsed`, `parameter_duplicate`.
 */
export function readBody(req: Request, names: readonly string[]): Parameters {
  const fields = new Map<string, string[]>();
  if (req.method !== 'POST') return fields;
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null) {
    throw new MitIdError('body_not_parsed', {
      where: 'req.body',
      expected: 'express.urlencoded({ extended: false, limit: "512kb" }) before this route',
    });
  }
  for (const name of names) {
    if (!Object.hasOwn(body, name)) continue;
    const value = (body as Record<string, unknown>)[name];
    if (typeof value !== 'string') throw new MitIdError('parameter_duplicate', { where: name, got: 'several values' });
    fields.set(name, [value]);
  }
  return fields;
}

export function valuesOf(parameters: Parameters, name: string): readonly string[] {
  return parameters.get(name) ?? [];
}

/** @throws MitIdError `parameter_duplicate` where there is more than one. */
export function onlyValue(where: string, values: readonly string[]): string | undefined {
  if (values.length > 1) throw new MitIdError('parameter_duplicate', { where, got: `${values.length} values` });
  return values[0];
}

/** An answer of no profile, or in the wrong place. */
export function unexpected(got: string, expected: string): MitIdError {
  return new MitIdError('message_unexpected', { where: 'callback', got, expected });
}
