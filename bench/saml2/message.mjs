// One SAML 2.0 response with the attributes of OIOSAML 3, as NemLog-in sends them for an employee. The person and the organisation
// are fictitious: no CPR number has a 5 in 1970, and no CVR number begins with a 9.
import { instant, key, sign } from '../sign.mjs';
import { encrypted } from './encrypt.mjs';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const MODEL = 'https://data.gov.dk/model/core/';
const NSIS = 'https://data.gov.dk/concept/core/nsis/';

export const ISSUER = 'https://idp.example/saml';
export const AUDIENCE = 'https://app.example';
export const RECIPIENT = 'https://app.example/login/nemlog-in/callback';
export const REQUEST_ID = '_0f1e2d3c4b5a69788796a5b4c3d2e1f0a1b2c3d4';
/** What each contestant has to have read: the subject and one attribute. */
export const SUBJECT = `${MODEL}eid/professional/uuid/5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11`;
export const FULL_NAME = { attribute: `${MODEL}eid/fullName`, value: 'Ærø Prøve Åkjær' };

const PRIVILEGES = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">' +
    '<PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:90000001"><Privilege>https://app.example/roles/read</Privilege>' +
    '<Privilege>https://app.example/roles/write</Privilege></PrivilegeGroup></bpp:PrivilegeList>',
).toString('base64');

const ATTRIBUTES = [
  ['specVersion', 'OIO-SAML-3.0'],
  [`${NSIS}loa`, 'Substantial'],
  [`${NSIS}ial`, 'Substantial'],
  [`${NSIS}aal`, 'Substantial'],
  ['eid/fullName', FULL_NAME.value],
  ['eid/firstName', 'Ærø'],
  ['eid/lastName', 'Åkjær'],
  ['eid/email', 'aeroe@app.example'],
  ['eid/cprNumber', '0101705678'],
  ['eid/cprUuid', '0d8a6f0e-6d1c-4a39-8d3e-0c7a5be0f1d2'],
  ['eid/dateOfBirth', '01-01-1970'],
  ['eid/age', '56'],
  ['eid/professional/uuid/persistent', '8f3c2b1a-7e6d-4c5b-a493-8271605f4e3d'],
  ['eid/professional/rid', '90000123'],
  ['eid/professional/cvr', '90000001'],
  ['eid/professional/orgName', 'Prøve og Søn ApS'],
  ['eid/privilegesIntermediate', PRIVILEGES],
].map(([name, value]) => [name.startsWith('https:') ? name : MODEL + name, value]);

function assertion(now) {
  const until = instant(now + 15 * 60_000);
  const attributes = ATTRIBUTES.map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
      `<saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`,
  );
  return (
    `<saml:Assertion xmlns:saml="${ASSERTION}" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="_617b5cdc6fb84f16a6022e328d970bb7" ' +
    `IssueInstant="${instant(now)}" Version="2.0"><saml:Issuer>${ISSUER}</saml:Issuer><saml:Subject>` +
    `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${SUBJECT}</saml:NameID>` +
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData ' +
    `InResponseTo="${REQUEST_ID}" NotOnOrAfter="${until}" Recipient="${RECIPIENT}"></saml:SubjectConfirmationData>` +
    `</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${instant(now - 60_000)}" NotOnOrAfter="${until}">` +
    `<saml:AudienceRestriction><saml:Audience>${AUDIENCE}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${instant(now - 5_000)}" SessionIndex="_9a8b7c6d5e4f30211203f4e5d6c7b8a9">` +
    '<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</saml:AuthnContextClassRef>' +
    `</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>` +
    '</saml:Assertion>'
  );
}

const response = (now, inner) =>
  `<samlp:Response xmlns:samlp="${PROTOCOL}" Destination="${RECIPIENT}" ID="_7c4b1a0e3d5f4c0c9a9e6a1f2b3c4d5e" ` +
  `InResponseTo="${REQUEST_ID}" IssueInstant="${instant(now)}" Version="2.0"><saml:Issuer xmlns:saml="${ASSERTION}">${ISSUER}` +
  '</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode>' +
  `</samlp:Status>${inner}</samlp:Response>`;

const AFTER_ISSUER = { reference: "//*[local-name(.)='Assertion']/*[local-name(.)='Issuer']", action: 'after' };

/**
 * The same login in the two forms that are validated: a Response with a signed Assertion, and one with that Assertion encrypted.
 *
 * @param change what becomes of the Assertion after it is signed.
 */
export function messages({ now = Date.now(), signer = key('idp'), change = (signed) => signed } = {}) {
  const signed = change(sign(assertion(now), 'Assertion', 'ID', AFTER_ISSUER, signer));
  return {
    signed: response(now, signed),
    encrypted: response(
      now,
      `<saml:EncryptedAssertion xmlns:saml="${ASSERTION}">${encrypted(signed)}</saml:EncryptedAssertion>`,
    ),
  };
}

/** One letter of the name changed; where the message is encrypted, before that. */
export const tampered = () =>
  messages({ change: (signed) => signed.replace(FULL_NAME.value, FULL_NAME.value.replace(/r$/, 's')) });
