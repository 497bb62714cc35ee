import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { LogoutBinding } from '../../../service-providers';
import type { Xml } from '../../../xml/template';
import { signRoot } from '../../sign';
import { AFTER_ISSUER } from '../../saml2/write-answer';
import type { LogoutHead, LogoutSigning } from './draft';

/** What a browser is sent to: an address, or a form that it posts there. */
export interface LogoutMessage {
  readonly binding: LogoutBinding;
  /** By HTTP-Redirect with the message in its query. */
  readonly url: string;
  /** By HTTP-POST: the fields of the form. */
  readonly form?: Readonly<Record<string, string>>;
}

/** A message for a browser, and the document in it. */
export interface CarriedLogout extends LogoutMessage {
  readonly xml: string;
}

const SIG_ALG = {
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
} as const;

/**
 * Signs a message for its binding: by HTTP-Redirect the query (saml-bindings-2.0-os, section 3.4.4), by HTTP-POST the document.
 *
 * @param signing undefined leaves it unsigned.
 * @param to where it goes, which may be another place than its Destination says.
 */
export function carryLogout(
  document: Xml,
  { relayState }: Pick<LogoutHead, 'relayState'>,
  signing: LogoutSigning | undefined,
  to: { readonly binding: LogoutBinding; readonly url: string; readonly parameter: 'SAMLRequest' | 'SAMLResponse' },
): CarriedLogout {
  const { binding, url, parameter } = to;
  if (binding === 'redirect') {
    const message = deflateRawSync(Buffer.from(document.text, 'utf8')).toString('base64');
    const query = signedQuery([[parameter, message], ...relayed(relayState)], signing);
    return { binding, url: `${url}${url.includes('?') ? '&' : '?'}${query}`, xml: document.text };
  }
  const xml = signing === undefined ? document.text : signedDocument(document, signing);
  const form = Object.fromEntries([[parameter, Buffer.from(xml, 'utf8').toString('base64')], ...relayed(relayState)]);
  return { binding, url, form, xml };
}

type Pair = readonly [name: string, value: string];

function relayed(relayState: string | undefined): readonly Pair[] {
  return relayState === undefined ? [] : [['RelayState', relayState]];
}

function signedQuery(pairs: readonly Pair[], signing: LogoutSigning | undefined): string {
  if (signing === undefined) return queryOf(pairs);
  const { hash, key, broken = false } = signing;
  const signed = queryOf([...pairs, ['SigAlg', SIG_ALG[hash]]]);
  const signature = sign(hash, Buffer.from(signed), key).toString('base64');
  return `${signed}&${queryOf([['Signature', broken ? otherValue(signature) : signature]])}`;
}

function queryOf(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

function signedDocument(document: Xml, signing: LogoutSigning): string {
  const { text } = signRoot(document, AFTER_ISSUER, signing);
  if (signing.broken !== true) return text;
  return text.replace(/(?<=<ds:SignatureValue>)[^<]+/, otherValue);
}

function otherValue(base64: string): string {
  return `${base64.startsWith('A') ? 'B' : 'A'}${base64.slice(1)}`;
}
