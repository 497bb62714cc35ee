import { MESSAGES, type MessageName } from './messages';
import { refuse } from '../request-refusal';

/** The query of a message by HTTP-Redirect (saml-bindings-2.0-os, section 3.4.4). */
export interface MessageQuery {
  /** Decoded: base64 of the deflated document. */
  readonly message: string;
  readonly relayState?: string;
  /** Undefined where the message is not signed. */
  readonly signed?: QuerySignature;
}

/** A signature over a query. */
export interface QuerySignature {
  /** URI of the signature algorithm. */
  readonly algorithm: string;
  readonly signature: Buffer;
  /** What is signed: the parameters as they stand in the address, in the order of the specification. */
  readonly signedOctets: string;
}

/** The query of a message that is signed. */
export type SignedQuery = Omit<MessageQuery, 'signed'> & QuerySignature;

const KNOWN = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'];
const MAX_RELAY_STATE_BYTES = 80;

/**
 * As `readQuery`, for a message that has to be signed.
 *
 * @throws RequestRefusal
 */
export function readSignedQuery(rawQuery: string, name: MessageName = 'AuthnRequest'): SignedQuery {
  const { signed, ...said } = readQuery(rawQuery, name);
  return { ...said, ...signatureOf(signed) };
}

/** The signature that has to be there. @throws RequestRefusal */
export function signatureOf(signed: QuerySignature | undefined): QuerySignature {
  if (signed !== undefined) return signed;
  throw refuse(
    'the signature',
    'none',
    'SigAlg and Signature in the query',
    'Messages are taken signed only: configure signingKey.',
  );
}

/**
 * Takes the query apart without decoding what is signed: another escaping of the same value has another signature.
 *
 * @param rawQuery as it stands in the address, without the question mark.
 * @param name which message is expected in it.
 * @throws RequestRefusal
 */
export function readQuery(rawQuery: string, name: MessageName = 'AuthnRequest'): MessageQuery {
  const raw = rawParameters(rawQuery);
  const { parameter, article, begin } = MESSAGES[name];
  const other = parameter === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest';
  if (raw.has(other)) {
    throw refuse('the message', `a ${other}`, `a ${parameter}`, `Send ${article} in the parameter ${parameter}.`);
  }
  const value = (key: string): string | undefined => {
    const text = raw.get(key);
    return text === undefined ? undefined : decoded(key, text);
  };
  const message = value(parameter);
  if (message === undefined) throw refuse('the message', `no ${parameter}`, article, begin);
  const relayState = value('RelayState');
  checkRelayState(relayState);
  const [algorithm, signature] = [value('SigAlg'), value('Signature')];
  const signedOctets = [parameter, 'RelayState', 'SigAlg']
    .flatMap((key) => (raw.has(key) ? [`${key}=${raw.get(key) ?? ''}`] : []))
    .join('&');
  return {
    message,
    ...(relayState === undefined ? {} : { relayState }),
    ...(algorithm === undefined || signature === undefined
      ? {}
      : { signed: { algorithm, signature: Buffer.from(signature, 'base64'), signedOctets } }),
  };
}

function rawParameters(rawQuery: string): Map<string, string> {
  const raw = new Map<string, string>();
  for (const pair of rawQuery.split('&')) {
    const [name = '', value] = [pair.split('=', 1)[0], pair.includes('=') ? pair.slice(pair.indexOf('=') + 1) : ''];
    if (!KNOWN.includes(name)) continue;
    if (raw.has(name)) {
      throw refuse('the query', `${name} more than once`, `one ${name}`, 'Send each parameter of the binding once.');
    }
    raw.set(name, value);
  }
  return raw;
}

function decoded(name: string, text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refuse(`the parameter ${name}`, 'a malformed escape', 'percent-encoded UTF-8', 'Use encodeURIComponent.');
  }
}

function checkRelayState(relayState: string | undefined): void {
  const bytes = Buffer.byteLength(relayState ?? '', 'utf8');
  if (bytes <= MAX_RELAY_STATE_BYTES) return;
  throw refuse(
    'RelayState',
    `${bytes} bytes`,
    `${MAX_RELAY_STATE_BYTES} bytes at most`,
    'Keep what you want to remember in your own store, and send a key to it.',
  );
}
