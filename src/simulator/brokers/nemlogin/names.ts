/** The ClassRefs of a request (facts/oiosaml.md 1.3). */
export const LOA_CLASS = 'https://data.gov.dk/concept/core/nsis/loa/';
export const IDENTITY_CLASS = 'https://data.gov.dk/eid/';
export const CREDENTIAL_CLASS = 'https://nemlogin.dk/internal/credential/type/';

export const EXTENSIONS = 'https://data.gov.dk/eid/saml/extensions';

/** The entityID of the simulated NemLog-in: the same at every start, whatever the port. */
export const ENTITY_ID = 'urn:mitid-saml:simulator:nemlogin';
