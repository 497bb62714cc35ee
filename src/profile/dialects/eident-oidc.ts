import type { Dialect } from './dialect';
import { NEMLOGIN_CLAIMS } from './nemlogin-claims';
import { read } from './readers';
import type { Row } from './row';

/**
 * The claims whose names no source gives: the seed's table lost its OIDC column for them. `nemid.pid` is what the broker
 * behind E-Ident calls it (facts/oiosaml.md 4.4); the others follow the SAML attribute.
 */
export const EIDENT_CLAIM_NAMES = {
  authorizedToRepresent: 'authorized_to_represent',
  dateOfBirth: 'birthdate',
  displayName: 'name',
  pid: 'nemid.pid',
  referenceText: 'reference_text',
} as const;

/** The option `attributeNames` of claims: the names this broker uses, where they are not the defaults. */
export type EIdentClaimNames = { readonly [K in keyof typeof EIDENT_CLAIM_NAMES]?: string };

/**
 * E-Ident over OIDC (seed 001, its OIDC column). `pid` is the MitID UUID again, and no PID of NemID. `amr` names the eID,
 * `mitid_amr` the authenticators; `acr` says high of every login.
 */
export function eidentOidc(names: EIdentClaimNames = {}): Dialect {
  const name = { ...EIDENT_CLAIM_NAMES, ...names };
  return {
    rows: [
      { attribute: 'identity_type', field: 'identityType', read: read.word },
      { attribute: 'mitid.uuid', field: 'mitid.uuid', read: read.uuid },
      { attribute: 'pid', field: 'mitid.uuid', read: read.uuid },

      { attribute: 'loa', field: 'assurance.loa', read: read.loa },
      { attribute: 'aal', field: 'assurance.aal', read: read.aal },
      { attribute: 'ial', field: 'assurance.ial', read: read.ial },
      { attribute: 'mitid_amr', field: 'authenticators', read: read.authenticators },

      ...NEMLOGIN_CLAIMS,
      { attribute: name.displayName, field: 'displayName', read: read.name, fallback: true, option: 'displayName' },
      { attribute: 'given_name', field: 'name.givenName', read: read.name, fallback: true },
      { attribute: 'family_name', field: 'name.familyName', read: read.name, fallback: true },
      { attribute: 'dk_ssn', field: 'person.cpr', read: read.cpr, secret: true },
      { attribute: 'ssn', field: 'person.cpr', read: read.cpr, secret: true },
      { attribute: name.dateOfBirth, field: 'person.dateOfBirth', read: read.dateOfBirth, option: 'dateOfBirth' },
      {
        attribute: name.authorizedToRepresent,
        field: 'authorizedToRepresent',
        read: read.cvrs,
        option: 'authorizedToRepresent',
      },
      { attribute: name.pid, field: 'nemid.pid', read: read.pid, option: 'pid' },

      { attribute: name.referenceText, field: 'transaction.referenceText', read: read.text, option: 'referenceText' },
      { attribute: 'transaction_text', field: 'transaction.transactionText.text', read: read.text },
      { attribute: 'transaction_text_type', field: 'transaction.transactionText.type', read: read.textType },
      { attribute: 'transaction_text_sha256', field: 'transaction.transactionText.sha256', read: read.sha256 },
    ] satisfies readonly Row[],
    unmapped: ['acr', 'amr', 'sub'],
    withheld: [],
  };
}
