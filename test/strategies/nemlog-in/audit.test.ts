import { X509Certificate } from 'node:crypto';
import type { AuditEvent, AuditLog } from '../../../src/strategies/audit-event';
import type { NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { CERTS } from '../../support/certs';
import { NUMBERS_OF_A_DAY, tried } from '../../support/cpr-watch/tried';
import { dump } from '../../support/dump';
import {
  attributesWith,
  BASIC_FORMAT,
  FACTS2,
  logoutResponse,
  OIOSAML2_EMPLOYEE,
  PERSON_NAME_ID,
  PERSON_UUID,
  STATUS2,
} from '../../support/saml2';
import { Visitor } from '../eident/support/visitor';
import { answerTo, requestIdIn } from './support/idp';
import { LoginApp } from './support/login-app';
import {
  attributeIn,
  bring,
  BINDINGS,
  configureLogout,
  documentIn,
  isIn,
  loggedIn,
  requestFor,
} from './support/logout';

const app = LoginApp.use();
const events: AuditEvent[] = [];
let answer: (event: AuditEvent) => unknown;
const auditLog: AuditLog = {
  record: (event) => {
    events.push(event);
    return answer(event) as Promise<void>;
  },
};
const configure = (options: Partial<NemLogInOptions> = {}) => configureLogout(app, { auditLog, ...options });
const said = () => events.map(({ event }) => event);
const RID_NUMBER = 'dk:gov:saml:attribute:RidNumberIdentifier';
const SHA256 = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown;
const OF_IDP = [
  expect.objectContaining({
    certificate: new X509Certificate(CERTS.idp.cert).fingerprint256,
    method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  }) as unknown,
];
const HERE = { strategy: 'nemlog-in', issuer: FACTS2.issuer, ip: expect.stringMatching(/127\.0\.0\.1|::1/) as unknown };
const KEY = { issuer: FACTS2.issuer, namespace: 'nemlogin-person', id: PERSON_UUID };

beforeEach(() => {
  events.length = 0;
  answer = () => undefined;
  configure();
});

describe('a login is recorded', () => {
  test('when it starts and when the person is let in, with who, by which messages, from where', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const requestId = requestIdIn(location);
    expect(events).toMatchObject([{ event: 'login-started', ...HERE, requestId }]);
    const fields = answerTo(location, app.callbackUrl, { assertionId: '_assertion', sessionIndex: '_session' });
    expect(await app.end(visitor, fields)).toMatchObject({ outcome: 'in' });
    const { record } = await app.me(visitor);
    expect(events).toHaveLength(2);
    expect(events[1]).toEqual({
      ...HERE,
      event: 'login',
      time: expect.any(String) as unknown,
      requestId,
      assertionId: '_assertion',
      key: KEY,
      identityType: 'private',
      loa: 'substantial',
      subject: SHA256,
      sessionIndex: '_session',
      authenticatedAt: expect.any(String) as unknown,
      session: record?.id,
      signatures: OF_IDP,
    });
  });

  test('without a CPR number, a name or the assertion, whatever NemLog-in has put where', async () => {
    const cpr = '0101705678';
    const ofPerson = { nameId: PERSON_NAME_ID, assertionId: `_a-${cpr}`, sessionIndex: cpr };
    expect(await app.login(new Visitor(), ofPerson)).toMatchObject({ outcome: 'in' });
    const [profile] = app.profiles;
    expect(said()).toEqual(['login-started', 'login']);
    const recorded = dump(events);
    expect(profile).toMatchObject({ displayName: 'Ærø Prøve Åkjær' });
    expect(profile?.person.cpr?.reveal()).toBe(cpr);
    for (const secret of [cpr, 'Åkjær', PERSON_NAME_ID]) expect(recorded).not.toContain(secret);
  });

  test('that is refused: why, and whose it was, as far as that was known', async () => {
    const unsigned = await app.login(new Visitor(), { sign: false });
    expect(events.at(-1)).toMatchObject({ event: 'login-refused', ...HERE, code: unsigned.code });
    expect(events.at(-1)).not.toHaveProperty('key');

    const cancelled = await app.login(new Visitor(), { assertion: '', statusCodes: [`${STATUS2}AuthnFailed`] });
    expect(cancelled.code).toBe('user_cancelled');
    expect(events.at(-1)).toMatchObject({ code: 'user_cancelled', brokerCode: 'AuthnFailed' });
    expect((events.at(-1) as { reference?: string }).reference).toMatch(/^[0-9a-f]{8}$/);
    expect((events.at(-1) as { requestId?: string }).requestId).toBe(events.at(-2)?.requestId);

    configure({ policy: { minimumLoa: 'high' }, loa: 'high' });
    expect((await app.login(new Visitor())).code).toBe('loa_too_low');
    expect(events.at(-1)).toMatchObject({ event: 'login-refused', code: 'loa_too_low', key: KEY, signatures: OF_IDP });
  });

  test('that the application refuses, or fails at', async () => {
    app.install(app.configure({ auditLog }, (_profile, done) => done(null, false)));
    await app.login(new Visitor());
    expect(events.at(-1)).toMatchObject({ event: 'login-refused', code: 'no_user', key: KEY });
    app.install(app.configure({ auditLog }, (_profile, done) => done(new Error('no database'))));
    await app.login(new Visitor());
    expect(events.at(-1)).toMatchObject({ event: 'login-refused', code: 'other_error', key: KEY });
    expect(JSON.stringify(events)).not.toContain('no database');
  });

  test('from behind a proxy that is trusted by the address that it names, and not at all where that is turned off', async () => {
    app.before = (req, _res, next) => {
      req.app.set('trust proxy', true);
      next();
    };
    const from = { headers: { 'X-Forwarded-For': '203.0.113.9' } };
    await new Visitor().visit(`${app.url}/login`, from);
    expect(events.at(-1)).toMatchObject({ event: 'login-started', ip: '203.0.113.9' });
    configure({ auditIp: false });
    await new Visitor().visit(`${app.url}/login`, from);
    app.before = (req, _res, next) => {
      req.app.set('trust proxy', false);
      next();
    };
    await app.begin(new Visitor());
    expect(events.at(-2)).not.toHaveProperty('ip');
  });
});

describe('a login that cannot be recorded', () => {
  const failing = (name: AuditEvent['event']) => (event: AuditEvent) =>
    event.event === name ? Promise.reject(new Error('disk full')) : undefined;

  test('is none: nobody is logged in, and the refusal is recorded', async () => {
    answer = failing('login');
    const visitor = new Visitor();
    expect(await app.login(visitor)).toMatchObject({ outcome: 'error', status: 500, code: 'audit_failed' });
    const { user, record } = await app.me(visitor);
    expect([user, record]).toEqual([null, undefined]);
    expect(said()).toEqual(['login-started', 'login', 'login-refused']);
    expect(events.at(-1)).toMatchObject({ code: 'audit_failed', key: KEY });
    answer = () => undefined;
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  });

  test('does not start', async () => {
    answer = failing('login-started');
    const { status, location, text } = await app.begin(new Visitor());
    expect([status, location, text]).toEqual([500, '', expect.stringContaining('audit_failed')]);
  });

  test('a refusal that cannot be is the same refusal, and a line in the log', async () => {
    answer = failing('login-refused');
    expect(await app.login(new Visitor(), { encrypt: false })).toMatchObject({ code: 'assertion_not_encrypted' });
    expect(app.log.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { code: 'audit_failed' } }]);
  });
});

const logout = (visitor: Visitor) => visitor.visit(`${app.url}/logout`, { method: 'POST' });
const record = async (visitor: Visitor) => (await app.me(visitor)).record;

describe('a logout is recorded', () => {
  test('of ours, without single logout, at once', async () => {
    const visitor = new Visitor();
    app.configure({ auditLog });
    await app.login(visitor);
    const session = (await record(visitor))?.id;
    await logout(visitor);
    expect(events.at(-1)).toMatchObject({ event: 'logout', by: 'application', ...HERE, session, key: KEY });
    expect(events.at(-1)).not.toHaveProperty('status');
    const many = events.length;
    // Nobody is logged in any more.
    await logout(visitor);
    expect(events).toHaveLength(many);
  });

  test.each([
    ['success', [`${STATUS2}Success`], OF_IDP],
    ['partial', [`${STATUS2}Success`, `${STATUS2}PartialLogout`], OF_IDP],
    ['failed', [`${STATUS2}Responder`], undefined],
  ])('of ours, when NemLog-in is asked and when it answers: %s', async (status, statusCodes, signatures) => {
    const { visitor } = await loggedIn(app, 1);
    const session = (await record(visitor))?.id;
    const { location } = await logout(visitor);
    const requestId = attributeIn(documentIn(location, 'SAMLRequest'), 'ID') ?? '';
    expect(events.at(-1)).toMatchObject({ event: 'logout-started', ...HERE, requestId, session });
    const document = logoutResponse({ inResponseTo: requestId, destination: app.logoutUrl, statusCodes });
    const relayState = new URL(location).searchParams.get('RelayState') ?? '';
    await bring(app, 'redirect', document, { relayState });
    const { event, ...answered } = events.at(-1) as AuditEvent & { signatures?: unknown };
    expect([event, answered]).toMatchObject(['logout', { by: 'application', ...HERE, requestId, status }]);
    expect(answered.signatures).toEqual(signatures);
  });

  test.each(BINDINGS)('of NemLog-in’s by %s, of the person and the sessions that the login named', async (binding) => {
    const { nameId, sessionIndex } = await loggedIn(app, 1);
    const login = events.at(-1);
    const request = requestFor(app, { nameId, sessionIndexes: [sessionIndex] });
    await bring(app, binding, request);
    expect(events.at(-1)).toMatchObject({
      event: 'logout',
      by: 'broker',
      ...HERE,
      requestId: attributeIn(request, 'ID'),
      sessionIndexes: [sessionIndex],
      signatures: OF_IDP,
    });
    expect(events.at(-1)).toMatchObject({ subject: (login as { subject?: string }).subject });
    expect(login).toMatchObject({ event: 'login', subject: SHA256, sessionIndex });
    expect(JSON.stringify(events)).not.toContain(nameId);
  });

  test.each(BINDINGS)(
    'of NemLog-in’s by %s, of an employee whose RID is a CPR number, with no hash of it',
    async (binding) => {
      configure({ dialect: 'oiosaml-2' });
      const ridOf = (cpr: string) => `CVR:98765432-RID:${cpr}`;
      const nameOf = (cpr: string) => `C=DK,O=Prøve ApS,CN=Prøve Åkjær,Serial=${ridOf(cpr)}`;
      const cpr = '0101705678';
      const withRid = attributesWith(OIOSAML2_EMPLOYEE, RID_NUMBER, cpr);
      const attributes = attributesWith(withRid, 'urn:oid:0.9.2342.19200300.100.1.1', ridOf(cpr));
      const subject = {
        nameId: nameOf(cpr),
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
      };
      const saying = { ...subject, attributes, attributeFormat: BASIC_FORMAT };
      const { visitor, sessionIndex } = await loggedIn(app, 1, undefined, saying);
      await bring(app, binding, requestFor(app, { ...subject, sessionIndexes: [sessionIndex] }));
      expect(await isIn(app, visitor)).toBe(false);
      expect(events.slice(-2)).toMatchObject([
        { event: 'login', key: { namespace: 'cvr-rid', id: 'withheld' }, sessionIndex },
        { event: 'logout', by: 'broker', sessionIndexes: [sessionIndex] },
      ]);
      for (const event of events) expect(event).not.toHaveProperty('subject');
      expect(dump(events)).not.toContain(cpr);
      const texts = NUMBERS_OF_A_DAY.flatMap((number) => [number, ridOf(number), nameOf(number)]);
      expect(tried(dump(events), FACTS2.issuer, texts)).toEqual([]);
    },
  );

  test('that is not believed, as a refusal', async () => {
    const destination = 'https://elsewhere.example/slo';
    await bring(app, 'redirect', requestFor(app, { destination }));
    expect(events).toMatchObject([{ event: 'logout-refused', ...HERE, code: 'destination_mismatch' }]);
  });

  test.each(['logout-started', 'logout'])('and goes on where %s cannot be', async (name) => {
    const { visitor, nameId } = await loggedIn(app, 1);
    answer = ({ event }) => {
      if (event === name) throw new Error('disk full');
    };
    if (name === 'logout') await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    else await logout(visitor);
    expect(said()).toContain(name);
    expect(await isIn(app, visitor)).toBe(false);
    expect(app.log.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { code: 'audit_failed' } }]);
  });
});
