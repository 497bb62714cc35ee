import {
  ARTIFACT_01,
  ASSERTION,
  ASSERTION_ID,
  BEARER,
  citizenWith,
  PROTOCOL,
  RESPONSE_ID,
  saml11Assertion,
  saml11Response,
  signSaml11,
  type Saml11Message,
} from '../../support/saml11';
import { SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { defined, type Dialect } from './dialect';
import type { Facts, LaneName, Said } from './scene';
import { nemIdPerson } from './signicat-people';

/** SAML 1.1, whose Signature stands first in a Response and last in an Assertion. */
export function saml11(lane: LaneName): Dialect {
  const isNemId = lane === 'signicat-nemid';
  const person = isNemId ? nemIdPerson : (fullName: string) => citizenWith('FULLNAME', fullName);
  const message = ({ version, fullName, saml11: own, ...shared }: Said): Saml11Message => {
    const [major = '', minor = ''] = version?.split('.') ?? [];
    return {
      ...shared,
      ...(version === undefined ? {} : { version: [major, minor] }),
      ...(fullName === undefined ? {} : { attributes: person(fullName) }),
      ...own,
    };
  };
  return {
    names: {
      protocolNamespace: PROTOCOL,
      assertionNamespace: ASSERTION,
      responseId: 'ResponseID',
      assertionId: 'AssertionID',
      attributeName: 'AttributeName',
      attributeNamespace: 'AttributeNamespace',
      nameIdentifier: 'saml:NameIdentifier',
      authenticationStatement: 'saml:AuthenticationStatement',
      success: 'samlp:Success',
      confirmation: 'urn:oasis:names:tc:SAML:1.0:cm:',
      schemaPrefix: 'xsd',
    },
    ids: { Response: RESPONSE_ID, Assertion: ASSERTION_ID },
    attribute: (name, xml) =>
      `<saml:Attribute AttributeName="${name}" AttributeNamespace="x">` +
      `<saml:AttributeValue>${xml}</saml:AttributeValue></saml:Attribute>`,
    response: (said) => saml11Response(message(said)),
    assertion: (said) => saml11Assertion(message(said)),
    sign: (xml, what, signing) => signSaml11(xml, { ...signing, what }),
    placed: (xml, part) =>
      part === 'Response'
        ? xml.replace(/<samlp:Response[^>]*>/, (tag) => tag + SIGNATURE_HERE)
        : xml.replace('</saml:Assertion>', (tag) => SIGNATURE_HERE + tag),
    defaults: (facts: Facts) => ({
      now: facts.now,
      issuer: facts.issuer,
      recipient: facts.recipient,
      audiences: [[facts.audience]],
      confirmationMethods: [lane === 'saml11-artifact' ? ARTIFACT_01 : BEARER],
      ...(isNemId && { attributes: nemIdPerson() }),
      ...defined({ inResponseTo: facts.requestId }),
    }),
  };
}
