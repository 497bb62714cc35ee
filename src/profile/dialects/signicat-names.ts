/**
 * Signicat's attributes of MitID over SAML 2.0. Signicat's own pages give those with a hyphen and `email`; the others are named as
 * its newer platform names them over REST, and no source shows them in an assertion.
 */
export const SIGNICAT_SAML2_NAMES = {
  cpr: 'national-identity',
  displayName: 'common-name',
  givenName: 'given-name',
  familyName: 'surname',
  dateOfBirth: 'date-of-birth',
  email: 'email',
  stepUpId: 'auth-token-id',
  mitidUuid: 'mitidUuid',
  loa: 'mitidLoa',
  ial: 'mitidIal',
  aal: 'mitidAal',
  referenceText: 'mitidReferenceTextBody',
} as const;

/**
 * Signicat's attributes of NemID over SAML 1.1. Open integrations of that interface name the CPR number, the PID, the names, the date
 * of birth and the certificate's subject. `cvr` and `rid` follow `pid`, and the company's names are those of the claims (seed 004):
 * no source shows an employee's assertion.
 */
export const SIGNICAT_SAML11_NAMES = {
  cpr: 'dk.cpr',
  pid: 'pid',
  serialNumber: 'subject-serial-number',
  subjectName: 'subject-dn',
  certificate: 'certificate',
  displayName: 'plain-name',
  givenName: 'firstname',
  familyName: 'lastname',
  dateOfBirth: 'date-of-birth',
  email: 'email',
  cvr: 'cvr',
  rid: 'rid',
  organizationNumber: 'signicat.organization.number',
  organizationName: 'signicat.organization.name',
} as const;

/** The option `attributeNames` of Signicat over SAML 2.0: the names in use, where they are not the defaults. */
export type SignicatSaml2Names = { readonly [K in keyof typeof SIGNICAT_SAML2_NAMES]?: string };

/** The same over SAML 1.1. */
export type SignicatSaml11Names = { readonly [K in keyof typeof SIGNICAT_SAML11_NAMES]?: string };
