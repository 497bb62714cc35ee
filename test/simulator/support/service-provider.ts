import { randomBytes, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ServiceProvider, Simulator } from '../../../src/simulator';
import { CERTS } from '../../support/certs';
import { element, escapeXml } from '../../support/xml-text';
import { hiddenFields, type Seen } from './visitor';

export const SP: ServiceProvider = {
  entityId: 'https://app.example/saml',
  callbackUrl: 'http://localhost:3999/acs',
  signingCert: CERTS.idp.cert,
  encryptionCert: CERTS.idpNext.cert,
};
export const SIGNING_KEY = CERTS.idp.key;
/** Of `SP.encryptionCert`. */
export const DECRYPTION_KEY = CERTS.idpNext.key;

export const SAML2 = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const SAMLP2 = 'urn:oasis:names:tc:SAML:2.0:protocol';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const LOA = 'https://data.gov.dk/concept/core/nsis/loa/';
const EID = 'https://data.gov.dk/eid/';

/** What an AuthnRequest says. Null leaves a member out; undefined takes the default. */
export interface Asked {
  readonly id?: string;
  readonly version?: string;
  readonly issuer?: string | null;
  readonly issueInstant?: string | null;
  readonly destination?: string | null;
  readonly callbackUrl?: string | null;
  readonly binding?: string;
  readonly forceAuthn?: string;
  readonly isPassive?: string;
  readonly nameIdFormat?: string;
  readonly loa?: string | undefined;
  readonly types?: readonly ('Person' | 'Professional')[];
  readonly comparison?: string | null;
  /** More AuthnContextClassRefs. */
  readonly classRefs?: readonly string[];
  /** XML after the Issuer. */
  readonly extra?: string;
  /** The whole document. */
  readonly xml?: string;
}

/** How a request is sent. */
export interface Sent {
  readonly relayState?: string;
  readonly key?: string;
  readonly algorithm?: string;
  readonly hash?: string;
  /** Percent-encodes a value; encodeURIComponent by default. */
  readonly escape?: (text: string) => string;
  /** Changes the finished query. */
  readonly query?: (query: string) => string;
}

export const newId = (): string => `_${randomBytes(20).toString('hex')}`;

/** An AuthnRequest as an application writes it. */
export function authnRequest({ nemlogin }: Simulator, asked: Asked): string {
  if (asked.xml !== undefined) return asked.xml;
  const { loa, types = [], classRefs = [], nameIdFormat } = asked;
  const refs = [
    ...(loa === undefined ? [] : [`${LOA}${loa}`]),
    ...types.map((type) => `${EID}${type}`),
    ...classRefs,
  ].map((ref) => element('saml:AuthnContextClassRef', {}, escapeXml(ref)));
  const comparison = asked.comparison === undefined && loa !== undefined ? 'minimum' : asked.comparison;
  const issuer = asked.issuer === undefined ? SP.entityId : asked.issuer;
  const orElse = (value: string | null | undefined, otherwise: string): string | null =>
    value === undefined ? otherwise : value;
  return element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': SAMLP2,
      'xmlns:saml': SAML2,
      ID: asked.id ?? newId(),
      Version: asked.version ?? '2.0',
      IssueInstant: orElse(asked.issueInstant, new Date().toISOString()),
      Destination: orElse(asked.destination, nemlogin.entryPoint),
      AssertionConsumerServiceURL: orElse(asked.callbackUrl, SP.callbackUrl),
      ProtocolBinding: asked.binding,
      ForceAuthn: asked.forceAuthn,
      IsPassive: asked.isPassive,
    },
    (issuer === null ? '' : element('saml:Issuer', {}, escapeXml(issuer))) +
      (asked.extra ?? '') +
      (nameIdFormat === undefined ? '' : element('samlp:NameIDPolicy', { Format: nameIdFormat }, '')) +
      (refs.length === 0 ? '' : element('samlp:RequestedAuthnContext', { Comparison: comparison }, refs.join(''))),
  );
}

/** The address that the browser is sent to. */
export function requestAddress(simulator: Simulator, asked: Asked = {}, sent: Sent = {}): string {
  const { relayState, key = SIGNING_KEY, algorithm = RSA_SHA256, hash = 'sha256', escape = encodeURIComponent } = sent;
  const deflated = deflateRawSync(Buffer.from(authnRequest(simulator, asked), 'utf8')).toString('base64');
  const parameters = [
    ['SAMLRequest', deflated],
    ...(relayState === undefined ? [] : [['RelayState', relayState]]),
    ['SigAlg', algorithm],
  ];
  const signed = parameters.map(([name = '', value = '']) => `${name}=${escape(value)}`).join('&');
  const signature = sign(hash, Buffer.from(signed), key).toString('base64');
  const query = `${signed}&Signature=${escape(signature)}`;
  return `${simulator.nemlogin.entryPoint}?${sent.query?.(query) ?? query}`;
}

/** What came back to the application in a form. */
export interface PostedBack {
  readonly action: string;
  readonly relayState: string | undefined;
  /** The Response as it went over the wire. */
  readonly message: string;
}

/** The form that brings the browser back; fails when the page is another. */
export function postedBack({ status, body }: Seen): PostedBack {
  const { SAMLResponse, RelayState } = hiddenFields(body);
  const action = /<form method="post" action="([^"]+)">/.exec(body)?.[1];
  if (SAMLResponse === undefined || action === undefined) {
    throw new Error(`no response came back: HTTP ${status}, ${/<h1>(.*?)<\/h1>/s.exec(body)?.[1] ?? body}`);
  }
  return { action, relayState: RelayState, message: Buffer.from(SAMLResponse, 'base64').toString('utf8') };
}

/** The response of a login that clicks nothing. */
export async function nemLogIn(
  simulator: Simulator,
  persona: string,
  { asked = {}, sent = {}, parameters = {} }: { asked?: Asked; sent?: Sent; parameters?: Record<string, string> } = {},
): Promise<PostedBack> {
  const address = new URL(requestAddress(simulator, asked, sent));
  const more = new URLSearchParams(parameters).toString();
  const answer = await fetch(`${address.href}${more === '' ? '' : `&${more}`}`, {
    headers: { 'x-persona': persona },
    redirect: 'manual',
  });
  return postedBack({
    status: answer.status,
    location: undefined,
    headers: answer.headers,
    body: await answer.text(),
  });
}
