import type { SignatureProof } from '../../assertion';
import { readEnvelope } from '../../trust';
import { judgeInResponseTo } from './common';
import { openLogout, type LogoutDelivery, type LogoutExpectations } from './logout-message';
import { SAML2_NAMES, SUCCESS } from './names';
import { notSuccess } from './status';

const PARTIAL_LOGOUT = 'urn:oasis:names:tc:SAML:2.0:status:PartialLogout';
const CHILDREN: ReadonlySet<string> = new Set([`{${SAML2_NAMES.protocol}}Status`]);

export interface LogoutResponseExpectations extends LogoutExpectations {
  /** The ID of our LogoutRequest. */
  readonly inResponseTo: string;
}

/** How a logout that we asked for ended. */
export interface VerifiedLogoutResponse {
  /** `partial`: the IdP ended its own session, and could not tell every other service. */
  readonly status: 'success' | 'partial';
  /** Of HTTP-Redirect. */
  readonly relayState?: string;
  readonly signature: SignatureProof;
}

/**
 * The verdict on the IdP's answer to our LogoutRequest (saml-core-2.0-os section 3.7.2; rules 4). Whose answer it is is
 * judged before its Status.
 *
 * @throws MitIdError those of `openLogout`; `in_response_to_missing`, `in_response_to_mismatch`, `message_unexpected`,
 *   `logout_not_success`, with the last word of the innermost code as its `brokerCode`
 */
export function judgeLogoutResponse(
  delivery: LogoutDelivery,
  expectations: LogoutResponseExpectations,
): VerifiedLogoutResponse {
  const { root, relayState, signature } = openLogout(delivery, 'LogoutResponse', CHILDREN, expectations);
  judgeInResponseTo(root.attribute('InResponseTo'), 'LogoutResponse/@InResponseTo', expectations);
  const envelope = readEnvelope(root, SAML2_NAMES);
  const [first, second, ...more] = envelope.status;
  const whole = first === SUCCESS && second === undefined;
  // Core 3.7.3.2 says that it is the second-level code, and not below which: Success is seen there, and Responder.
  const partial = second === PARTIAL_LOGOUT && more.length === 0;
  if (!whole && !partial) throw notSuccess('logout_not_success', envelope);
  return { status: whole ? 'success' : 'partial', signature, ...(relayState !== undefined && { relayState }) };
}
