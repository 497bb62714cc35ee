import { sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { MitIdError } from '../../errors';
import { attribute, NOT_XML, xml, type Xml } from '../../metadata/write-xml';
import { SAML2_NAMES, SUCCESS, VERSION } from './names';
import { rsaKey } from './signing-key';

const RESPONDER = 'urn:oasis:names:tc:SAML:2.0:status:Responder';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
/** SAML 2.0 bindings 3.4.3. */
const MAX_RELAY_STATE_BYTES = 80;

/** What is the same for every logout message to one identity provider. */
export interface LogoutSettings {
  readonly entityId: string;
  /** The identity provider's SingleLogoutService, HTTP-Redirect; for an answer its ResponseLocation, where it has one. */
  readonly destination: string;
  /** RSA; PEM text is parsed for each message, a KeyObject is not. */
  readonly signingKey: KeyObject | string;
}

/** One logout as we ask for it. */
export interface LogoutRequest {
  /** An NCName nobody can guess: `_` and 40 hex digits. The answer names it. */
  readonly id: string;
  readonly nameId: string;
  readonly nameIdFormat?: string;
  /** Without it the identity provider ends every session of that NameID. */
  readonly sessionIndex?: string;
  /** 1 to 80 bytes; comes back with the answer. */
  readonly relayState: string;
  /** Milliseconds since 1970. */
  readonly issueInstant: number;
  readonly notOnOrAfter: number;
}

/** Our answer to a logout that the identity provider asked for. */
export interface LogoutResponse {
  readonly id: string;
  /** The ID of the LogoutRequest. */
  readonly inResponseTo: string;
  /** `failed`: the session may still be there. */
  readonly status: 'success' | 'failed';
  /** What came with the request, unchanged, however long. */
  readonly relayState?: string;
  /** Milliseconds since 1970. */
  readonly issueInstant: number;
}

/**
 * The URL that asks the identity provider to log a person out: a signed LogoutRequest over HTTP-Redirect
 * (saml-core-2.0-os section 3.7.1).
 *
 * @returns `destination` with SAMLRequest, RelayState, SigAlg (rsa-sha256) and Signature.
 * @throws MitIdError `parameter_invalid`: a RelayState of another length, a value that XML cannot hold;
 *   `configuration_invalid`: `signingKey` is no RSA private key.
 */
export function logoutRequestUrl(settings: LogoutSettings, request: LogoutRequest): string {
  const bytes = Buffer.byteLength(request.relayState);
  if (bytes === 0 || bytes > MAX_RELAY_STATE_BYTES) {
    const expected = `1 to ${MAX_RELAY_STATE_BYTES} bytes`;
    throw new MitIdError('parameter_invalid', { where: 'RelayState', got: `${bytes} bytes`, expected });
  }
  const { nameId, nameIdFormat, sessionIndex, notOnOrAfter } = request;
  const expiry = attribute('NotOnOrAfter', new Date(notOnOrAfter).toISOString());
  const index = sessionIndex === undefined ? undefined : xml`<samlp:SessionIndex>${sessionIndex}</samlp:SessionIndex>`;
  const content = xml`<saml:NameID${attribute('Format', nameIdFormat)}>${nameId}</saml:NameID>${index}`;
  return redirectUrl(settings, 'LogoutRequest', { ...request, attributes: expiry, content });
}

/**
 * The URL that answers a LogoutRequest of the identity provider: a signed LogoutResponse over HTTP-Redirect
 * (saml-core-2.0-os section 3.7.2).
 *
 * @returns `destination` with SAMLResponse, RelayState where one is given, SigAlg (rsa-sha256) and Signature.
 * @throws MitIdError as `logoutRequestUrl`; a RelayState may be of any length.
 */
export function logoutResponseUrl(settings: LogoutSettings, response: LogoutResponse): string {
  const { status, inResponseTo } = response;
  const code = status === 'success' ? SUCCESS : RESPONDER;
  const content = xml`<samlp:Status><samlp:StatusCode Value="${code}"></samlp:StatusCode></samlp:Status>`;
  return redirectUrl(settings, 'LogoutResponse', {
    ...response,
    attributes: attribute('InResponseTo', inResponseTo),
    content,
  });
}

interface Message {
  readonly id: string;
  readonly issueInstant: number;
  readonly relayState?: string;
  readonly attributes: Xml | undefined;
  readonly content: Xml;
}

function redirectUrl(
  { entityId, destination, signingKey }: LogoutSettings,
  local: 'LogoutRequest' | 'LogoutResponse',
  { id, issueInstant, relayState, attributes, content }: Message,
): string {
  const namespaces = xml`xmlns:samlp="${SAML2_NAMES.protocol}" xmlns:saml="${SAML2_NAMES.assertion}"`;
  const instant = new Date(issueInstant).toISOString();
  const named = xml`ID="${id}" Version="${VERSION}" IssueInstant="${instant}" Destination="${destination}"${attributes}`;
  const issuer = xml`<saml:Issuer>${entityId}</saml:Issuer>`;
  const document = xml`<samlp:${local} ${namespaces} ${named}>${issuer}${content}</samlp:${local}>`.text;
  if (NOT_XML.test(document)) {
    throw new MitIdError('parameter_invalid', { where: local, expected: 'values that XML can hold' });
  }
  const message = deflateRawSync(Buffer.from(document)).toString('base64');
  const signed = query([
    [local === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse', message],
    ['RelayState', relayState],
    ['SigAlg', RSA_SHA256],
  ]);
  const signature = sign('sha256', Buffer.from(signed), rsaKey(signingKey)).toString('base64');
  const separator = destination.includes('?') ? '&' : '?';
  return `${destination}${separator}${signed}&${query([['Signature', signature]])}`;
}

function query(parameters: readonly (readonly [name: string, value: string | undefined])[]): string {
  return parameters
    .flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}=${escaped(value)}`]))
    .join('&');
}

// A browser writes some of what encodeURIComponent leaves alone as escapes of its own, and the signature is over octets.
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
