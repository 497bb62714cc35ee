import { trusted } from '../protocols/saml2/expectations';
import { CERTS } from '../support/certs';
import {
  FACTS2,
  LOGOUT_REQUEST_ID2,
  LOGOUT_URL2,
  logoutRequest,
  logoutResponse,
  redirectQuery,
  signLogout,
  STATUS2,
  type RedirectSending,
} from '../support/saml2';
import { codesOf, inspected, NEMLOG_IN, NOW, saysOf, UNTOLD } from './support/inspecting';

const EXPECTED = { ...NEMLOG_IN, requestId: LOGOUT_REQUEST_ID2 };
const url = (document: string, sending?: RedirectSending) => `${LOGOUT_URL2}?${redirectQuery(document, sending)}`;

test.each([
  ['a LogoutRequest in a URL', url(logoutRequest({ now: NOW }), { relayState: 'some state' })],
  ['a LogoutRequest in a form', signLogout(logoutRequest({ now: NOW }))],
  ['a LogoutResponse in a URL', url(logoutResponse({ now: NOW }))],
  ['a LogoutResponse in a form', signLogout(logoutResponse({ now: NOW }))],
])('%s passes', async (_name, message) => {
  const inspection = await inspected(message, EXPECTED);
  expect(inspection).toMatchObject({
    signatures: [{ algorithm: 'rsa-sha256', verified: true }],
    judgement: { passes: true, failures: [], complete: true },
  });
});

test('what stands beside it is told too', async () => {
  const inspection = await inspected(url(logoutRequest({ now: NOW }), { relayState: 'some state' }), EXPECTED);
  expect(inspection.wrapped).toEqual(['in the query of a URL', 'SAMLRequest', 'base64', 'deflated']);
  expect(saysOf(inspection)).toMatchObject({
    RelayState: 'some state',
    'LogoutRequest/@NotOnOrAfter': '2026-03-04T12:05:00Z, ends in 5 min',
    'LogoutRequest/SessionIndex': expect.any(String) as string,
  });
});

const other = { destination: 'https://other.example', issuer: 'https://other.example' };

test.each<[string, readonly string[], string]>([
  [
    'another Destination and Issuer',
    ['destination_mismatch', 'issuer_mismatch'],
    signLogout(logoutRequest({ now: NOW, ...other })),
  ],
  [
    'all of it by redirect',
    ['signature_invalid', 'destination_mismatch', 'issuer_mismatch', 'logout_expired', 'logout_expired'],
    url(logoutRequest({ now: NOW - 7_200_000, ...other }), { signer: CERTS.foreign }),
  ],
  ['no signature', ['signature_missing'], logoutRequest({ now: NOW })],
  [
    'a refusal, of another request',
    ['in_response_to_mismatch', 'logout_not_success'],
    signLogout(logoutResponse({ now: NOW, inResponseTo: '_other', statusCodes: [`${STATUS2}Responder`] })),
  ],
])('%s: fails %j', async (_name, codes, message) => {
  expect(codesOf(await inspected(message, EXPECTED))).toEqual(codes);
});

test('where a logout comes is another option than where a login does', async () => {
  const { judgement } = await inspected(
    signLogout(logoutRequest({ now: NOW, destination: 'https://other.example' })),
    EXPECTED,
  );
  expect(judgement?.failures[0]?.options).toEqual(['logoutUrl']);
});

test('one of our own is described and not judged: its Issuer is us', async () => {
  const ours = url(logoutRequest({ now: NOW, issuer: EXPECTED.entityId ?? '' }));
  const { judgement, notes } = await inspected(ours, EXPECTED);
  expect(judgement).toBeUndefined();
  expect(notes).toEqual(['Sent by this service, by its Issuer: only its signature is verified here.']);
});

test('where nothing was said and nothing stands there, nothing was expected either', async () => {
  const untold = { ...UNTOLD, issuer: FACTS2.issuer, certificates: trusted(CERTS.idp.cert) };
  const { judgement } = await inspected(signLogout(logoutResponse({ now: NOW, inResponseTo: null })), untold);
  expect(judgement?.failures).toEqual([
    { code: 'in_response_to_missing', where: 'LogoutResponse/@InResponseTo', options: [] },
  ]);
});
