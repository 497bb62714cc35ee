import type { Dialect } from './dialect';
import { read } from './readers';

const CORE = 'https://data.gov.dk/model/core/';
const EID = `${CORE}eid/`;
const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const SIGNING = `${CORE}signing/`;

/** What `specVersion` says of this dialect. */
export const OIOSAML3_VERSION = 'OIO-SAML-3.0';

/** The attribute that says so. */
export const SPEC_VERSION = `${CORE}specVersion`;

/**
 * The OIOSAML 3 dialect (facts/oiosaml.md 1.1): every attribute that fills a field. The alias is the name that the person
 * has chosen to be shown by; the full name comes first, as with the other brokers.
 */
export const OIOSAML3: Dialect = {
  rows: [
    { attribute: SPEC_VERSION, field: 'specVersion', read: read.word },

    { attribute: `${NSIS}loa`, field: 'assurance.loa', read: read.loa },
    { attribute: `${NSIS}ial`, field: 'assurance.ial', read: read.ial },
    { attribute: `${NSIS}aal`, field: 'assurance.aal', read: read.aal },
    {
      attribute: 'dk:gov:saml:attribute:AssuranceLevel',
      field: 'assurance.loa',
      read: read.assuranceLevel,
      fallback: true,
      allow: 'allowAssuranceLevel',
    },

    { attribute: `${EID}fullName`, field: 'displayName', read: read.name },
    { attribute: `${EID}alias`, field: 'displayName', read: read.name, fallback: true },
    { attribute: `${EID}firstName`, field: 'name.givenName', read: read.name },
    { attribute: `${EID}lastName`, field: 'name.familyName', read: read.name },
    { attribute: `${EID}email`, field: 'emails', read: read.emails },

    { attribute: `${EID}cprNumber`, field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: `${EID}cprUuid`, field: 'person.cprUuid', read: read.uuid },
    { attribute: `${EID}dateOfBirth`, field: 'person.dateOfBirth', read: read.dateOfBirth },
    { attribute: `${EID}age`, field: 'person.age', read: read.age },
    { attribute: `${EID}person/pid`, field: 'nemid.pid', read: read.pid },

    { attribute: `${EID}professional/cvr`, field: 'organization.cvr', read: read.cvr },
    { attribute: `${EID}professional/orgName`, field: 'organization.name', read: read.line },
    { attribute: `${EID}professional/productionUnit`, field: 'organization.productionUnit', read: read.productionUnit },
    { attribute: `${EID}professional/seNumber`, field: 'organization.seNumber', read: read.seNumber },
    { attribute: `${EID}professional/rid`, field: 'organization.rid', read: read.rid },
    {
      attribute: `${EID}professional/uuid/persistent`,
      field: 'organization.professionalUuid',
      read: read.professionalUuid,
    },
    { attribute: `${EID}professional/authorizedToRepresent`, field: 'authorizedToRepresent', read: read.cvrs },
    { attribute: `${EID}privilegesIntermediate`, field: 'privileges', read: read.privileges, secret: true },
  ],
  unmapped: [
    `${SIGNING}anonymizedSigner`,
    `${SIGNING}certificateCommonName`,
    `${SIGNING}certificateHolderIdentifier`,
    `${SIGNING}certificatePolicyQualifier`,
    `${SIGNING}certificateSSNPersistenceLevel`,
    `${SIGNING}referenceText`,
    `${SIGNING}requesterID`,
    `${SIGNING}securityCode`,
  ],
  withheld: [`${EID}bootstrapToken`],
};
