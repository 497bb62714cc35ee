import type { Dialect } from './dialect';
import { NEMLOGIN_CLAIMS } from './nemlogin-claims';
import { passedThrough } from './passed-through';
import { read } from './readers';

/**
 * The Nets eID broker (Signaturgruppen) over OIDC: seed 002, facts/oiosaml.md 4.4, and the broker's own pages for what its
 * scope `mitid` gives. Claims of the person are told by its userinfo endpoint; an ID token has the login's only.
 */
export const NETS_EID_BROKER: Dialect = {
  rows: [
    { attribute: 'identity_type', field: 'identityType', read: read.word },
    { attribute: 'idp', field: 'idProvider', read: read.word },
    { attribute: 'mitid.uuid', field: 'mitid.uuid', read: read.uuid },

    { attribute: 'loa', field: 'assurance.loa', read: read.loa },
    { attribute: 'aal', field: 'assurance.aal', read: read.aal },
    { attribute: 'ial', field: 'assurance.ial', read: read.ial },
    { attribute: 'amr', field: 'authenticators', read: read.authenticators },

    ...NEMLOGIN_CLAIMS,
    { attribute: 'mitid.identity_name', field: 'displayName', read: read.name, fallback: true },
    { attribute: 'nemlogin.alias', field: 'displayName', read: read.name, fallback: true },
    { attribute: 'dk.cpr', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'mitid.date_of_birth', field: 'person.dateOfBirth', read: read.dateOfBirth },
    { attribute: 'mitid.age', field: 'person.age', read: read.age },
    { attribute: 'nemid.pid', field: 'nemid.pid', read: read.pid },

    { attribute: 'transaction_id', field: 'transaction.id', read: read.word },
    { attribute: 'mitid.reference_text', field: 'transaction.referenceText', read: passedThrough, secret: true },
    {
      attribute: 'mitid.transaction_text',
      field: 'transaction.transactionText.text',
      read: passedThrough,
      secret: true,
    },
    { attribute: 'mitid.transaction_text_type', field: 'transaction.transactionText.type', read: read.textType },
    { attribute: 'mitid.transaction_text_sha256', field: 'transaction.transactionText.sha256', read: read.sha256 },
  ],
  unmapped: [
    'acr',
    'idp_identity_id',
    'mitid.has_cpr',
    'mitid.ial_identity_assurance_level',
    'mitid.psd2',
    'mitid.transaction_id',
    'neb_sid',
    'nemid.pid_status',
    'session_expiry',
    'sub',
    'transaction_actions',
  ],
  withheld: [],
};
