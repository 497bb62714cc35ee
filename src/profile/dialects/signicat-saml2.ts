import type { Dialect } from './dialect';
import { read } from './readers';
import type { Row } from './row';
import { SIGNICAT_SAML2_NAMES, type SignicatSaml2Names } from './signicat-names';

/**
 * MitID at Signicat over SAML 2.0 (facts/eident.md). The NameID is the MitID UUID. Signicat sends its standard attributes always,
 * and empty where the eID does not say them.
 *
 * @param names the attribute names that the application has changed.
 */
export function signicatSaml2(names: SignicatSaml2Names = {}): Dialect {
  const name = { ...SIGNICAT_SAML2_NAMES, ...names };
  return {
    rows: [
      { attribute: name.mitidUuid, field: 'mitid.uuid', read: read.uuid, option: 'mitidUuid' },

      { attribute: name.loa, field: 'assurance.loa', read: read.loa, option: 'loa' },
      { attribute: name.ial, field: 'assurance.ial', read: read.ial, option: 'ial' },
      { attribute: name.aal, field: 'assurance.aal', read: read.aal, option: 'aal' },

      { attribute: name.displayName, field: 'displayName', read: read.name, option: 'displayName' },
      { attribute: name.givenName, field: 'name.givenName', read: read.name, option: 'givenName' },
      { attribute: name.familyName, field: 'name.familyName', read: read.name, option: 'familyName' },
      { attribute: name.email, field: 'emails', read: read.emails, option: 'email' },
      { attribute: name.cpr, field: 'person.cpr', read: read.cpr, secret: true, option: 'cpr' },
      { attribute: 'signicat.national-id', field: 'person.cpr', read: read.cpr, secret: true },
      { attribute: name.dateOfBirth, field: 'person.dateOfBirth', read: read.dateOfBirth, option: 'dateOfBirth' },

      { attribute: name.stepUpId, field: 'transaction.stepUpId', read: read.token, option: 'stepUpId' },
      { attribute: name.referenceText, field: 'transaction.referenceText', read: read.text, option: 'referenceText' },
    ] satisfies readonly Row[],
    unmapped: ['national-identity-country', 'signicat.unique-id'],
    withheld: [],
  };
}
