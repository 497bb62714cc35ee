/** Namespaces and constants of SAML 1.1 (OASIS, oasis-sstc-saml-core-1.1 and -bindings-profiles-1.1) and SOAP 1.1. */
export const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const SAMLP = 'urn:oasis:names:tc:SAML:1.0:protocol';
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** ConfirmationMethod of an assertion that was fetched, and of one that the browser brought. */
export const CONFIRMATION = {
  artifact: 'urn:oasis:names:tc:SAML:1.0:cm:artifact-01',
  post: 'urn:oasis:names:tc:SAML:1.0:cm:bearer',
} as const;

export const AUTHENTICATION = {
  unspecified: 'urn:oasis:names:tc:SAML:1.0:am:unspecified',
  certificate: 'urn:oasis:names:tc:SAML:1.0:am:X509-PKI',
} as const;

export const NAME_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
