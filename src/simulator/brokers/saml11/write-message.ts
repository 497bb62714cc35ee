import { xml, type Xml } from '../../xml/template';
import type { Attribute } from '../attribute';
import type { AssertionDraft, ResponseDraft } from './answer';
import { NAME_FORMAT, SAML, SAMLP, SOAP } from './names';

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A SAML 1.1 Assertion, unsigned. It declares its own namespaces, so that it can be signed before it is put anywhere. */
export function writeAssertion(draft: AssertionDraft): Xml {
  const subject = xml`<saml:Subject><saml:NameIdentifier NameQualifier="${draft.issuer}" Format="${NAME_FORMAT}">${draft.nameId}</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>${draft.confirmationMethod}</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`;
  const conditions = xml`<saml:Conditions NotBefore="${instant(draft.notBefore)}" NotOnOrAfter="${instant(draft.notOnOrAfter)}"><saml:AudienceRestrictionCondition><saml:Audience>${draft.audience}</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>`;
  const authentication = xml`<saml:AuthenticationStatement AuthenticationMethod="${draft.authenticationMethod}" AuthenticationInstant="${instant(draft.authenticatedAt)}">${subject}</saml:AuthenticationStatement>`;
  const attributes = xml`<saml:AttributeStatement>${subject}${draft.attributes.map((one) => writeAttribute(one, draft.attributeNamespace))}</saml:AttributeStatement>`;
  return xml`<saml:Assertion xmlns:saml="${SAML}" MajorVersion="1" MinorVersion="1" AssertionID="${draft.id}" Issuer="${draft.issuer}" IssueInstant="${instant(draft.issuedAt)}">${conditions}${authentication}${attributes}</saml:Assertion>`;
}

function writeAttribute({ name, values }: Attribute, namespace: string): Xml {
  // The schema wants one AttributeValue at least, so an attribute without a value has an empty one.
  const written = (values.length === 0 ? [''] : values).map(
    (value) => xml`<saml:AttributeValue>${value}</saml:AttributeValue>`,
  );
  return xml`<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}">${written}</saml:Attribute>`;
}

/** A SAML 1.1 Response around assertions that are written (and signed) already. */
export function writeResponse(draft: ResponseDraft, assertions: readonly Xml[]): Xml {
  const inResponseTo = draft.inResponseTo === undefined ? undefined : xml` InResponseTo="${draft.inResponseTo}"`;
  const recipient = draft.recipient === undefined ? undefined : xml` Recipient="${draft.recipient}"`;
  const message = draft.statusMessage && xml`<samlp:StatusMessage>${draft.statusMessage}</samlp:StatusMessage>`;
  return xml`<samlp:Response xmlns:samlp="${SAMLP}" MajorVersion="1" MinorVersion="1" ResponseID="${draft.id}"${inResponseTo} IssueInstant="${instant(draft.issuedAt)}"${recipient}><samlp:Status><samlp:StatusCode Value="samlp:${draft.status}"/>${message}</samlp:Status>${assertions}</samlp:Response>`;
}

/** A SOAP 1.1 envelope. */
export function writeEnvelope(body: Xml): string {
  return xml`<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${body}</soap:Body></soap:Envelope>`
    .text;
}
