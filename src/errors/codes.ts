/**
 * Every error code of the package: what kind of outcome it is and what a stranger may read of it.
 *
 * `outcome` says how Passport hears of it: `fail` where the person or the message is refused (an untrusted
 * message, an expiry, a policy, a cancel), `error` where the broker, a store or the configuration does not work.
 * `status` is the HTTP status. `message` is public: it helps the person and tells an attacker nothing.
 */
interface CodeRow {
  readonly outcome: 'fail' | 'error';
  readonly status: number;
  readonly message: string;
}

const refused = 'The login could not be verified. Please try again.';
const untrusted = { outcome: 'fail', status: 401, message: refused } as const;
const broker = {
  outcome: 'error',
  status: 502,
  message: 'The login service did not answer as expected. Please try again later.',
} as const;
const application = { outcome: 'error', status: 500, message: 'The login is not set up correctly.' } as const;
const again = { outcome: 'fail', status: 401, message: 'The login has expired. Please start again.' } as const;
const notAllowed = (message: string) => ({ outcome: 'fail', status: 403, message }) as const;
const logout = (message: string) => ({ outcome: 'fail', status: 401, message }) as const;
const person = (message: string) => ({ outcome: 'fail', status: 401, message }) as const;

export const CODES = {
  // reading
  message_too_large: untrusted,
  message_encoding: untrusted,
  base64_invalid: untrusted,
  xml_malformed: untrusted,
  xml_declaration: untrusted,
  xml_doctype: untrusted,
  xml_comment: untrusted,
  xml_processing_instruction: untrusted,
  xml_too_deep: untrusted,
  xml_too_many_elements: untrusted,
  xml_too_many_attributes: untrusted,
  xml_too_many_namespaces: untrusted,
  id_duplicate: untrusted,
  time_malformed: untrusted,

  // structure and signature
  message_unexpected: untrusted,
  assertion_count: untrusted,
  signed_element_misplaced: untrusted,
  signature_missing: untrusted,
  signature_misplaced: untrusted,
  signature_malformed: untrusted,
  signature_reference: untrusted,
  signature_transform: untrusted,
  signature_canonicalization: untrusted,
  signature_algorithm: untrusted,
  signature_sha1: untrusted,
  digest_algorithm: untrusted,
  digest_mismatch: untrusted,
  signature_invalid: untrusted,
  assertion_not_encrypted: untrusted,
  encryption_malformed: untrusted,
  encryption_algorithm: untrusted,
  decryption_failed: untrusted,

  // what the message says
  version_unsupported: untrusted,
  status_not_success: { outcome: 'fail', status: 401, message: 'The login was not completed.' },
  issuer_mismatch: untrusted,
  in_response_to_missing: untrusted,
  in_response_to_mismatch: untrusted,
  destination_mismatch: untrusted,
  recipient_mismatch: untrusted,
  conditions_missing: untrusted,
  condition_unknown: untrusted,
  assertion_not_yet_valid: untrusted,
  assertion_expired: again,
  audience_missing: untrusted,
  audience_mismatch: untrusted,
  authentication_statement_missing: untrusted,
  confirmation_missing: untrusted,
  confirmation_method: untrusted,
  confirmation_expired: again,
  session_expired: again,
  authentication_too_old: again,
  name_identifier_missing: untrusted,
  name_identifier_conflict: untrusted,
  assertion_replayed: untrusted,

  // logout
  logout_expired: logout('The logout has expired. Please try again.'),
  logout_replayed: logout('The logout could not be verified. Please try again.'),
  logout_unknown: logout('The logout could not be verified. Please try again.'),
  logout_not_success: logout('You may still be logged in elsewhere. Close the browser to be sure.'),

  // artifact and SOAP
  artifact_malformed: untrusted,
  artifact_source: untrusted,
  parameter_duplicate: untrusted,
  soap_fault: broker,
  soap_http_status: broker,
  soap_unauthorized: { outcome: 'error', status: 502, message: broker.message },
  soap_redirect: broker,
  soap_too_large: broker,
  soap_timeout: { outcome: 'error', status: 504, message: broker.message },
  soap_unreachable: broker,
  soap_tls: broker,
  no_valid_certificate: broker,
  metadata_unavailable: { outcome: 'error', status: 503, message: broker.message },

  // state and browser
  callback_empty: { outcome: 'fail', status: 400, message: 'This page is part of a login. Please start again.' },
  body_not_parsed: application,
  login_unknown: again,
  login_expired: again,
  browser_mismatch: untrusted,
  state_store_failed: { outcome: 'error', status: 503, message: broker.message },
  session_invalid: again,
  audit_failed: application,

  // what the broker said of the person's attempt (facts/eident.md, error codes; SAML 2.0 core 3.2.2.2)
  user_cancelled: person('The login was cancelled.'),
  cpr_not_matched: person('The CPR number does not belong to this MitID.'),
  cpr_lookup_failed: { outcome: 'error', status: 502, message: 'The CPR number could not be looked up.' },
  no_company: notAllowed('This MitID is not connected to a company.'),
  login_in_progress: person('Another login is already in progress. Close it, or wait a few minutes.'),
  identity_expired: person('This electronic identity has expired.'),
  identity_certificate: person('This electronic identity cannot be used.'),
  authentication_failed: person('The login was not completed.'),
  artifact_rejected: again,
  request_rejected: application,
  no_passive: person('A login is needed.'),
  loa_unavailable: notAllowed('The level of assurance that is needed cannot be reached with this login.'),
  broker_error: broker,

  // attributes
  attribute_malformed: untrusted,
  attribute_missing: untrusted,
  attribute_conflict: untrusted,
  name_id_transient: untrusted,
  name_id_malformed: untrusted,
  identity_type_unknown: untrusted,

  // policy, and what was asked for
  loa_too_low: notAllowed('A login with a higher level of assurance is needed.'),
  ial_too_low: notAllowed('A login with a higher level of assurance is needed.'),
  aal_too_low: notAllowed('A login with a higher level of assurance is needed.'),
  identity_type_refused: notAllowed('This kind of login cannot be used here.'),
  eid_refused: notAllowed('This kind of login cannot be used here.'),
  authenticator_refused: notAllowed('This way of logging in cannot be used here.'),
  cpr_missing: notAllowed('The CPR number is needed and was not given.'),
  pid_missing: notAllowed('This person has no NemID to look up.'),
  preset_id_mismatch: notAllowed('This is another person than the one who was expected.'),
  reference_text_mismatch: untrusted,
  transaction_text_mismatch: untrusted,
  additional_info_mismatch: untrusted,

  // step-up
  step_up_no_transaction: notAllowed('Please log in first.'),
  step_up_expired: again,
  step_up_other_person: notAllowed('This is another person than the one who is logged in.'),

  // CPR match
  cpr_match_failed: { outcome: 'error', status: 502, message: 'The CPR number could not be checked.' },
  cpr_match_no_login: again,
  cpr_match_refused: notAllowed('The CPR number cannot be checked for this kind of login.'),

  // the lookup service for public authorities
  lookup_unavailable: { outcome: 'error', status: 503, message: 'The number could not be looked up.' },
  lookup_unauthorized: { outcome: 'error', status: 502, message: 'The number could not be looked up.' },
  lookup_answer_unknown: { outcome: 'error', status: 502, message: 'The number could not be looked up.' },

  // what a route asks for (requireCpr, requireAssurance)
  login_required: { outcome: 'fail', status: 401, message: 'Please log in first.' },
  cpr_required: notAllowed('The CPR number is needed for this.'),
  cpr_unavailable: notAllowed('The CPR number cannot be had with this login.'),
  assurance_required: notAllowed('A login with a higher level of assurance is needed.'),

  // migration
  link_taken: notAllowed('This login cannot be connected to an account. Please contact support.'),
  link_store_failed: {
    outcome: 'error',
    status: 503,
    message: 'The login cannot be completed now. Please try again later.',
  },
  link_schema_newer: application,
  account_unknown: { outcome: 'error', status: 404, message: 'There is no such account.' },
  case_unknown: { outcome: 'error', status: 404, message: 'There is no such open case.' },

  // the application's own mistakes
  configuration_invalid: application,
  parameter_invalid: application,
  verify_failed: application,
} as const satisfies Record<string, CodeRow>;

/** The literal union of every error code: `switch (err.code)` narrows over it. */
export type MitIdErrorCode = keyof typeof CODES;
