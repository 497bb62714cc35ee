/** What `specVersion` would say. The dialect is not read yet: a login in it is refused by name. */
export const OIOSAML4_VERSION = 'OIO-SAML-4.0';

const EID = 'https://data.gov.dk/model/core/eid/';

/**
 * The attributes that OIOSAML 4 has beside those of OIOSAML 3 (facts/oiosaml.md 1.9), as NemLog-in's test metadata announces
 * them. No source gives their values, so no row reads them.
 */
export const OIOSAML4_ATTRIBUTES = [
  'https://data.gov.dk/concept/core/loa',
  'https://data.gov.dk/concept/core/eid/profile',
  'https://data.gov.dk/concept/core/eid/provider',
  'https://data.gov.dk/model/core/eidas/loa',
  'https://data.gov.dk/model/core/nsis/cpr_ial',
  `${EID}allowQualifiedSigning`,
  `${EID}professional/isRobot`,
  `${EID}eidas/memberState`,
] as const;

/** How the attributes of a person or company of another member state begin. */
export const EIDAS_ATTRIBUTE_PREFIXES = [
  'http://eidas.europa.eu/attributes/naturalperson/',
  'http://eidas.europa.eu/attributes/legalperson/',
] as const;
