import type { MessageNames } from '../../trust';

/** OASIS SAML 2.0 core (saml-core-2.0-os). */
export const SAML2_NAMES: MessageNames = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  responseId: 'ID',
  assertionId: 'ID',
  version: ['Version'],
  statusIsQName: false,
};

export const VERSION = '2.0';
export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
/** The Format of an Issuer, which is also what no Format means (saml-core-2.0-os section 2.2.5). */
export const ENTITY_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/** What an Assertion may hold (section 2.3.3), save the abstract Statement: an extension of it is nothing we could judge. */
export const ASSERTION_CHILDREN: ReadonlySet<string> = new Set([
  '{http://www.w3.org/2000/09/xmldsig#}Signature',
  ...[
    'Issuer',
    'Subject',
    'Conditions',
    'Advice',
    'AuthnStatement',
    'AuthzDecisionStatement',
    'AttributeStatement',
  ].map((local) => `{${SAML2_NAMES.assertion}}${local}`),
]);
