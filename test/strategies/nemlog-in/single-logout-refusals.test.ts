import express from 'express';
import request from 'supertest';
import type { MitIdErrorCode } from '../../../src/errors';
import { MitIdError } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { codeOf } from '../../support/codes';
import {
  base64,
  instant,
  logoutResponse,
  NAME_ID_PERSISTENT,
  redirectQuery,
  saml2Response,
  signLogout,
  signSaml2,
  type LogoutRequestMessage,
} from '../../support/saml2';
import { Visitor, type Answer } from '../eident/support/visitor';
import { endingOf, LoginApp } from './support/login-app';
import { BINDINGS, bring, configureLogout, isIn, lines, loggedIn, requestFor, type Binding } from './support/logout';

const MINUTE = 60_000;
const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const app = LoginApp.use();
beforeEach(() => void configureLogout(app));

const get = (query: string) => new Visitor().visit(`${app.logoutUrl}?${query}`);
const post = (fields: Readonly<Record<string, string>>, query = '') =>
  new Visitor().post(`${app.logoutUrl}${query}`, fields);
const form = (xml: string) => ({ SAMLRequest: base64(xml) });

/** The request would end the session, were it not for what is wrong with it: nobody's session ends, and nobody is answered. */
async function expectRefused(
  code: MitIdErrorCode,
  send: (said: LogoutRequestMessage) => Promise<Answer>,
  status = 401,
): Promise<void> {
  const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
  app.log.length = 0;
  const answer = await send({ nameId, sessionIndexes: [sessionIndex] });
  expect(endingOf(answer)).toMatchObject({ status, outcome: 'error', code });
  expect([answer.location, answer.headers.get('cache-control')]).toEqual(['', 'no-store']);
  expect(app.log).toEqual([
    expect.objectContaining({ fields: expect.objectContaining({ code, strategy: 'nemlog-in' }) as object }),
  ]);
  expect(app.log[0]?.message.startsWith(`${code} (`)).toBe(true);
  expect(await isIn(app, visitor)).toBe(true);
}

describe.each(BINDINGS)('a LogoutRequest by %s is refused', (binding) => {
  const ago = (ms: number) => instant(Date.now() - ms);
  const cases: [MitIdErrorCode, string, () => LogoutRequestMessage][] = [
    ['logout_expired', 'past its NotOnOrAfter', () => ({ notOnOrAfter: ago(2 * MINUTE) })],
    ['logout_expired', 'issued long ago', () => ({ issueInstant: ago(7 * MINUTE) })],
    ['logout_expired', 'issued in the future', () => ({ issueInstant: ago(-2 * MINUTE) })],
    ['issuer_mismatch', 'of another issuer', () => ({ issuer: 'https://evil.example' })],
    ['issuer_mismatch', 'of nobody', () => ({ issuer: null })],
    ['destination_mismatch', 'for another address', () => ({ destination: 'https://other.example/slo' })],
    ['destination_mismatch', 'for the route of logins', () => ({ destination: app.callbackUrl })],
    ['destination_mismatch', 'for no address', () => ({ destination: null })],
    ['version_unsupported', 'of another version', () => ({ version: '1.1' })],
    ['name_identifier_missing', 'without a NameID', () => ({ subject: '' })],
    ['message_unexpected', 'with an EncryptedID', () => ({ subject: '<saml:EncryptedID/>' })],
    ['message_unexpected', 'with an empty SessionIndex', () => ({ sessionIndexes: [''] })],
  ];

  test.each(cases)('%s: %s', async (code, _name, wrong) => {
    await expectRefused(code, (said) => bring(app, binding, requestFor(app, { ...said, ...wrong() })));
  });

  test('logout_replayed: a second time', async () => {
    const { visitor, nameId } = await loggedIn(app, 2);
    const document = requestFor(app, { nameId, sessionIndexes: ['_other'] });
    expect((await bring(app, binding, document)).location).not.toBe('');
    await expectRefused('logout_replayed', () => bring(app, binding, document));
    expect(await isIn(app, visitor)).toBe(true);
  });

  test('logout_replayed: by the other binding', async () => {
    const document = requestFor(app, {});
    const other: Binding = binding === 'post' ? 'redirect' : 'post';
    expect((await bring(app, binding, document)).location).not.toBe('');
    await expectRefused('logout_replayed', () => bring(app, other, document));
  });
});

describe('a LogoutRequest that NemLog-in did not sign is refused', () => {
  const cases: [MitIdErrorCode, string, (said: LogoutRequestMessage) => Promise<Answer>][] = [
    [
      'signature_missing',
      'by redirect, without a signature',
      (said) => get(redirectQuery(requestFor(app, said), { order: ['SAMLRequest'] })),
    ],
    [
      'signature_missing',
      'by redirect, with an empty one',
      (said) => get(redirectQuery(requestFor(app, said), { order: ['SAMLRequest', 'SigAlg'] }) + '&Signature='),
    ],
    ['signature_missing', 'by post', (said) => post(form(requestFor(app, said)))],
    [
      'signature_missing',
      'by post, with the signature in the query, of which nothing is read',
      (said) => {
        const xml = requestFor(app, said);
        const query = redirectQuery(xml, { order: ['SigAlg', 'Signature'] });
        return post(form(xml), `?${query}`);
      },
    ],
    [
      'signature_invalid',
      'by redirect, with a stranger’s key',
      (said) => get(redirectQuery(requestFor(app, said), { signer: CERTS.foreign })),
    ],
    [
      'signature_invalid',
      'by post, with a stranger’s key',
      (said) => post(form(signLogout(requestFor(app, said), { signer: CERTS.foreign }))),
    ],
    [
      'signature_invalid',
      'by redirect, for another RelayState',
      (said) =>
        get(redirectQuery(requestFor(app, said), { relayState: 'one', query: (q) => q.replace('=one', '=two') })),
    ],
    [
      'signature_sha1',
      'by redirect, with SHA-1',
      (said) => get(redirectQuery(requestFor(app, said), { method: RSA_SHA1 })),
    ],
    [
      'digest_mismatch',
      'by post, and was changed after',
      ({ nameId = '', ...said }) =>
        post(form(signLogout(requestFor(app, { ...said, nameId: 'another' })).replace('>another<', `>${nameId}<`))),
    ],
    [
      'message_unexpected',
      'around an assertion that it did sign',
      (said) => {
        const captured = /<saml:Assertion.*<\/saml:Assertion>/s.exec(signSaml2(saml2Response(), { what: 'assertion' }));
        return post(form(requestFor(app, { ...said, extra: captured?.[0] ?? '' })));
      },
    ],
    [
      'signature_misplaced',
      'by post, signed somewhere inside',
      (said) =>
        post(
          form(
            requestFor(app, {
              ...said,
              extra: `<samlp:Extensions>${signLogout(logoutInExtensions())}</samlp:Extensions>`,
            }),
          ),
        ),
    ],
  ];
  const logoutInExtensions = () =>
    '<saml:Attribute xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_x" Name="x"/>';

  test.each(cases)('%s: %s', async (code, _name, send) => {
    await expectRefused(code, send);
  });
});

describe('what comes to logoutUrl and is no one message is refused', () => {
  const signed = (said: LogoutRequestMessage) => redirectQuery(requestFor(app, said));
  const cases: [MitIdErrorCode, string, (said: LogoutRequestMessage) => Promise<Answer>, number?][] = [
    ['callback_empty', 'nothing by GET', () => get(''), 400],
    ['callback_empty', 'nothing by POST', () => post({ hello: 'world' }), 400],
    ['callback_empty', 'a RelayState alone', () => get('RelayState=x'), 400],
    ['message_unexpected', 'an artifact', () => get('SAMLart=AAQAAA')],
    ['message_unexpected', 'an artifact beside a request', (said) => get(`${signed(said)}&SAMLart=AAQAAA`)],
    ['message_unexpected', 'a request and a response', (said) => get(`${signed(said)}&SAMLResponse=x`)],
    [
      'message_unexpected',
      'both in a form',
      (said) => post({ ...form(signLogout(requestFor(app, said))), SAMLResponse: 'x' }),
    ],
    ['message_unexpected', 'a request in the query of a POST', (said) => post({}, `?${signed(said)}`)],
    [
      'message_unexpected',
      'one in the form and one in the query',
      (said) => post(form(signLogout(requestFor(app, said))), `?${signed(said)}`),
    ],
    ['message_unexpected', 'a request whose name is escaped', (said) => get(signed(said).replace('SAMLR', '%53AMLR'))],
    ['parameter_duplicate', 'two requests', (said) => get(`${signed(said)}&${signed(said)}`)],
    ['parameter_duplicate', 'two RelayStates', (said) => get(`${signed(said)}&RelayState=a&RelayState=b`)],
    [
      'parameter_duplicate',
      'two signatures',
      (said) => get(`${signed(said)}&${redirectQuery(requestFor(app, said), { order: ['Signature'] })}`),
    ],
    ['message_too_large', 'a form of 400 kB', () => post({ SAMLRequest: 'A'.repeat(400_000) })],
    ['base64_invalid', 'a form that is no base64', () => post({ SAMLRequest: '<' })],
    ['xml_malformed', 'a form that is no XML', () => post(form('hello'))],
    [
      'callback_empty',
      'a response without RelayState',
      () => get(redirectQuery(logoutResponse({ destination: app.logoutUrl }))),
      400,
    ],
    [
      'message_unexpected',
      'a request in the parameter of a response',
      async (said) => {
        const visitor = (await loggedIn(app, 3)).visitor;
        const { location } = await visitor.visit(`${app.url}/logout`, { method: 'POST' });
        const relayState = new URL(location).searchParams.get('RelayState') ?? '';
        app.log.length = 0;
        return get(redirectQuery(requestFor(app, said), { parameter: 'SAMLResponse', relayState }));
      },
    ],
    [
      'message_unexpected',
      'a response in the parameter of a request',
      () => post(form(signLogout(logoutResponse({ destination: app.logoutUrl })))),
    ],
    [
      'message_unexpected',
      'a login’s answer',
      () => post(form(signSaml2(saml2Response({ destination: app.logoutUrl }), { what: 'response' }))),
    ],
  ];

  test.each(cases)('%s: %s', async (code, _name, send, status = 401) => {
    await expectRefused(code, send, status);
  });

  test('body_not_parsed: a form that nobody has parsed', async () => {
    const bare = express();
    bare.post('/slo', app.strategy.singleLogout());
    let code: unknown;
    bare.use(((error: unknown, _req, res, next) => {
      code = error instanceof MitIdError ? error.code : error;
      if (res.headersSent) next(error);
      else res.status(500).end();
    }) as express.ErrorRequestHandler);
    await request(bare).post('/slo').type('form').send({ SAMLRequest: 'x' }).expect(500);
    expect(code).toBe('body_not_parsed');
  });

  test.each(['HEAD', 'PUT', 'DELETE'])('%s is not ours to answer, and uses nothing up', async (method) => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const query = redirectQuery(requestFor(app, { nameId, sessionIndexes: [sessionIndex] }));
    const answer = await new Visitor().visit(`${app.logoutUrl}?${query}`, { method });
    expect([answer.status, answer.location]).toEqual([404, '']);
    expect(await isIn(app, visitor)).toBe(true);
    expect((await get(query)).location).not.toBe('');
    expect(await isIn(app, visitor)).toBe(false);
  });
});

test('no_valid_certificate: the only certificate expired meanwhile', async () => {
  const stateStore = new MemoryStateStore();
  configureLogout(app, { stateStore });
  const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 50 * 365 * 24 * 60 * MINUTE);
  try {
    const answer = await bring(app, 'redirect', requestFor(app, { nameIdFormat: NAME_ID_PERSISTENT }));
    expect(endingOf(answer)).toMatchObject({ status: 502, code: 'no_valid_certificate' });
  } finally {
    later.mockRestore();
  }
  expect(lines(app, 'warn')).toEqual([expect.stringContaining('expired on')]);
});

test('without logoutUrl there is no such handler, which is known when the route is set up', () => {
  const strategy = app.configure();
  expect(codeOf(() => strategy.singleLogout())).toBe('configuration_invalid');
});

test('the route of logins takes no logout, and says where one goes', async () => {
  const { visitor, nameId } = await loggedIn(app, 1);
  const query = redirectQuery(requestFor(app, { nameId, sessionIndexes: [], destination: app.callbackUrl }));
  const answer = await new Visitor().visit(`${app.callbackUrl}?${query}`);
  expect(endingOf(answer)).toMatchObject({ outcome: 'fail', code: 'message_unexpected' });
  expect(await isIn(app, visitor)).toBe(true);
});
