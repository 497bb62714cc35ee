/** E-Ident's error codes (facts/eident.md), and when the real one sends them, as far as it is known. */
export const LOGIN_ERROR_CODES = {
  authfailed: 'The authentication failed.',
  blankcvr: 'A private user without a company in the MitID Erhverv flow.',
  cancel: 'The person cancelled.',
  certificatenotyetvalid: 'The certificate of the eID is not valid yet.',
  generalerror: 'Anything else went wrong.',
  get_ssn_error: 'The CPR number could not be looked up.',
  idexpired: 'The eID has expired.',
  illegalcert: 'The certificate of the eID is not accepted.',
  inpro: 'Another identification is already in progress.',
  input_params_notpresent: 'A mandatory request parameter is missing.',
  match_ssn_error: 'The CPR number that was typed is not that of the person.',
} as const;

export const ARTIFACT_ERROR_CODES = {
  artifact_expired: 'The artifact was fetched too late.',
  artifact_invalidated: 'The artifact was used before.',
  artifact_not_match_mid: 'The artifact belongs to another merchant.',
  assertion_attribute_null: 'The assertion has no attributes.',
  assertion_notfound: 'There is no assertion for this artifact or transaction.',
} as const;

export type LoginErrorCode = keyof typeof LOGIN_ERROR_CODES;
export type ArtifactErrorCode = keyof typeof ARTIFACT_ERROR_CODES;
export type EIdentErrorCode = LoginErrorCode | ArtifactErrorCode;

/** The broker says no: the code goes to the application, the reason is for the developer's eyes. */
export class EIdentError extends Error {
  constructor(
    readonly code: EIdentErrorCode,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'EIdentError';
  }
}
