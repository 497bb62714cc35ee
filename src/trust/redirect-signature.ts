import type { SignatureProof } from '../assertion';
import { MitIdError, type MitIdErrorCode } from '../errors';
import { decodeBase64 } from './bytes';
import { BROWSER_MESSAGE } from './reader';
import { signatureAlgorithm, verifyOctets, type VerifyOptions } from './verify-octets';

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
const MAX_VALUE_BYTES = 4096;

/** The parameters of HTTP-Redirect (saml-bindings-2.0-os section 3.4); whatever else stands in the query is not ours. */
const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SAMLEncoding', 'SigAlg', 'Signature'] as const;
type Name = (typeof NAMES)[number];
/** Each of its characters as `%xx`. */
const MAX_ESCAPED_NAME = 3 * Math.max(...NAMES.map(({ length }) => length));

/** What came by HTTP-Redirect, under a good signature. */
export interface RedirectMessage {
  /** The value of the parameter: base64, still deflated. */
  readonly message: string;
  /** Absent where it is empty, too. */
  readonly relayState?: string;
  readonly signature: SignatureProof;
}

/**
 * Verifies the signature of HTTP-Redirect (saml-bindings-2.0-os section 3.4.4.1; rules 4). It is over octets of the query
 * as the sender escaped them, so they are put together from the raw query, in the order of the specification, whatever
 * order they have in the URL: an escape decoded and written again may be another (ADFS writes `%2f`, JavaScript `%2F`).
 *
 * @param rawQuery what stands in the URL after `?`.
 * @param message the one parameter that a message may be in.
 * @returns what those same octets say.
 * @throws MitIdError `message_too_large`, `parameter_duplicate`; `message_unexpected`: no such message, both messages, a
 *   parameter whose name is escaped; `message_encoding`: another SAMLEncoding than DEFLATE, octets that are no URL;
 *   `signature_missing`, `signature_algorithm`, `signature_sha1`, `base64_invalid`, `signature_invalid`
 */
export function verifyRedirectSignature(
  rawQuery: string,
  message: 'SAMLRequest' | 'SAMLResponse',
  options: VerifyOptions,
): RedirectMessage {
  const raw = readParameters(rawQuery);
  const said = raw.get(message);
  if (said === undefined) throw refuse('message_unexpected', message, 'none', 'a message in that parameter');
  const other = message === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest';
  if (raw.has(other)) throw refuse('message_unexpected', other, `one beside the ${message}`, 'none');
  const encoding = unescaped('SAMLEncoding', raw.get('SAMLEncoding') ?? DEFLATE);
  if (encoding !== DEFLATE) throw refuse('message_encoding', 'SAMLEncoding', 'another encoding', DEFLATE);
  const signature = verify(raw, message, options);
  // A plus is a space in a form, and in base64 what it is.
  const relayState = unescaped('RelayState', (raw.get('RelayState') ?? '').replaceAll('+', ' '));
  return { message: unescaped(message, said), signature, ...(relayState !== '' && { relayState }) };
}

function verify(raw: ReadonlyMap<Name, string>, message: Name, options: VerifyOptions): SignatureProof {
  const signature = raw.get('Signature') ?? '';
  if (signature === '') throw refuse('signature_missing', 'Signature', 'none', 'a signature in the query');
  const method = unescaped('SigAlg', raw.get('SigAlg') ?? '');
  const algorithm = signatureAlgorithm(method, 'SigAlg', options);
  const value = decodeBase64(unescaped('Signature', signature), MAX_VALUE_BYTES, 'Signature');
  const octetsOf = (names: readonly Name[]) =>
    Buffer.from(names.map((name) => `${name}=${raw.get(name) ?? ''}`).join('&'), 'latin1');
  const whole = octetsOf([message, 'RelayState', 'SigAlg']);
  const without = octetsOf([message, 'SigAlg']);
  // One without a value is to be left out, and some senders sign its name all the same. It says nothing in either.
  const relayState = raw.get('RelayState');
  const forms = relayState === undefined ? [without] : relayState === '' ? [without, whole] : [whole];
  return verifyOctets(forms, { value, method, algorithm }, 'Signature', options);
}

/** The values as they stand in the query, escaped. */
function readParameters(rawQuery: string): ReadonlyMap<Name, string> {
  const max = BROWSER_MESSAGE.maxBytes;
  if (rawQuery.length > max) {
    throw refuse('message_too_large', 'query', `${rawQuery.length} characters`, `${max} at most`);
  }
  const raw = new Map<Name, string>();
  let escaped: Name | undefined;
  for (const pair of rawQuery.split('&')) {
    const equals = pair.indexOf('=');
    const written = equals < 0 ? pair : pair.slice(0, equals);
    const name = nameOf(written);
    if (name === undefined) continue;
    // A framework may take the second one, and what is said would be another thing than what is signed.
    if (raw.has(name)) throw refuse('parameter_duplicate', name, 'several values', 'one');
    if (written !== name) escaped ??= name;
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    if (/[^\x21-\x7e]/.test(value)) throw refuse('message_encoding', name, 'octets that no URL has', 'escapes');
    raw.set(name, value);
  }
  if (escaped !== undefined) throw refuse('message_unexpected', escaped, 'an escaped name', escaped);
  return raw;
}

/**
 * Which parameter a framework would take it for, however the name is escaped. Ours are ASCII, so an escape is a character;
 * decodeURIComponent would throw for each of the hundred thousand names that a query can have.
 */
function nameOf(written: string): Name | undefined {
  if (written.length > MAX_ESCAPED_NAME) return undefined;
  const name = written.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return NAMES.find((known) => known === name);
}

function unescaped(where: Name, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw refuse('message_encoding', where, 'escapes that are not UTF-8', 'UTF-8');
  }
}

function refuse(code: MitIdErrorCode, where: string, got: string, expected: string): MitIdError {
  return new MitIdError(code, { where, got, expected });
}
