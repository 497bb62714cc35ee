import { signEnveloped } from '../../metadata/enveloped-signature';
import {
  writeLogoutRequest,
  writeLogoutResponse,
  type LogoutDocument,
  type LogoutRequest,
  type LogoutResponse,
} from './logout-document';
import type { LogoutSettings } from './logout-url';
import { rsaKey } from './signing-key';

/** After Issuer, where the schema has it; the Issuer is the first child. */
const AFTER_ISSUER = { reference: '/*/*[1]', action: 'after' } as const;

/** What is the same for every logout message that one identity provider is posted. */
export interface LogoutFormSettings extends LogoutSettings {
  /** PEM, of `signingKey`; stands in KeyInfo. */
  readonly signingCert?: string;
}

/** A logout message as a form: a browser is to post it. */
export interface LogoutForm {
  /** Where it is posted to. */
  readonly action: string;
  /** SAMLRequest or SAMLResponse, in base64; RelayState where there is one, which nothing signs. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * The form that asks the identity provider to log a person out: a signed LogoutRequest over HTTP-POST
 * (saml-bindings-2.0-os section 3.5), the signature enveloped, RSA-SHA256.
 *
 * @throws MitIdError `parameter_invalid`: a RelayState of another length, a value that XML cannot hold;
 *   `configuration_invalid`: `signingKey` is no RSA private key.
 */
export function logoutRequestForm(settings: LogoutFormSettings, request: LogoutRequest): LogoutForm {
  return form(settings, writeLogoutRequest(settings, request));
}

/**
 * The form that answers a LogoutRequest of the identity provider: a signed LogoutResponse over HTTP-POST.
 *
 * @throws MitIdError as `logoutRequestForm`; a RelayState may be of any length.
 */
export function logoutResponseForm(settings: LogoutFormSettings, response: LogoutResponse): LogoutForm {
  return form(settings, writeLogoutResponse(settings, response));
}

function form(
  { destination, signingKey, signingCert }: LogoutFormSettings,
  { parameter, text, relayState }: LogoutDocument,
): LogoutForm {
  const signer = { key: rsaKey(signingKey), ...(signingCert !== undefined && { cert: signingCert }) };
  const message = Buffer.from(signEnveloped(text, signer, AFTER_ISSUER)).toString('base64');
  return {
    action: destination,
    fields: [[parameter, message], ...(relayState === undefined ? [] : [['RelayState', relayState] as const])],
  };
}
