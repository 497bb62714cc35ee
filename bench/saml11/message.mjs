// One SAML 1.1 response of about 8 kB with 14 Danish attributes. The person is fictitious: no CPR number has a 5 in 1970.
import { bare, instant, key, sign } from '../sign.mjs';

const PROTOCOL = 'urn:oasis:names:tc:SAML:1.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:1.0:assertion';
const CM = 'urn:oasis:names:tc:SAML:1.0:cm:';

export const ISSUER = 'https://broker.example/saml1';
export const AUDIENCE = 'merchant-900001';
export const RECIPIENT = 'https://app.example/login/mitid/callback';
export const REQUEST_ID = '_0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** What each contestant has to have read. */
export const FULL_NAME = 'Ærø Prøve Åkjær';

const ATTRIBUTES = [
  ['MITID_UUID', '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11'],
  ['FULLNAME', FULL_NAME],
  ['FIRSTNAME', 'Ærø'],
  ['GIVENNAME', 'Ærø Prøve'],
  ['DOB', '1970-01-01'],
  ['DK_SSN', '010170-5678'],
  ['NEMID_PID', '9208-2002-2-123456789012'],
  ['LOA', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['AAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['IAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['IDENTITY_TYPE', 'private'],
  // Without quotes: the xmldom of saml20 canonicalizes them otherwise.
  ['MITID_AMR', 'code_app'],
  ['ADDITIONAL_INFO', 'Ændring af udbetalingskonto, sag 2026-11-22'],
  ['CERTIFICATE', bare(key('idp-next'))],
];

function assertion(now, confirmation) {
  const subject =
    `<saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" NameQualifier="${ISSUER}">` +
    `5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>` +
    `${CM}${confirmation}</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`;
  const attributes = ATTRIBUTES.map(
    ([name, value]) =>
      `<saml:Attribute AttributeName="${name}" AttributeNamespace="eident.nets.eu"><saml:AttributeValue xsi:type="xs:string">` +
      `${value}</saml:AttributeValue></saml:Attribute>`,
  );
  return (
    `<saml:Assertion xmlns:saml="${ASSERTION}" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" AssertionID="TI2-617b5cdc6fb84f16a6022e328d970bb7" ' +
    `IssueInstant="${instant(now)}" Issuer="${ISSUER}" MajorVersion="1" MinorVersion="1">` +
    `<saml:Conditions NotBefore="${instant(now - 60_000)}" NotOnOrAfter="${instant(now + 15 * 60_000)}">` +
    `<saml:AudienceRestrictionCondition><saml:Audience>${AUDIENCE}</saml:Audience></saml:AudienceRestrictionCondition>` +
    `</saml:Conditions><saml:AuthenticationStatement AuthenticationInstant="${instant(now - 5_000)}" ` +
    `AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:unspecified">${subject}</saml:AuthenticationStatement>` +
    `<saml:AttributeStatement>${subject}${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`
  );
}

const response = (now, inner, more = '') =>
  `<samlp:Response xmlns:samlp="${PROTOCOL}" ${more}IssueInstant="${instant(now)}" MajorVersion="1" MinorVersion="1" ` +
  `Recipient="${RECIPIENT}" ResponseID="_7c4b1a0e3d5f4c0c9a9e6a1f2b3c4d5e"><samlp:Status>` +
  `<samlp:StatusCode Value="samlp:Success"></samlp:StatusCode></samlp:Status>${inner}</samlp:Response>`;

const into = (element, action) => ({ reference: `//*[local-name(.)='${element}']`, action });

/**
 * The same login in the three forms that are validated: a Response that is signed (what a POST carries), a signed Assertion
 * alone (what WS-Federation libraries take), and that Assertion in a Response in SOAP (what an artifact fetches).
 */
export function messages({ now = Date.now(), signer = key('idp') } = {}) {
  const signedAssertion = sign(
    assertion(now, 'bearer'),
    'Assertion',
    'AssertionID',
    into('Assertion', 'append'),
    signer,
  );
  const inResponse = response(now, signedAssertion, `InResponseTo="${REQUEST_ID}" `);
  return {
    response: sign(
      response(now, assertion(now, 'bearer')),
      'Response',
      'ResponseID',
      into('Response', 'prepend'),
      signer,
    ),
    assertion: signedAssertion,
    assertionInResponse: inResponse,
    soap:
      '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      `<soapenv:Body>${inResponse}</soapenv:Body></soapenv:Envelope>`,
  };
}

/** Every form with one letter of the name changed. */
export function tampered(forms) {
  return Object.fromEntries(
    Object.entries(forms).map(([form, xml]) => [form, xml.replace(FULL_NAME, FULL_NAME.replace(/r$/, 's'))]),
  );
}
