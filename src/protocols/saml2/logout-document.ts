import { MitIdError } from '../../errors';
import { attribute, NOT_XML, xml, type Xml } from '../../metadata/write-xml';
import { SAML2_NAMES, SUCCESS, VERSION } from './names';

const RESPONDER = 'urn:oasis:names:tc:SAML:2.0:status:Responder';
/** SAML 2.0 bindings 3.4.3 and 3.5.3. */
const MAX_RELAY_STATE_BYTES = 80;

/** Who writes a logout message, and where it goes. */
export interface LogoutAddress {
  readonly entityId: string;
  /** The identity provider's SingleLogoutService; for an answer its ResponseLocation, where it has one. */
  readonly destination: string;
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

/** A logout message before it is signed, and the parameters that it travels in. */
export interface LogoutDocument {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  /** Its first child is the Issuer. */
  readonly text: string;
  /** Not empty. */
  readonly relayState?: string;
}

/**
 * Writes a LogoutRequest (saml-core-2.0-os section 3.7.1), unsigned.
 *
 * @throws MitIdError `parameter_invalid`: a RelayState of another length, a value that XML cannot hold.
 */
export function writeLogoutRequest(address: LogoutAddress, request: LogoutRequest): LogoutDocument {
  const bytes = Buffer.byteLength(request.relayState);
  if (bytes === 0 || bytes > MAX_RELAY_STATE_BYTES) {
    const expected = `1 to ${MAX_RELAY_STATE_BYTES} bytes`;
    throw new MitIdError('parameter_invalid', { where: 'RelayState', got: `${bytes} bytes`, expected });
  }
  const { nameId, nameIdFormat, sessionIndex, notOnOrAfter } = request;
  const expiry = attribute('NotOnOrAfter', new Date(notOnOrAfter).toISOString());
  const index = sessionIndex === undefined ? undefined : xml`<samlp:SessionIndex>${sessionIndex}</samlp:SessionIndex>`;
  const content = xml`<saml:NameID${attribute('Format', nameIdFormat)}>${nameId}</saml:NameID>${index}`;
  return write(address, 'LogoutRequest', { ...request, attributes: expiry, content });
}

/**
 * Writes a LogoutResponse (saml-core-2.0-os section 3.7.2), unsigned.
 *
 * @throws MitIdError `parameter_invalid`: a value that XML cannot hold.
 */
export function writeLogoutResponse(address: LogoutAddress, response: LogoutResponse): LogoutDocument {
  const { status, inResponseTo } = response;
  const code = status === 'success' ? SUCCESS : RESPONDER;
  const content = xml`<samlp:Status><samlp:StatusCode Value="${code}"></samlp:StatusCode></samlp:Status>`;
  const answers = attribute('InResponseTo', inResponseTo);
  return write(address, 'LogoutResponse', { ...response, attributes: answers, content });
}

interface Message {
  readonly id: string;
  readonly issueInstant: number;
  readonly relayState?: string;
  readonly attributes: Xml | undefined;
  readonly content: Xml;
}

function write(
  { entityId, destination }: LogoutAddress,
  local: 'LogoutRequest' | 'LogoutResponse',
  { id, issueInstant, relayState = '', attributes, content }: Message,
): LogoutDocument {
  const namespaces = xml`xmlns:samlp="${SAML2_NAMES.protocol}" xmlns:saml="${SAML2_NAMES.assertion}"`;
  const instant = new Date(issueInstant).toISOString();
  const named = xml`ID="${id}" Version="${VERSION}" IssueInstant="${instant}" Destination="${destination}"${attributes}`;
  const issuer = xml`<saml:Issuer>${entityId}</saml:Issuer>`;
  const { text } = xml`<samlp:${local} ${namespaces} ${named}>${issuer}${content}</samlp:${local}>`;
  if (NOT_XML.test(text)) {
    throw new MitIdError('parameter_invalid', { where: local, expected: 'values that XML can hold' });
  }
  return {
    parameter: local === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse',
    text,
    ...(relayState !== '' && { relayState }),
  };
}
