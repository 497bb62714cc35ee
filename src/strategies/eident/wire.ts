import type { MitIdErrorCode } from '../../errors';
import { EIDENT_LEGACY_EIDS } from '../../profile';

/**
 * E-Ident's names on the wire, each under the name it has here (facts/eident.md, "Request parameters" and "The flow").
 * No other file writes one of them.
 */
export const WIRE = {
  merchantId: 'mid',
  target: 'TARGET',
  eids: 'forcepkivendor',
  returnSsn: 'returnssn',
  returnNemidPid: 'return_nemid_pid',
  transactionId: 'transaction_id',
  loa: 'loa_value',
  aal: 'aal_value',
  presetId: 'presetid',
  referenceText: 'reference_text',
  transactionText: 'transactiontext',
  transactionTextType: 'transactiontext_type',
  additionalInfo: 'additional_info',
  statusUrl: 'status',
  startUrl: 'start',
  style: 'style',
  uiMode: 'wi',
  locale: 'locale',
  artifact: 'SAMLart',
  response: 'SAMLResponse',
} as const;

/** Our own parameter in the status URL: names the login that an error ends. */
export const LOGIN_PARAMETER = 'mitid_login';

/** The eIDs of forcepkivendor (facts/eident.md): MitID, MitID Erhverv, NemID key card, NemID key file. */
export const EIDS = ['mitid', 'mitid:mitid_erhverv', 'dk_nemid_js', 'dk_nemid-opensign'] as const;
export type Eid = (typeof EIDS)[number];

/** Whether an eID is a NemID of old, which has no NSIS level. */
export function isLegacyEid(eid: string): boolean {
  return (EIDENT_LEGACY_EIDS as readonly string[]).includes(eid);
}

/** UI modes and the value of `wi`: only the embedded one has a value that a source names. */
export const UI_MODES = { redirect: undefined, popup: undefined, embedded: 'r' } as const;

/** E-Ident's error codes (facts/eident.md, "Error codes"); any other is `broker_error`. */
export const BROKER_CODES: ReadonlyMap<string, MitIdErrorCode> = new Map<string, MitIdErrorCode>([
  ['artifact_expired', 'artifact_rejected'],
  ['artifact_invalidated', 'artifact_rejected'],
  ['artifact_not_match_mid', 'artifact_rejected'],
  ['assertion_attribute_null', 'broker_error'],
  ['assertion_notfound', 'artifact_rejected'],
  ['authfailed', 'authentication_failed'],
  ['blankcvr', 'no_company'],
  ['cancel', 'user_cancelled'],
  ['certificatenotyetvalid', 'identity_certificate'],
  ['generalerror', 'broker_error'],
  ['get_ssn_error', 'cpr_lookup_failed'],
  ['idexpired', 'identity_expired'],
  ['illegalcert', 'identity_certificate'],
  ['inpro', 'login_in_progress'],
  ['input_params_notpresent', 'request_rejected'],
  ['match_ssn_error', 'cpr_not_matched'],
]);
