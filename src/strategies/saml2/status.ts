import { MitIdError, type MitIdErrorCode } from '../../errors';

/**
 * SAML 2.0's own status codes (saml-core-2.0-os section 3.2.2.2), by their last word, and what each becomes; any other stays
 * `status_not_success`. Which code NemLog-in sends for a cancel is not known (facts/oiosaml.md 1.7): hence the option
 * `cancelStatuses`.
 */
export const STATUS_CODES: ReadonlyMap<string, MitIdErrorCode> = new Map<string, MitIdErrorCode>([
  ['AuthnFailed', 'authentication_failed'],
  ['NoPassive', 'no_passive'],
  ['NoAuthnContext', 'loa_unavailable'],
  ['RequestDenied', 'request_rejected'],
  ['RequestUnsupported', 'request_rejected'],
  ['UnsupportedBinding', 'request_rejected'],
  ['InvalidNameIDPolicy', 'request_rejected'],
]);

/**
 * A status of the answer as its own outcome; any other error unchanged. The code has no CPR number in it: src/protocols
 * carries none on.
 *
 * @param cancels the codes that mean that the person cancelled.
 */
export function withStatusOutcome(error: unknown, cancels: readonly string[]): unknown {
  if (!(error instanceof MitIdError) || error.code !== 'status_not_success') return error;
  const { brokerCode, detail } = error;
  if (brokerCode === undefined) return error;
  const code = cancels.includes(brokerCode) ? 'user_cancelled' : STATUS_CODES.get(brokerCode);
  return code === undefined ? error : new MitIdError(code, detail, { brokerCode, cause: error });
}
