import type { SampleAttribute } from '../saml11';
import { element, escapeXml, instant } from '../xml-text';
import { OIOSAML3_PRIVATE, PERSON_NAME_ID, URI_FORMAT } from './attributes';

export const PROTOCOL2 = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION2 = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const BEARER2 = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const HOLDER_OF_KEY2 = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key';
export const NAME_ID_PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const NAME_ID_TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
export const NAME_ID_ENTITY = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';
/** The prefix of the standard status codes. */
export const STATUS2 = 'urn:oasis:names:tc:SAML:2.0:status:';

/** A SubjectConfirmation. Null leaves an attribute or an element out; undefined takes the default. */
export interface Saml2Confirmation {
  readonly method?: string | null;
  readonly recipient?: string | null;
  readonly inResponseTo?: string | null;
  /** xs:dateTime text; five minutes from now by default. */
  readonly notOnOrAfter?: string | null;
  /** Not written by default: the bearer of the web browser profile has none. */
  readonly notBefore?: string;
  /** XML before SubjectConfirmationData: where a NameID of the confirmation's own stands. */
  readonly before?: string;
  /** Replaces the SubjectConfirmationData; '' leaves it out. */
  readonly data?: string;
}

/** What a message says. Null leaves an attribute or an element out; undefined takes the default. */
export interface Saml2Message {
  /** Milliseconds since 1970 that every default time is counted from. */
  readonly now?: number;
  readonly responseId?: string | null;
  readonly assertionId?: string | null;
  /** Of the Response and of the Assertion; the next two say it of one of them. */
  readonly issuer?: string | null;
  readonly responseIssuer?: string | null;
  readonly assertionIssuer?: string | null;
  /** The Format of each Issuer; not written by default. */
  readonly issuerFormat?: string;
  readonly destination?: string | null;
  /** Of the Response and of each confirmation; the next one says it of the Response alone. */
  readonly inResponseTo?: string | null;
  readonly responseInResponseTo?: string | null;
  /** Recipient of each confirmation that says none of its own. */
  readonly recipient?: string | null;
  readonly confirmations?: readonly Saml2Confirmation[];
  /** Of the Response and of the Assertion; the next one says it of the Assertion alone. */
  readonly version?: string | null;
  readonly assertionVersion?: string | null;
  /** xs:dateTime text. */
  readonly issueInstant?: string | null;
  readonly assertionIssueInstant?: string | null;
  /** Outermost first, each inside the one before: whole URIs. */
  readonly statusCodes?: readonly string[];
  readonly statusMessage?: string;
  /** Replaces the content of Status. */
  readonly status?: string;
  /** XML between Issuer and Status: where Extensions stands. */
  readonly extraResponse?: string;
  readonly nameId?: string | null;
  readonly nameIdFormat?: string | null;
  readonly nameQualifier?: string;
  /** XML of the Subject before its confirmations. */
  readonly extraSubject?: string;
  /** Replaces the whole Subject; '' leaves it out. */
  readonly subject?: string;
  readonly notBefore?: string | null;
  readonly notOnOrAfter?: string | null;
  /** One list for each AudienceRestriction. */
  readonly audiences?: readonly (readonly string[])[];
  /** More XML inside Conditions. */
  readonly extraConditions?: string;
  /** Replaces the whole Conditions; '' leaves it out. */
  readonly conditions?: string;
  /** XML between Conditions and the first statement: where Advice stands. */
  readonly advice?: string;
  readonly authnInstant?: string | null;
  readonly sessionIndex?: string | null;
  /** Not written by default. */
  readonly sessionNotOnOrAfter?: string;
  /** AuthnContextClassRef. */
  readonly classRef?: string | null;
  /** Replaces the whole AuthnStatement; '' leaves it out. */
  readonly authnStatement?: string;
  /** The attributes of the one AttributeStatement; null leaves the statement out. */
  readonly attributes?: readonly SampleAttribute[] | null;
  /** NameFormat. */
  readonly attributeFormat?: string | null;
  /** XML appended to the AttributeStatement. */
  readonly extraAttributes?: string;
  /** XML after the last statement. */
  readonly extraAssertion?: string;
  /** Replaces the whole Assertion; '' leaves it out. */
  readonly assertion?: string;
  /** White space between elements, as an indenting writer makes it. */
  readonly indented?: boolean;
}

export interface Saml2Facts {
  /** The IdP's entityID. */
  readonly issuer: string;
  /** Our entityID. */
  readonly audience: string;
  /** The assertion consumer service. */
  readonly recipient: string;
  /** The ID of our AuthnRequest. */
  readonly requestId: string;
}

export const FACTS2: Saml2Facts = {
  issuer: 'https://saml.idp.example',
  audience: 'https://app.example/saml',
  recipient: 'https://app.example/login/nemlog-in/callback',
  requestId: '_0f1e2d3c4b5a69788796a5b4c3d2e1f001122334',
};

export const ASSERTION_ID2 = '_617b5cdc-6fb8-4f16-a602-2e328d970bb7';
export const RESPONSE_ID2 = '_7c4b1a0e-3d5f-4c0c-9a9e-6a1f2b3c4d5e';
export const SESSION_INDEX2 = '_d3b07384-d9a0-4c9c-8f5f-2b0f3f1c7a10';
export const CLASS_REF2 = 'https://data.gov.dk/concept/core/nsis/loa/Substantial';

/** An unsigned samlp:Response with one assertion: the prefixes are `samlp` and `saml`, text is on one line. */
export function saml2Response(said: Saml2Message = {}): string {
  const xml = element(
    'samlp:Response',
    {
      'xmlns:samlp': PROTOCOL2,
      'xmlns:saml': ASSERTION2,
      ID: orElse(said.responseId, RESPONSE_ID2),
      Version: orElse(said.version, '2.0'),
      IssueInstant: orElse(said.issueInstant, instant(nowOf(said))),
      Destination: orElse(said.destination, FACTS2.recipient),
      InResponseTo: orElse(said.responseInResponseTo, orElse(said.inResponseTo, FACTS2.requestId)),
    },
    issuer(orElse(said.responseIssuer, orElse(said.issuer, FACTS2.issuer)), said) +
      (said.extraResponse ?? '') +
      element('samlp:Status', {}, said.status ?? statusContent(said)) +
      (said.assertion ?? saml2Assertion(said)),
  );
  return said.indented === true ? xml.replaceAll(/><(?!\/)/g, '>\r\n  <') : xml;
}

/** The saml:Assertion alone, with every namespace that it needs: it can be encrypted as it is. */
export function saml2Assertion(said: Saml2Message = {}): string {
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': ASSERTION2,
      'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      ID: orElse(said.assertionId, ASSERTION_ID2),
      Version: orElse(said.assertionVersion, orElse(said.version, '2.0')),
      IssueInstant: orElse(said.assertionIssueInstant, orElse(said.issueInstant, instant(nowOf(said)))),
    },
    issuer(orElse(said.assertionIssuer, orElse(said.issuer, FACTS2.issuer)), said) +
      (said.subject ?? subject(said)) +
      (said.conditions ?? conditions(said)) +
      (said.advice ?? '') +
      (said.authnStatement ?? authnStatement(said)) +
      (said.attributes === null ? '' : attributeStatement(said)) +
      (said.extraAssertion ?? ''),
  );
}

/** An AuthnStatement as the default message has it: for a message that says two. */
export function authnStatement(said: Saml2Message = {}): string {
  const classRef = orElse(said.classRef, CLASS_REF2);
  return element(
    'saml:AuthnStatement',
    {
      AuthnInstant: orElse(said.authnInstant, instant(nowOf(said) - 5_000)),
      SessionIndex: orElse(said.sessionIndex, SESSION_INDEX2),
      SessionNotOnOrAfter: said.sessionNotOnOrAfter,
    },
    '<saml:SubjectLocality Address="192.0.2.17"></saml:SubjectLocality>' +
      element(
        'saml:AuthnContext',
        {},
        classRef === null ? '' : element('saml:AuthnContextClassRef', {}, escapeXml(classRef)),
      ),
  );
}

function issuer(name: string | null, { issuerFormat }: Saml2Message): string {
  return name === null ? '' : element('saml:Issuer', { Format: issuerFormat }, escapeXml(name));
}

function statusContent({ statusCodes = [`${STATUS2}Success`], statusMessage }: Saml2Message): string {
  const codes = statusCodes.reduceRight((inner, Value) => element('samlp:StatusCode', { Value }, inner), '');
  return codes + (statusMessage === undefined ? '' : element('samlp:StatusMessage', {}, escapeXml(statusMessage)));
}

function subject(said: Saml2Message): string {
  const name = orElse(said.nameId, PERSON_NAME_ID);
  const identifier =
    name === null
      ? ''
      : element(
          'saml:NameID',
          { Format: orElse(said.nameIdFormat, NAME_ID_PERSISTENT), NameQualifier: said.nameQualifier },
          escapeXml(name),
        );
  const confirmations = (said.confirmations ?? [{}]).map((one) => confirmation(one, said));
  return element('saml:Subject', {}, identifier + (said.extraSubject ?? '') + confirmations.join(''));
}

function confirmation(one: Saml2Confirmation, said: Saml2Message): string {
  const data = element(
    'saml:SubjectConfirmationData',
    {
      InResponseTo: orElse(one.inResponseTo, orElse(said.inResponseTo, FACTS2.requestId)),
      NotBefore: one.notBefore,
      NotOnOrAfter: orElse(one.notOnOrAfter, instant(nowOf(said) + 5 * 60_000)),
      Recipient: orElse(one.recipient, orElse(said.recipient, FACTS2.recipient)),
    },
    '',
  );
  const content = (one.before ?? '') + (one.data ?? data);
  return element('saml:SubjectConfirmation', { Method: orElse(one.method, BEARER2) }, content);
}

function conditions(said: Saml2Message): string {
  const { audiences = [[FACTS2.audience]] } = said;
  const restrictions = audiences.map((list) =>
    element(
      'saml:AudienceRestriction',
      {},
      list.map((audience) => element('saml:Audience', {}, escapeXml(audience))).join(''),
    ),
  );
  const times = {
    NotBefore: orElse(said.notBefore, instant(nowOf(said) - 60_000)),
    NotOnOrAfter: orElse(said.notOnOrAfter, instant(nowOf(said) + 60 * 60_000)),
  };
  return element('saml:Conditions', times, restrictions.join('') + (said.extraConditions ?? ''));
}

function attributeStatement(said: Saml2Message): string {
  const attributes = (said.attributes ?? OIOSAML3_PRIVATE).map(([Name, value]) =>
    element(
      'saml:Attribute',
      { Name, NameFormat: orElse(said.attributeFormat, URI_FORMAT) },
      [value]
        .flat()
        .map((text) => element('saml:AttributeValue', { 'xsi:type': 'xs:string' }, escapeXml(text)))
        .join(''),
    ),
  );
  return element('saml:AttributeStatement', {}, attributes.join('') + (said.extraAttributes ?? ''));
}

const nowOf = (said: Saml2Message) => said.now ?? Date.now();

function orElse<T extends string | null>(said: string | null | undefined, fallback: T): string | T | null {
  return said === undefined ? fallback : said;
}
