import type { Dialect } from './dialect';
import { read } from './readers';

const GOV = 'dk:gov:saml:attribute:';
const NEMLOGIN = 'dk:nemlogin:saml:attribute:';

/** What `SpecVer` says of this dialect. */
export const OIOSAML2_VERSION = 'DK-SAML-2.0';

/** The attribute that says so. */
export const SPEC_VER = `${GOV}SpecVer`;

/**
 * The OIOSAML 2 dialect (facts/oiosaml.md 2): every attribute that fills a field. Attributes that were asked for and are
 * not known come empty, which is as good as missing; `urn:oid:2.5.4.5` is the certificate's own number and nobody's id.
 */
export const OIOSAML2: Dialect = {
  rows: [
    { attribute: SPEC_VER, field: 'specVersion', read: read.word },
    {
      attribute: `${GOV}AssuranceLevel`,
      field: 'assurance.loa',
      read: read.assuranceLevel,
      allow: 'allowAssuranceLevel',
    },

    { attribute: `${GOV}PidNumberIdentifier`, field: 'nemid.pid', read: read.pid },
    { attribute: 'urn:oid:0.9.2342.19200300.100.1.1', field: 'nemid.serialNumber', read: read.ocesSubject },
    {
      attribute: 'urn:oid:1.3.6.1.4.1.1466.115.121.1.8',
      field: 'nemid.certificate',
      read: read.certificate,
      secret: true,
    },

    { attribute: 'urn:oid:2.5.4.3', field: 'displayName', read: read.name },
    { attribute: 'urn:oid:2.5.4.4', field: 'name.familyName', read: read.name },
    { attribute: 'urn:oid:0.9.2342.19200300.100.1.3', field: 'emails', read: read.emails },
    { attribute: `${GOV}CprNumberIdentifier`, field: 'person.cpr', read: read.cpr, secret: true },

    { attribute: `${GOV}CvrNumberIdentifier`, field: 'organization.cvr', read: read.cvr },
    { attribute: `${GOV}RidNumberIdentifier`, field: 'organization.rid', read: read.rid },
    { attribute: 'urn:oid:2.5.4.10', field: 'organization.name', read: read.line },
    { attribute: `${GOV}ProductionUnitIdentifier`, field: 'organization.productionUnit', read: read.productionUnit },
    { attribute: `${GOV}SENumberIdentifier`, field: 'organization.seNumber', read: read.seNumber },
    { attribute: `${GOV}seNumberIdentifier`, field: 'organization.seNumber', read: read.seNumber },
    { attribute: `${GOV}AuthorizedToRepresent`, field: 'authorizedToRepresent', read: read.cvrs },
    { attribute: `${GOV}Privileges_intermediate`, field: 'privileges', read: read.privileges, secret: true },
  ],
  unmapped: [
    `${GOV}IsYouthCert`,
    `${GOV}UniqueAccountKey`,
    `${GOV}UserAdministratorIndicator`,
    `${NEMLOGIN}IdPSessionIndex`,
    `${NEMLOGIN}SpEntityId`,
    'urn:oid:2.5.4.5',
    'urn:oid:2.5.4.11',
    'urn:oid:2.5.4.12',
    'urn:oid:2.5.4.16',
    'urn:oid:2.5.4.65',
    'urn:oid:2.5.29.29',
  ],
  withheld: ['urn:liberty:disco:2006-08:DiscoveryEPR'],
};
