import type { Dialect } from './dialect';
import { read } from './readers';
import type { Kind } from './row';

const MITID = ['private'] as const satisfies readonly Kind[];

/**
 * Signicat over OIDC: its legacy NemID (seed 004, facts/eident.md) and its MitID (Signicat's own pages). NemID's claims have
 * no PID: `sub` is the one id. `signicat.organization.number` is looked up for a person who logs in on behalf of it.
 */
export const SIGNICAT_OIDC: Dialect = {
  rows: [
    { attribute: 'idp', field: 'idProvider', read: read.word },
    { attribute: 'mitid_uuid', field: 'mitid.uuid', read: read.uuid },
    { attribute: 'idp_id', field: 'mitid.uuid', read: read.uuid, only: MITID },

    { attribute: 'mitid_loa', field: 'assurance.loa', read: read.loa, only: MITID },
    { attribute: 'mitid_aal', field: 'assurance.aal', read: read.aal, only: MITID },
    { attribute: 'mitid_ial', field: 'assurance.ial', read: read.ial, only: MITID },

    { attribute: 'name', field: 'displayName', read: read.name },
    { attribute: 'given_name', field: 'name.givenName', read: read.name },
    { attribute: 'family_name', field: 'name.familyName', read: read.name },
    { attribute: 'signicat.national_id', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'national-identity', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'nin', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'birthdate', field: 'person.dateOfBirth', read: read.dateOfBirth },
    { attribute: 'signicat.organization.number', field: 'authorizedToRepresent', read: read.cvrs },

    { attribute: 'mitid_reference_text_body', field: 'transaction.referenceText', read: read.text },
  ],
  unmapped: [
    'acr',
    'amr',
    'locale',
    'mitid_cpr_source',
    'mitid_fal',
    'mitid_has_cpr',
    'mitid_name_and_address_protection',
    'mitid_transaction_id',
    'nin_issuing_country',
    'nin_type',
    'signicat.organization.name',
    'sub',
  ],
  withheld: [],
};
