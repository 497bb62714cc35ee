import { createPrivateKey } from 'node:crypto';
import {
  logoutRequestForm,
  logoutResponseForm,
  type LogoutForm,
  type LogoutFormSettings,
  type LogoutRequest,
  type LogoutResponse,
} from '../../../src/protocols/saml2';
import { BROWSER_MESSAGE, readXml, type XmlElement } from '../../../src/trust';
import { xmlsec1VerifiesSaml2 } from '../../simulator/support/xmlsec1-saml2';
import { CERTS } from '../../support/certs';
import { errorOf } from '../../support/codes';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import {
  LOGOUT_ID2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  NAME_ID_PERSISTENT,
  PERSON_NAME_ID,
  SESSION_INDEX2,
} from '../../support/saml2';
import { requireTool } from '../../support/tool';
import { MINUTE, NOW, trusted } from './expectations';
import { judgeRequest, judgeResponse } from './logout-expectations';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
/** Markup, an end of the Issuer, and every line end of XML 1.0 and 1.1. */
const HOSTILE = `https://app.example/?a=1&b="2"'<3>]]></saml:Issuer><saml:NameID>x\t\r\n\r\n\u0085\u2028æ𝄞`;

const settings: LogoutFormSettings = {
  entityId: 'https://app.example/saml',
  destination: LOGOUT_URL2,
  signingKey: createPrivateKey(CERTS.idp.key),
  signingCert: CERTS.idp.cert,
};
const request: LogoutRequest = {
  id: LOGOUT_REQUEST_ID2,
  nameId: PERSON_NAME_ID,
  nameIdFormat: NAME_ID_PERSISTENT,
  sessionIndex: SESSION_INDEX2,
  relayState: 'iXk3-_9fQ2',
  issueInstant: NOW + 678,
  notOnOrAfter: NOW + 5 * MINUTE,
};
const response: LogoutResponse = {
  id: LOGOUT_REQUEST_ID2,
  inResponseTo: LOGOUT_ID2,
  status: 'success',
  relayState: 'iXk3-_9fQ2',
  issueInstant: NOW + 678,
};
const hostile = { entityId: HOSTILE, destination: HOSTILE };

const requestForm = (said: Partial<LogoutRequest> = {}, set: Partial<LogoutFormSettings> = {}) =>
  logoutRequestForm({ ...settings, ...set }, { ...request, ...said });
const responseForm = (said: Partial<LogoutResponse> = {}, set: Partial<LogoutFormSettings> = {}) =>
  logoutResponseForm({ ...settings, ...set }, { ...response, ...said });

const fieldsOf = ({ fields }: LogoutForm) => Object.fromEntries(fields);
const messageOf = (form: LogoutForm) => form.fields[0]?.[1] ?? '';
const documentOf = (form: LogoutForm) => Buffer.from(messageOf(form), 'base64').toString('utf8');
const rootOf = (form: LogoutForm) => readXml(Buffer.from(documentOf(form)), BROWSER_MESSAGE).root;
const localsOf = (element: XmlElement | undefined) => element?.elements.map(({ local }) => local);

const KINDS = [
  ['LogoutRequest', requestForm, 'NameID'],
  ['LogoutResponse', responseForm, 'Status'],
] as const;

describe.each(KINDS)('a %s', (name, formOf, content) => {
  test('goes to the place of its Destination, with RelayState beside it', () => {
    const form = formOf({}, { destination: 'https://login.idp.example/slo?tenant=a&b' });
    expect(form.action).toBe('https://login.idp.example/slo?tenant=a&b');
    expect(rootOf(form).attribute('Destination')).toBe(form.action);
    expect(form.fields.map(([field]) => field)).toEqual([
      name === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse',
      'RelayState',
    ]);
    expect(fieldsOf(form)['RelayState']).toBe('iXk3-_9fQ2');
  });

  test('has its signature behind the Issuer, over its root, by RSA-SHA256 and exclusive canonical XML', () => {
    const root = rootOf(formOf());
    expect(localsOf(root)?.slice(0, 3)).toEqual(['Issuer', 'Signature', content]);
    const [signature] = root.all(DSIG, 'Signature');
    expect(localsOf(signature)).toEqual(['SignedInfo', 'SignatureValue', 'KeyInfo']);
    const [method, signing, reference] = signature?.elements[0]?.elements ?? [];
    expect([method, signing].map((one) => one?.attribute('Algorithm'))).toEqual([
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    ]);
    expect(reference?.attribute('URI')).toBe(`#${LOGOUT_REQUEST_ID2}`);
    const [transforms, digest] = reference?.elements ?? [];
    expect(transforms?.elements.map((one) => one.attribute('Algorithm'))).toEqual([
      `${DSIG}enveloped-signature`,
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ]);
    expect(digest?.attribute('Algorithm')).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
  });

  test('names the certificate where there is one', () => {
    const base64 = CERTS.idp.cert.replace(/-----[A-Z ]+-----|\s/g, '');
    expect(documentOf(formOf())).toContain(`<ds:X509Certificate>${base64}</ds:X509Certificate>`);
    const { entityId, destination, signingKey } = settings;
    const without = { entityId, destination, signingKey };
    const bare = name === 'LogoutRequest' ? logoutRequestForm(without, request) : logoutResponseForm(without, response);
    expect(localsOf(rootOf(bare).all(DSIG, 'Signature')[0])).toEqual(['SignedInfo', 'SignatureValue']);
  });

  test('is the same with the key as PEM text', () => {
    expect(formOf({}, { signingKey: CERTS.idp.key })).toEqual(formOf());
  });

  test.each([
    ['an EC key', CERTS.ec256.key],
    ['a certificate', CERTS.idp.cert],
  ])('with %s is refused', (_, signingKey) => {
    const error = errorOf(() => formOf({}, { signingKey }));
    expect([error.code, error.detail.problems]).toEqual([
      'configuration_invalid',
      ['signingKey is not an RSA private key in PEM'],
    ]);
  });
});

test('a request says for how long, and what cannot be sent is refused as over HTTP-Redirect', () => {
  expect(rootOf(requestForm()).attribute('NotOnOrAfter')).toBe('2026-03-04T12:05:00.000Z');
  expect(errorOf(() => requestForm({ relayState: '' })).detail.where).toBe('RelayState');
  const { code, detail } = errorOf(() => requestForm({ nameId: '\u0000' }));
  expect([code, detail.where]).toEqual(['parameter_invalid', 'LogoutRequest']);
});

test('an answer takes back the RelayState that came, however long; none where none came', () => {
  const relayState = `"><script>${'a b'.repeat(1_000)}`;
  expect(fieldsOf(responseForm({ relayState }))['RelayState']).toBe(relayState);
  expect(Object.keys(fieldsOf(responseForm({ relayState: '' })))).toEqual(['SAMLResponse']);
});

describe('what we write, we would believe', () => {
  const changes = { issuer: settings.entityId, certificates: trusted(CERTS.idp.cert) };
  const sentBy = (form: LogoutForm) => ({ binding: 'post', field: messageOf(form) }) as const;

  test('a request', async () => {
    expect(await judgeRequest(sentBy(requestForm()), changes)).toMatchObject({
      id: LOGOUT_REQUEST_ID2,
      issuer: settings.entityId,
      issuedAt: request.issueInstant,
      nameId: PERSON_NAME_ID,
      nameIdFormat: NAME_ID_PERSISTENT,
      sessionIndexes: [SESSION_INDEX2],
    });
  });

  test.each([
    ['success', undefined],
    ['failed', 'logout_not_success'],
  ] as const)('an answer: %s', async (status, code) => {
    const judged = judgeResponse(sentBy(responseForm({ status })), { ...changes, inResponseTo: LOGOUT_ID2 });
    if (code === undefined) expect(await judged).toMatchObject({ status });
    else await expect(judged).rejects.toMatchObject({ code });
  });

  test('and not as somebody else’s, nor with another word in it', async () => {
    const stranger = { ...changes, certificates: trusted(CERTS.foreign.cert) };
    await expect(judgeRequest(sentBy(requestForm()), stranger)).rejects.toMatchObject({ code: 'signature_invalid' });
    const other = documentOf(requestForm()).replace(SESSION_INDEX2, `${SESSION_INDEX2}x`);
    const field = Buffer.from(other).toString('base64');
    const judged = judgeRequest({ binding: 'post', field }, changes);
    await expect(judged).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  test('with whatever characters in it: a text is a text', async () => {
    const set = { entityId: HOSTILE };
    const said = { nameId: HOSTILE, nameIdFormat: HOSTILE, sessionIndex: HOSTILE };
    expect(await judgeRequest(sentBy(requestForm(said, set)), { ...changes, issuer: HOSTILE })).toMatchObject({
      nameId: HOSTILE,
      nameIdFormat: HOSTILE,
      sessionIndexes: [HOSTILE],
    });
    const answer = responseForm({ inResponseTo: HOSTILE }, set);
    const expected = { ...changes, issuer: HOSTILE, inResponseTo: HOSTILE };
    expect(await judgeResponse(sentBy(answer), expected)).toMatchObject({ status: 'success' });
  });
});

requireTool('xmlsec1')('the signature, with xmlsec1', () => {
  test.each(KINDS)('of a %s verifies, and by no other certificate, nor over another text', (name, formOf) => {
    const document = documentOf(formOf());
    expect(xmlsec1VerifiesSaml2(document, name, CERTS.idp.cert)).toBe(true);
    expect(xmlsec1VerifiesSaml2(document, name, CERTS.foreign.cert)).toBe(false);
    expect(xmlsec1VerifiesSaml2(document.replace(' Version="2.0"', ' Version="2.1"'), name, CERTS.idp.cert)).toBe(
      false,
    );
  });

  test('verifies whatever characters the message has', () => {
    const said = { nameId: HOSTILE, nameIdFormat: HOSTILE, sessionIndex: HOSTILE };
    const asked = documentOf(requestForm(said, hostile));
    expect(xmlsec1VerifiesSaml2(asked, 'LogoutRequest', CERTS.idp.cert)).toBe(true);
    const answered = documentOf(responseForm({ inResponseTo: HOSTILE }, hostile));
    expect(xmlsec1VerifiesSaml2(answered, 'LogoutResponse', CERTS.idp.cert)).toBe(true);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['a request', requestForm()],
    ['an answer', responseForm()],
    ['an answer that says no', responseForm({ status: 'failed' })],
  ])('%s is valid', (_, form) => {
    expect(schemaProblems(documentOf(form), 'saml-2.0-protocol')).toBe('');
  });

  test('a signature in another place is found', () => {
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(documentOf(requestForm())) ?? [];
    const moved = documentOf(requestForm())
      .replace(signature, '')
      .replace('</samlp:LogoutRequest>', `${signature}</samlp:LogoutRequest>`);
    expect(schemaProblems(moved, 'saml-2.0-protocol')).toContain('Signature');
  });
});
