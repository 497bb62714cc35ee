import { sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import {
  writeLogoutRequest,
  writeLogoutResponse,
  type LogoutAddress,
  type LogoutDocument,
  type LogoutRequest,
  type LogoutResponse,
} from './logout-document';
import { rsaKey } from './signing-key';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** What is the same for every logout message to one identity provider. */
export interface LogoutSettings extends LogoutAddress {
  /** RSA; PEM text is parsed for each message, a KeyObject is not. */
  readonly signingKey: KeyObject | string;
}

/**
 * The URL that asks the identity provider to log a person out: a signed LogoutRequest over HTTP-Redirect
 * (saml-bindings-2.0-os section 3.4).
 *
 * @returns `destination` with SAMLRequest, RelayState, SigAlg (rsa-sha256) and Signature.
 * @throws MitIdError `parameter_invalid`: a RelayState of another length, a value that XML cannot hold;
 *   `configuration_invalid`: `signingKey` is no RSA private key.
 */
export function logoutRequestUrl(settings: LogoutSettings, request: LogoutRequest): string {
  return redirectUrl(settings, writeLogoutRequest(settings, request));
}

/**
 * The URL that answers a LogoutRequest of the identity provider: a signed LogoutResponse over HTTP-Redirect.
 *
 * @returns `destination` with SAMLResponse, RelayState where one is given, SigAlg (rsa-sha256) and Signature.
 * @throws MitIdError as `logoutRequestUrl`; a RelayState may be of any length.
 */
export function logoutResponseUrl(settings: LogoutSettings, response: LogoutResponse): string {
  return redirectUrl(settings, writeLogoutResponse(settings, response));
}

function redirectUrl(
  { destination, signingKey }: LogoutSettings,
  { parameter, text, relayState }: LogoutDocument,
): string {
  const signed = query([
    [parameter, deflateRawSync(Buffer.from(text)).toString('base64')],
    ...(relayState === undefined ? [] : [['RelayState', relayState] as const]),
    ['SigAlg', RSA_SHA256],
  ]);
  const signature = sign('sha256', Buffer.from(signed), rsaKey(signingKey)).toString('base64');
  const separator = destination.includes('?') ? '&' : '?';
  return `${destination}${separator}${signed}&${query([['Signature', signature]])}`;
}

function query(parameters: readonly (readonly [name: string, value: string])[]): string {
  return parameters.map(([name, value]) => `${name}=${escaped(value)}`).join('&');
}

// A browser writes some of what encodeURIComponent leaves alone as escapes of its own, and the signature is over octets.
function escaped(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
