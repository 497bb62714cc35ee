import { createPrivateKey } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import {
  logoutRequestUrl,
  logoutResponseUrl,
  type LogoutRequest,
  type LogoutResponse,
  type LogoutSettings,
} from '../../../src/protocols/saml2';
import { BROWSER_MESSAGE, readXml, verifyRedirectSignature, type XmlElement } from '../../../src/trust';
import { CERTS } from '../../support/certs';
import { errorOf } from '../../support/codes';
import { requireSchemas, schemaProblems } from '../../support/saml-schemas';
import {
  ASSERTION2,
  LOGOUT_ID2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  NAME_ID_PERSISTENT,
  PERSON_NAME_ID,
  PROTOCOL2,
  SESSION_INDEX2,
  STATUS2,
} from '../../support/saml2';
import { opensslVerifies } from '../../support/saml2/logout-openssl';
import { requireTool } from '../../support/tool';
import { MINUTE, NOW, trusted } from './expectations';
import { judgeRequest, judgeResponse } from './logout-expectations';

const HOSTILE = `https://app.example/?a=1&b="2"'<3>]]>`;
const ODD_STATES = ['iXk3-_9fQ2', "a b!c'd(e)f~g*h", 'æ+%2B/=&?#"<>'];

const settings: LogoutSettings = {
  entityId: 'https://app.example/saml',
  destination: 'https://login.idp.example/idp/saml/3.0/',
  signingKey: createPrivateKey(CERTS.idp.key),
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

const requestUrl = (said: Partial<LogoutRequest> = {}, set: Partial<LogoutSettings> = {}) =>
  logoutRequestUrl({ ...settings, ...set }, { ...request, ...said });
const responseUrl = (said: Partial<LogoutResponse> = {}, set: Partial<LogoutSettings> = {}) =>
  logoutResponseUrl({ ...settings, ...set }, { ...response, ...said });
function without<T extends object>(value: T, ...names: (keyof T)[]): T {
  const rest = { ...value };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}

const queryOf = (url: string) => url.slice(url.indexOf('?') + 1);
function documentOf(url: string): string {
  const { searchParams } = new URL(url);
  const message = searchParams.get('SAMLRequest') ?? searchParams.get('SAMLResponse') ?? '';
  return inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
}
const rootOf = (url: string): XmlElement => readXml(Buffer.from(documentOf(url)), BROWSER_MESSAGE).root;
const attributesOf = (element: XmlElement | undefined) =>
  Object.fromEntries(element?.attributes.map(({ local, value }) => [local, value]) ?? []);
const childrenOf = (element: XmlElement) =>
  element.elements.map(({ uri, local, text }) => [
    uri === ASSERTION2 ? 'saml' : uri === PROTOCOL2 ? 'samlp' : uri,
    local,
    text,
  ]);

describe('the LogoutRequest', () => {
  test('says who asks whom, when, for how long, and which session', () => {
    const root = rootOf(requestUrl());
    expect(root.is(PROTOCOL2, 'LogoutRequest')).toBe(true);
    expect(attributesOf(root)).toEqual({
      ID: LOGOUT_REQUEST_ID2,
      Version: '2.0',
      IssueInstant: '2026-03-04T12:00:00.678Z',
      Destination: settings.destination,
      NotOnOrAfter: '2026-03-04T12:05:00.000Z',
    });
    expect(childrenOf(root)).toEqual([
      ['saml', 'Issuer', settings.entityId],
      ['saml', 'NameID', PERSON_NAME_ID],
      ['samlp', 'SessionIndex', SESSION_INDEX2],
    ]);
    expect(attributesOf(root.elements[1])).toEqual({ Format: NAME_ID_PERSISTENT });
  });

  test('says no Format and no index where there is none', () => {
    const root = rootOf(logoutRequestUrl(settings, without(request, 'nameIdFormat', 'sessionIndex')));
    expect(childrenOf(root).map(([, local]) => local)).toEqual(['Issuer', 'NameID']);
    expect(attributesOf(root.elements[1])).toEqual({});
  });

  test.each([
    ['none', ''],
    ['81 bytes', 'x'.repeat(81)],
    ['82 bytes in 41 characters', 'æ'.repeat(41)],
  ])('RelayState of %s is refused', (_, relayState) => {
    const error = errorOf(() => requestUrl({ relayState }));
    expect([error.code, error.detail.where]).toEqual(['parameter_invalid', 'RelayState']);
    expect(new URL(requestUrl({ relayState: 'æ'.repeat(40) })).searchParams.get('RelayState')).toBe('æ'.repeat(40));
  });
});

describe('the LogoutResponse', () => {
  test.each([
    ['success', 'Success'],
    ['failed', 'Responder'],
  ] as const)('%s', (status, code) => {
    const root = rootOf(responseUrl({ status }));
    expect(root.is(PROTOCOL2, 'LogoutResponse')).toBe(true);
    expect(attributesOf(root)).toEqual({
      ID: LOGOUT_REQUEST_ID2,
      Version: '2.0',
      IssueInstant: '2026-03-04T12:00:00.678Z',
      Destination: settings.destination,
      InResponseTo: LOGOUT_ID2,
    });
    expect(childrenOf(root).map(([prefix, local]) => [prefix, local])).toEqual([
      ['saml', 'Issuer'],
      ['samlp', 'Status'],
    ]);
    expect(attributesOf(root.elements[1]?.elements[0])).toEqual({ Value: `${STATUS2}${code}` });
  });

  test('takes back the RelayState that came, however long; none where none came', () => {
    const relayState = 'a b'.repeat(1_000);
    expect(new URL(responseUrl({ relayState })).searchParams.get('RelayState')).toBe(relayState);
    for (const url of [logoutResponseUrl(settings, without(response, 'relayState')), responseUrl({ relayState: '' })]) {
      expect([...new URL(url).searchParams.keys()]).toEqual(['SAMLResponse', 'SigAlg', 'Signature']);
    }
  });
});

describe('both', () => {
  const kinds = [
    ['SAMLRequest', (set: Partial<LogoutSettings>) => requestUrl({}, set)],
    ['SAMLResponse', (set: Partial<LogoutSettings>) => responseUrl({}, set)],
  ] as const;

  test.each(kinds)('%s, RelayState, SigAlg and Signature stand in the order that is signed', (name, urlOf) => {
    const url = new URL(urlOf({}));
    expect(url.origin + url.pathname).toBe(settings.destination);
    expect([...url.searchParams.keys()]).toEqual([name, 'RelayState', 'SigAlg', 'Signature']);
    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  });

  test.each(kinds)('%s keeps the parameters of the address', (name, urlOf) => {
    const url = urlOf({ destination: 'https://login.idp.example/slo?tenant=a&b' });
    expect([...new URL(url).searchParams.keys()]).toEqual(['tenant', 'b', name, 'RelayState', 'SigAlg', 'Signature']);
    expect(attributesOf(rootOf(url))['Destination']).toBe('https://login.idp.example/slo?tenant=a&b');
  });

  test.each(kinds)('%s is the same with the key as PEM text', (_, urlOf) => {
    expect(urlOf({ signingKey: CERTS.idp.key })).toBe(urlOf({}));
  });

  test.each(
    kinds.flatMap(([name, urlOf]) => [
      { name, key: 'an EC key', urlOf, signingKey: CERTS.ec256.key },
      { name, key: 'a certificate', urlOf, signingKey: CERTS.idp.cert },
    ]),
  )('$name with $key is refused', ({ urlOf, signingKey }) => {
    const error = errorOf(() => urlOf({ signingKey }));
    expect(error.code).toBe('configuration_invalid');
    expect(error.detail.problems).toEqual(['signingKey is not an RSA private key in PEM']);
  });

  test('a text is a text, whatever characters it has', () => {
    const set = { entityId: HOSTILE, destination: HOSTILE };
    const asked = rootOf(requestUrl({ nameId: HOSTILE, nameIdFormat: HOSTILE, sessionIndex: ` ${HOSTILE}\r\n` }, set));
    expect(childrenOf(asked).map(([, , text]) => text)).toEqual([HOSTILE, HOSTILE, ` ${HOSTILE}\r\n`]);
    expect(attributesOf(asked.elements[1])).toEqual({ Format: HOSTILE });
    expect(asked.attribute('Destination')).toBe(HOSTILE);
    const answered = rootOf(responseUrl({ inResponseTo: HOSTILE }, set));
    expect(answered.attribute('InResponseTo')).toBe(HOSTILE);
    expect(answered.elements[0]?.text).toBe(HOSTILE);
  });

  test.each(['\u0000', '\ud800', '\uffff'])('a value with %j, which XML cannot hold, is refused', (character) => {
    const error = errorOf(() => requestUrl({ nameId: character }));
    expect([error.code, error.detail.where]).toEqual(['parameter_invalid', 'LogoutRequest']);
    expect(errorOf(() => responseUrl({ inResponseTo: character })).code).toBe('parameter_invalid');
  });

  test('nothing of it is what a browser would escape anew', () => {
    for (const relayState of ODD_STATES) {
      const url = requestUrl({ relayState });
      expect(new URL(url).href).toBe(url);
      expect(new URL(url).searchParams.get('RelayState')).toBe(relayState);
    }
  });
});

describe('what we write, we would believe', () => {
  const certificates = trusted(CERTS.idp.cert);
  const changes = { issuer: settings.entityId, certificates };

  test.each(ODD_STATES)('a request, RelayState %j', async (relayState) => {
    const rawQuery = queryOf(requestUrl({ relayState }, { destination: LOGOUT_URL2 }));
    expect(await judgeRequest({ binding: 'redirect', rawQuery }, changes)).toMatchObject({
      id: LOGOUT_REQUEST_ID2,
      issuer: settings.entityId,
      issuedAt: request.issueInstant,
      nameId: PERSON_NAME_ID,
      nameIdFormat: NAME_ID_PERSISTENT,
      sessionIndexes: [SESSION_INDEX2],
      relayState,
    });
  });

  test('an answer', async () => {
    const rawQuery = queryOf(responseUrl({}, { destination: LOGOUT_URL2 }));
    const delivery = { binding: 'redirect', rawQuery } as const;
    expect(await judgeResponse(delivery, { ...changes, inResponseTo: LOGOUT_ID2 })).toMatchObject({
      status: 'success',
      relayState: response.relayState,
    });
  });

  test('and not as somebody else’s', () => {
    const options = { certificates: trusted(CERTS.foreign.cert).at(NOW) };
    const code = errorOf(() => verifyRedirectSignature(queryOf(requestUrl()), 'SAMLRequest', options)).code;
    expect(code).toBe('signature_invalid');
  });
});

requireTool('openssl')('the signature, with openssl', () => {
  test.each(ODD_STATES)('verifies over the raw octets of the query, RelayState %j', (relayState) => {
    for (const url of [requestUrl({ relayState }), responseUrl({ relayState })]) {
      expect(opensslVerifies(url, CERTS.idp.cert)).toBe(true);
      expect(opensslVerifies(url, CERTS.foreign.cert)).toBe(false);
      expect(opensslVerifies(url.replace('RelayState=', 'RelayState=x'), CERTS.idp.cert)).toBe(false);
    }
  });

  test('verifies without a RelayState', () => {
    expect(opensslVerifies(logoutResponseUrl(settings, without(response, 'relayState')), CERTS.idp.cert)).toBe(true);
  });
});

requireSchemas()('against the OASIS schema', () => {
  test.each([
    ['a request', requestUrl()],
    ['the least that a request says', logoutRequestUrl(settings, without(request, 'nameIdFormat', 'sessionIndex'))],
    ['an answer', responseUrl()],
    ['an answer that says no', responseUrl({ status: 'failed' })],
  ])('%s is valid', (_, url) => {
    expect(schemaProblems(documentOf(url), 'saml-2.0-protocol')).toBe('');
  });

  test('what is not valid is found', () => {
    const spoilt = documentOf(requestUrl()).replace('NotOnOrAfter="', 'NotOnOrAfter="never ');
    expect(schemaProblems(spoilt, 'saml-2.0-protocol')).toContain('NotOnOrAfter');
  });
});
