import { element, escapeXml, instant } from '../xml-text';
import { CITIZEN, type SampleAttribute } from './attributes';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:1.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const BEARER = 'urn:oasis:names:tc:SAML:1.0:cm:bearer';
export const ARTIFACT_01 = 'urn:oasis:names:tc:SAML:1.0:cm:artifact-01';

/** What a message says. Null leaves an attribute or an element out; undefined takes the default. */
export interface Saml11Message {
  /** Milliseconds since 1970 that every default time is counted from. */
  readonly now?: number;
  readonly responseId?: string | null;
  readonly assertionId?: string | null;
  readonly issuer?: string | null;
  readonly recipient?: string | null;
  readonly inResponseTo?: string | null;
  readonly version?: readonly [major: string, minor: string];
  /** xs:dateTime text. */
  readonly issueInstant?: string;
  readonly notBefore?: string | null;
  readonly notOnOrAfter?: string | null;
  readonly authenticationInstant?: string;
  /** One list for each AudienceRestrictionCondition. */
  readonly audiences?: readonly (readonly string[])[];
  /** More XML inside Conditions. */
  readonly extraConditions?: string;
  /** Replaces the whole Conditions element. */
  readonly conditions?: string;
  /** XML between Conditions and the first statement: where Advice stands. */
  readonly advice?: string;
  /** The content of Status. */
  readonly status?: string;
  readonly nameIdentifier?: string | null;
  /** The NameIdentifier of the AttributeStatement where it is to differ. */
  readonly attributeNameIdentifier?: string;
  readonly confirmationMethods?: readonly string[];
  readonly authenticationStatement?: boolean;
  readonly attributes?: readonly SampleAttribute[];
  readonly attributeNamespace?: string;
  /** XML appended to the AttributeStatement. */
  readonly extraAttributes?: string;
  /** Replaces the whole Assertion element. */
  readonly assertion?: string;
  /** White space between elements, as .NET's indented writer makes it. */
  readonly indented?: boolean;
}

export interface Saml11Facts {
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
}

export const FACTS: Saml11Facts = {
  issuer: 'https://broker.example/saml1',
  audience: 'merchant-900001',
  recipient: 'https://app.example/login/mitid/callback',
};

/** The id form that E-Ident writes (seed 001): `TI2-` and 32 hex digits. */
export const ASSERTION_ID = 'TI2-617b5cdc6fb84f16a6022e328d970bb7';
export const RESPONSE_ID = '_7c4b1a0e3d5f4c0c9a9e6a1f2b3c4d5e';

/** Signed, a response of about 8 kB: indented, 14 attributes, namespaces as long as they come. For the benchmark. */
export const EIGHT_KILOBYTES: Saml11Message = {
  attributes: CITIZEN,
  attributeNamespace: 'https://broker.example/claims/2021/10/identity/mitid/danish/attribute-namespace/version-1-1',
  indented: true,
};

/** An unsigned samlp:Response with one assertion: the prefixes are `samlp` and `saml`, text is on one line. */
export function saml11Response(message: Saml11Message = {}): string {
  const now = message.now ?? Date.now();
  const { version = ['1', '1'] } = message;
  const xml = element(
    'samlp:Response',
    {
      'xmlns:samlp': PROTOCOL,
      'xmlns:saml': ASSERTION,
      'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      InResponseTo: message.inResponseTo,
      IssueInstant: message.issueInstant ?? instant(now),
      MajorVersion: version[0],
      MinorVersion: version[1],
      Recipient: message.recipient === undefined ? FACTS.recipient : message.recipient,
      ResponseID: message.responseId === undefined ? RESPONSE_ID : message.responseId,
    },
    element('samlp:Status', {}, message.status ?? '<samlp:StatusCode Value="samlp:Success"></samlp:StatusCode>') +
      (message.assertion ?? saml11Assertion(message)),
  );
  return message.indented === true ? xml.replaceAll(/><(?!\/)/g, '>\r\n  <') : xml;
}

/** The saml:Assertion alone, with its own namespace declaration. */
export function saml11Assertion(message: Saml11Message = {}): string {
  const now = message.now ?? Date.now();
  const { version = ['1', '1'] } = message;
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': ASSERTION,
      AssertionID: message.assertionId === undefined ? ASSERTION_ID : message.assertionId,
      IssueInstant: message.issueInstant ?? instant(now),
      Issuer: message.issuer === undefined ? FACTS.issuer : message.issuer,
      MajorVersion: version[0],
      MinorVersion: version[1],
    },
    (message.conditions ?? conditions(message, now)) +
      (message.advice ?? '') +
      (message.authenticationStatement === false ? '' : authenticationStatement(message, now)) +
      attributeStatement(message),
  );
}

function conditions(message: Saml11Message, now: number): string {
  const { audiences = [[FACTS.audience]] } = message;
  const restrictions = audiences.map((list) =>
    element(
      'saml:AudienceRestrictionCondition',
      {},
      list.map((audience) => element('saml:Audience', {}, escapeXml(audience))).join(''),
    ),
  );
  const times = {
    NotBefore: message.notBefore === undefined ? instant(now - 60_000) : message.notBefore,
    NotOnOrAfter: message.notOnOrAfter === undefined ? instant(now + 15 * 60_000) : message.notOnOrAfter,
  };
  return element('saml:Conditions', times, restrictions.join('') + (message.extraConditions ?? ''));
}

function authenticationStatement(message: Saml11Message, now: number): string {
  return element(
    'saml:AuthenticationStatement',
    {
      AuthenticationInstant: message.authenticationInstant ?? instant(now - 5_000),
      AuthenticationMethod: 'urn:oasis:names:tc:SAML:1.0:am:unspecified',
    },
    subject(message, message.nameIdentifier) + '<saml:SubjectLocality IPAddress="192.0.2.17"></saml:SubjectLocality>',
  );
}

function subject(message: Saml11Message, name: string | null | undefined): string {
  const { confirmationMethods = [BEARER] } = message;
  const identifier = name === undefined ? '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11' : name;
  const methods = confirmationMethods.map((method) => element('saml:ConfirmationMethod', {}, escapeXml(method)));
  return element(
    'saml:Subject',
    {},
    (identifier === null
      ? ''
      : element(
          'saml:NameIdentifier',
          { Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified', NameQualifier: FACTS.issuer },
          escapeXml(identifier),
        )) + (methods.length === 0 ? '' : element('saml:SubjectConfirmation', {}, methods.join(''))),
  );
}

function attributeStatement(message: Saml11Message): string {
  const namespace = message.attributeNamespace ?? 'eident.nets.eu';
  const attributes = (message.attributes ?? CITIZEN).map(([name, value]) =>
    element(
      'saml:Attribute',
      { AttributeName: name, AttributeNamespace: namespace },
      [value]
        .flat()
        .map((text) => element('saml:AttributeValue', { 'xsi:type': 'xsd:string' }, escapeXml(text)))
        .join(''),
    ),
  );
  return element(
    'saml:AttributeStatement',
    {},
    subject(message, message.attributeNameIdentifier ?? message.nameIdentifier) +
      attributes.join('') +
      (message.extraAttributes ?? ''),
  );
}
