/** Namespaces and constants of SAML 2.0 (saml-core-2.0-os, saml-bindings-2.0-os, saml-metadata-2.0-os). */
export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';

export const BINDING = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

const CONFIRMATION = 'urn:oasis:names:tc:SAML:2.0:cm:';
export const BEARER = `${CONFIRMATION}bearer`;
export const HOLDER_OF_KEY = `${CONFIRMATION}holder-of-key`;

const NAME_ID = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
export const PERSISTENT = `${NAME_ID}persistent`;
export const TRANSIENT = `${NAME_ID}transient`;
export const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

export const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

export const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
export const BASIC_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';

/** AuthnContextClassRef of a login with a certificate. */
export const CERTIFICATE_CLASS = 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509';
