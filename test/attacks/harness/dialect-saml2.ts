import type { SampleAttribute } from '../../support/saml11';
import {
  ASSERTION2,
  ASSERTION_ID2,
  attributesWith,
  BASIC_FORMAT,
  EID,
  OIOSAML3_PRIVATE,
  PERSON_UUID,
  PROTOCOL2,
  RESPONSE_ID2,
  saml2Assertion,
  saml2Response,
  signSaml2,
  STATUS2,
  type Saml2Message,
} from '../../support/saml2';
import { SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { defined, type Dialect } from './dialect';
import type { Facts, Said } from './scene';
import { mitIdPerson } from './signicat-people';

/** SAML 2.0 as NemLog-in writes it; a Signature stands after the Issuer of what it signs. */
export const SAML2_DIALECT: Dialect = {
  names: {
    protocolNamespace: PROTOCOL2,
    assertionNamespace: ASSERTION2,
    responseId: 'ID',
    assertionId: 'ID',
    attributeName: 'Name',
    attributeNamespace: 'NameFormat',
    nameIdentifier: 'saml:NameID',
    authenticationStatement: 'saml:AuthnStatement',
    success: `${STATUS2}Success`,
    confirmation: 'urn:oasis:names:tc:SAML:2.0:cm:',
    schemaPrefix: 'xs',
  },
  ids: { Response: RESPONSE_ID2, Assertion: ASSERTION_ID2 },
  attribute: (name, xml) =>
    `<saml:Attribute Name="https://idp.example/${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
    `<saml:AttributeValue>${xml}</saml:AttributeValue></saml:Attribute>`,
  response: (said) => saml2Response(message(said, nemLogInPerson)),
  assertion: (said) => saml2Assertion(message(said, nemLogInPerson)),
  sign: (xml, what, signing) => signSaml2(xml, { ...signing, what }),
  placed(xml, part) {
    const issuer = new RegExp(`<\\w+:${part} [^>]*><saml:Issuer[^>]*>[^<]*</saml:Issuer>`).exec(xml);
    if (issuer === null) return undefined;
    const end = issuer.index + issuer[0].length;
    return xml.slice(0, end) + SIGNATURE_HERE + xml.slice(end);
  },
  defaults: (facts: Facts) => ({
    now: facts.now,
    issuer: facts.issuer,
    recipient: facts.recipient,
    audiences: [[facts.audience]],
    saml2: { destination: facts.recipient },
    ...defined({ inResponseTo: facts.requestId }),
  }),
};

/** The same as Signicat writes it: the NameID is the UUID of MitID itself. */
export const MITID_DIALECT: Dialect = {
  ...SAML2_DIALECT,
  response: (said) => saml2Response(message(said, mitIdPerson)),
  assertion: (said) => saml2Assertion(message(said, mitIdPerson)),
  defaults(facts) {
    const { saml2, ...defaults } = SAML2_DIALECT.defaults(facts);
    return {
      ...defaults,
      nameIdentifier: PERSON_UUID,
      attributes: mitIdPerson(),
      saml2: { ...saml2, attributeFormat: BASIC_FORMAT },
    };
  },
};

const nemLogInPerson = (fullName: string) => attributesWith(OIOSAML3_PRIVATE, `${EID}fullName`, fullName);

function message(said: Said, person: (fullName: string) => readonly SampleAttribute[]): Saml2Message {
  const { nameIdentifier, authenticationInstant, authenticationStatement, confirmationMethods, fullName } = said;
  return {
    ...said,
    ...defined({
      nameId: nameIdentifier,
      authnInstant: authenticationInstant,
      authnStatement: authenticationStatement === false ? '' : undefined,
      confirmations: confirmationMethods?.map((method) => ({ method })),
      attributes: fullName === undefined ? undefined : person(fullName),
    }),
    ...said.saml2,
  };
}
