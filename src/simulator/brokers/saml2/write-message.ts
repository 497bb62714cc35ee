import { xml, type Xml } from '../../xml/template';
import type { Attribute } from '../attribute';
import type { AssertionDraft, AuthenticationDraft, ConfirmationDraft, ResponseDraft, StatusDraft } from './answer';
import { SAML, SAMLP, STATUS } from './names';

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** An attribute, where there is a value; a number is milliseconds since 1970. */
export function attribute(name: string, value: string | number | undefined): Xml | undefined {
  if (value === undefined) return undefined;
  return xml` ${name}="${typeof value === 'number' ? instant(value) : value}"`;
}

/** A SAML 2.0 Assertion, unsigned. It declares its own namespaces, so that it can be signed and encrypted as it is. */
export function writeAssertion(draft: AssertionDraft): Xml {
  const { nameId, audience } = draft;
  const subject = xml`<saml:Subject>${nameId && xml`<saml:NameID Format="${nameId.format}">${nameId.value}</saml:NameID>`}${draft.confirmations.map(writeConfirmation)}</saml:Subject>`;
  const audiences =
    audience && xml`<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;
  const conditions = xml`<saml:Conditions NotBefore="${instant(draft.notBefore)}" NotOnOrAfter="${instant(draft.notOnOrAfter)}">${audiences}</saml:Conditions>`;
  const attributes = xml`<saml:AttributeStatement>${draft.attributes.map((one) => writeAttribute(one, draft.nameFormat))}</saml:AttributeStatement>`;
  return xml`<saml:Assertion xmlns:saml="${SAML}" ID="${draft.id}" Version="${draft.version}" IssueInstant="${instant(draft.issuedAt)}"><saml:Issuer>${draft.issuer}</saml:Issuer>${subject}${conditions}${draft.authentication && writeAuthentication(draft.authentication)}${attributes}</saml:Assertion>`;
}

function writeConfirmation({ method, ...data }: ConfirmationDraft): Xml {
  return xml`<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData${attribute('NotBefore', data.notBefore)}${attribute('NotOnOrAfter', data.notOnOrAfter)}${attribute('Recipient', data.recipient)}${attribute('InResponseTo', data.inResponseTo)}/></saml:SubjectConfirmation>`;
}

function writeAuthentication({ at, sessionIndex, sessionNotOnOrAfter, classRef }: AuthenticationDraft): Xml {
  return xml`<saml:AuthnStatement AuthnInstant="${instant(at)}" SessionIndex="${sessionIndex}"${attribute('SessionNotOnOrAfter', sessionNotOnOrAfter)}><saml:AuthnContext><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
}

function writeAttribute({ name, values }: Attribute, format: string): Xml {
  const written = values.map((value) => xml`<saml:AttributeValue>${value}</saml:AttributeValue>`);
  return xml`<saml:Attribute Name="${name}" NameFormat="${format}">${written}</saml:Attribute>`;
}

/** A SAML 2.0 Response around assertions that are written (and signed and encrypted) already. */
export function writeResponse(draft: ResponseDraft, assertions: readonly Xml[]): Xml {
  const issuer = draft.issuer && xml`<saml:Issuer xmlns:saml="${SAML}">${draft.issuer}</saml:Issuer>`;
  return xml`<samlp:Response xmlns:samlp="${SAMLP}" ID="${draft.id}" Version="${draft.version}" IssueInstant="${instant(draft.issuedAt)}"${attribute('Destination', draft.destination)}${attribute('InResponseTo', draft.inResponseTo)}>${issuer}${writeStatus(draft.status)}${assertions}</samlp:Response>`;
}

/** A Status, with its second code and its message where they are said. */
export function writeStatus({ code, inner, message }: StatusDraft): Xml {
  const second = inner && xml`<samlp:StatusCode Value="${STATUS}${inner}"/>`;
  return xml`<samlp:Status><samlp:StatusCode Value="${STATUS}${code}">${second}</samlp:StatusCode>${message && xml`<samlp:StatusMessage>${message}</samlp:StatusMessage>`}</samlp:Status>`;
}

/** An EncryptedAssertion around its EncryptedData. */
export function writeEncryptedAssertion(encryptedData: Xml): Xml {
  return xml`<saml:EncryptedAssertion xmlns:saml="${SAML}">${encryptedData}</saml:EncryptedAssertion>`;
}
