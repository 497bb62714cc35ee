import { deflateRawSync } from 'node:zlib';
import { CERTS, type TestCert } from '../certs';
import { element, escapeXml, instant } from '../xml-text';
import { RSA_SHA256, signatureOf } from '../xmldsig/methods';
import { signXml, type SignOptions } from '../xmldsig/sign';
import { PERSON_NAME_ID } from './attributes';
import { ASSERTION2, FACTS2, NAME_ID_PERSISTENT, PROTOCOL2, SESSION_INDEX2, STATUS2 } from './message';

/** Our SingleLogoutService. */
export const LOGOUT_URL2 = 'https://app.example/logout/nemlog-in';
/** The ID of our LogoutRequest. */
export const LOGOUT_REQUEST_ID2 = '_3a2b1c0d4e5f6071829304a5b6c7d8e9f0011223';
/** The ID of the IdP's own message. */
export const LOGOUT_ID2 = '_2f1f9f8e-6a0b-4c56-9d0f-0c1c2b3a4d5e';

/** What every logout message says. Null leaves an attribute or an element out; undefined takes the default. */
interface LogoutMessage {
  /** Milliseconds since 1970 that every default time is counted from. */
  readonly now?: number;
  readonly id?: string | null;
  readonly version?: string | null;
  /** xs:dateTime text. */
  readonly issueInstant?: string | null;
  readonly destination?: string | null;
  readonly issuer?: string | null;
  readonly issuerFormat?: string;
  /** XML after the Issuer: where Extensions stands. */
  readonly extra?: string;
  /** XML after everything else. */
  readonly last?: string;
}

export interface LogoutRequestMessage extends LogoutMessage {
  /** xs:dateTime text; five minutes from now by default. */
  readonly notOnOrAfter?: string | null;
  readonly nameId?: string;
  readonly nameIdFormat?: string | null;
  /** Replaces the NameID; '' leaves it out. */
  readonly subject?: string;
  readonly sessionIndexes?: readonly string[];
}

export interface LogoutResponseMessage extends LogoutMessage {
  readonly inResponseTo?: string | null;
  /** Outermost first, each inside the one before: whole URIs. */
  readonly statusCodes?: readonly string[];
  readonly statusMessage?: string;
  /** Replaces the content of Status. */
  readonly status?: string;
}

/** An unsigned samlp:LogoutRequest of the IdP. */
export function logoutRequest(said: LogoutRequestMessage = {}): string {
  const { now = Date.now(), notOnOrAfter = instant(now + 5 * 60_000), nameIdFormat = NAME_ID_PERSISTENT } = said;
  const name = element('saml:NameID', { Format: nameIdFormat }, escapeXml(said.nameId ?? PERSON_NAME_ID));
  const indexes = (said.sessionIndexes ?? [SESSION_INDEX2]).map((index) =>
    element('samlp:SessionIndex', {}, escapeXml(index)),
  );
  const content = (said.subject ?? name) + indexes.join('');
  return message('samlp:LogoutRequest', said, { NotOnOrAfter: notOnOrAfter }, content);
}

/** An unsigned samlp:LogoutResponse of the IdP. */
export function logoutResponse(said: LogoutResponseMessage = {}): string {
  const { inResponseTo = LOGOUT_REQUEST_ID2, statusCodes = [`${STATUS2}Success`], statusMessage } = said;
  const codes = statusCodes.reduceRight((inner, Value) => element('samlp:StatusCode', { Value }, inner), '');
  const text = statusMessage === undefined ? '' : element('samlp:StatusMessage', {}, escapeXml(statusMessage));
  const status = element('samlp:Status', {}, said.status ?? codes + text);
  return message('samlp:LogoutResponse', said, { InResponseTo: inResponseTo }, status);
}

function message(
  name: string,
  said: LogoutMessage,
  attributes: Readonly<Record<string, string | null>>,
  content: string,
): string {
  const { now = Date.now(), id = LOGOUT_ID2, version = '2.0', issueInstant = instant(now) } = said;
  const { destination = LOGOUT_URL2, issuer = FACTS2.issuer, issuerFormat } = said;
  return element(
    name,
    {
      'xmlns:samlp': PROTOCOL2,
      'xmlns:saml': ASSERTION2,
      ID: id,
      Version: version,
      IssueInstant: issueInstant,
      Destination: destination,
      ...attributes,
    },
    (issuer === null ? '' : element('saml:Issuer', { Format: issuerFormat }, escapeXml(issuer))) +
      (said.extra ?? '') +
      content +
      (said.last ?? ''),
  );
}

export type LogoutSigning = Partial<Omit<SignOptions, 'idAttribute' | 'place'>>;

/** Signs the root, or the element said, for HTTP-POST: the Signature stands after the Issuer. */
export function signLogout(xml: string, signing: LogoutSigning = {}): string {
  const root = /^<\w+:(\w+)/.exec(xml)?.[1] ?? '';
  const place = xml.includes('<saml:Issuer') ? 'after-issuer' : 'first';
  return signXml(xml, { element: root, signer: CERTS.idp, idAttribute: 'ID', place, ...signing });
}

type RedirectName = 'SAMLRequest' | 'SAMLResponse' | 'RelayState' | 'SAMLEncoding' | 'SigAlg' | 'Signature';

/** How a message is sent over HTTP-Redirect. */
export interface RedirectSending {
  readonly parameter?: 'SAMLRequest' | 'SAMLResponse';
  readonly relayState?: string;
  readonly signer?: TestCert;
  /** SigAlg, and how it is signed. */
  readonly method?: string;
  /** The key, where it is not the signer's private one (HMAC with a public key). */
  readonly secret?: string;
  /** Percent-encodes a value; encodeURIComponent by default. */
  readonly escape?: (text: string) => string;
  readonly deflate?: (document: Buffer) => Buffer;
  /** Changes what is signed. */
  readonly octets?: (usual: string) => string;
  /** The order in the URL; names left out are not sent. */
  readonly order?: readonly RedirectName[];
  /** Changes the finished query. */
  readonly query?: (usual: string) => string;
}

/** The query that brings a message over HTTP-Redirect, signed by a hand of its own: nothing of the product is used. */
export function redirectQuery(document: string, sending: RedirectSending = {}): string {
  const { signer = CERTS.idp, method = RSA_SHA256, escape = encodeURIComponent, deflate = deflateRawSync } = sending;
  const { parameter = document.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest', relayState } = sending;
  const raw = new Map<RedirectName, string>([[parameter, escape(deflate(Buffer.from(document)).toString('base64'))]]);
  if (relayState !== undefined) raw.set('RelayState', escape(relayState));
  raw.set('SigAlg', escape(method));
  const usual = write(raw, [...raw.keys()]);
  const octets = sending.octets?.(usual) ?? usual;
  raw.set('Signature', escape(signatureOf(method, octets, sending.secret ?? signer.key)));
  const query = write(raw, sending.order ?? [...raw.keys()]);
  return sending.query?.(query) ?? query;
}

function write(raw: ReadonlyMap<RedirectName, string>, names: readonly RedirectName[]): string {
  return names.flatMap((name) => (raw.has(name) ? [`${name}=${raw.get(name) ?? ''}`] : [])).join('&');
}

/** As .NET and ADFS escape: in lower case. */
export function escapeInLowerCase(text: string): string {
  return encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}
