import type { MitIdErrorCode } from '../errors';
import { OPTION_SHAPE as EIDENT } from '../strategies/eident/options-shape';
import { OPTION_SHAPE as NEMLOG_IN } from '../strategies/nemlog-in/options-shape';
import { OPTION_SHAPE as SIGNICAT_MITID } from '../strategies/signicat/mitid/options-shape';
import { OPTION_SHAPE as SIGNICAT_NEMID } from '../strategies/signicat/nemid/options-shape';
import type { Broker } from './inspection';

const SHAPES = {
  eident: EIDENT,
  'nemlog-in': NEMLOG_IN,
  'signicat-mitid': SIGNICAT_MITID,
  'signicat-nemid': SIGNICAT_NEMID,
} as const satisfies Record<Broker, object>;
type Shapes = (typeof SHAPES)[Broker];
type OptionName = Shapes extends infer Shape ? (Shape extends object ? keyof Shape & string : never) : never;

/** Nothing that is configured here: the message itself is at fault, or what somebody did to it. */
const NONE: readonly never[] = [];
const SIGNERS = ['idpCert', 'idpMetadata', 'idpEntityId'] as const;
const CLOCK = ['acceptedClockSkewMs'] as const;
const STATUS = ['cancelStatuses'] as const;
const KEYS = ['decryptionKeys', 'idpMetadata'] as const;
const ATTRIBUTES = ['attributeNames'] as const;

/** The options that decide a check that a message can fail, of whichever strategy has them. */
export const OPTIONS_OF = {
  message_too_large: NONE,
  message_encoding: NONE,
  base64_invalid: NONE,
  xml_malformed: NONE,
  xml_declaration: NONE,
  xml_doctype: NONE,
  xml_comment: NONE,
  xml_processing_instruction: NONE,
  xml_too_deep: NONE,
  xml_too_many_elements: NONE,
  xml_too_many_attributes: NONE,
  xml_too_many_namespaces: NONE,
  id_duplicate: NONE,
  time_malformed: NONE,

  message_unexpected: ['bindings'],
  assertion_count: NONE,
  signed_element_misplaced: NONE,
  signature_missing: ['dangerouslyAllowUnsignedAssertion', 'allowSignedResponseOnly'],
  signature_misplaced: NONE,
  signature_malformed: NONE,
  signature_reference: NONE,
  signature_transform: NONE,
  signature_canonicalization: NONE,
  signature_algorithm: SIGNERS,
  signature_sha1: ['dangerouslyAllowSha1'],
  digest_algorithm: NONE,
  digest_mismatch: NONE,
  signature_invalid: SIGNERS,
  assertion_not_encrypted: ['requireEncryptedAssertion'],
  encryption_malformed: NONE,
  encryption_algorithm: ['allowCbc'],
  decryption_failed: KEYS,

  version_unsupported: NONE,
  status_not_success: STATUS,
  issuer_mismatch: ['idpIssuer', 'idpMetadata', 'idpEntityId'],
  in_response_to_missing: ['allowMissingInResponseTo'],
  in_response_to_mismatch: NONE,
  destination_mismatch: ['callbackUrl', 'logoutUrl'],
  recipient_mismatch: ['callbackUrl'],
  conditions_missing: NONE,
  condition_unknown: NONE,
  assertion_not_yet_valid: CLOCK,
  assertion_expired: CLOCK,
  audience_missing: ['allowMissingAudience'],
  audience_mismatch: ['audience', 'merchantId', 'entityId'],
  authentication_statement_missing: NONE,
  confirmation_missing: ['allowMissingConfirmation'],
  confirmation_method: NONE,
  confirmation_expired: CLOCK,
  session_expired: CLOCK,
  authentication_too_old: ['maxAuthenticationAgeMs', 'forceAuthn'],
  name_identifier_missing: NONE,
  name_identifier_conflict: NONE,
  assertion_replayed: ['stateStore'],

  logout_expired: CLOCK,
  logout_replayed: ['stateStore'],
  logout_unknown: NONE,
  logout_not_success: NONE,

  artifact_malformed: NONE,
  artifact_source: ['artifactSourceId'],
  parameter_duplicate: NONE,
  soap_fault: ['merchantId', 'merchantPassword'],
  no_valid_certificate: SIGNERS,

  user_cancelled: STATUS,
  cpr_not_matched: NONE,
  cpr_lookup_failed: NONE,
  no_company: ['eids'],
  login_in_progress: NONE,
  identity_expired: NONE,
  identity_certificate: NONE,
  authentication_failed: STATUS,
  artifact_rejected: ['merchantId', 'assertionUrl'],
  request_rejected: ['entityId', 'editAuthnRequest', 'merchantId', 'eids'],
  no_passive: ['isPassive'],
  loa_unavailable: ['loa', 'authnContext'],
  broker_error: ['errorParameters'],

  attribute_malformed: ATTRIBUTES,
  attribute_missing: ATTRIBUTES,
  attribute_conflict: ATTRIBUTES,
  name_id_transient: NONE,
  name_id_malformed: ATTRIBUTES,
  identity_type_unknown: ATTRIBUTES,
} as const satisfies Partial<Record<MitIdErrorCode, readonly OptionName[]>>;

/** Whether a broker's strategy has an option. */
export function hasOption(broker: Broker, name: string): boolean {
  return Object.hasOwn(SHAPES[broker], name);
}

/**
 * The options of a broker's strategy that decide a check.
 *
 * @param named the one that the error itself names.
 */
export function optionsOf(broker: Broker, code: MitIdErrorCode, named?: string): readonly string[] {
  const table: Partial<Record<MitIdErrorCode, readonly string[]>> = OPTIONS_OF;
  const all = [...(named === undefined ? [] : [named]), ...(table[code] ?? [])];
  const options = [...new Set(all)].filter((name) => hasOption(broker, name));
  // Which of the two it is, the error alone knows: where logins come is not where logouts do.
  return code === 'destination_mismatch' ? options.slice(0, 1) : options;
}
