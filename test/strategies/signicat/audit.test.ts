import { X509Certificate } from 'node:crypto';
import type { AuditEvent, AuditLog } from '../../../src/strategies/audit-event';
import { CERTS } from '../../support/certs';
import { CPR, MITID_UUID, PID } from '../../support/eident-logins';
import { FACTS2 } from '../../support/saml2';
import { Visitor } from '../eident/support/visitor';
import { requestIdIn } from '../nemlog-in/support/idp';
import { LoginApp } from './support/login-app';
import { mitIdAnswer, NEMID } from './support/signicat';

const app = LoginApp.use();
const events: AuditEvent[] = [];
const auditLog: AuditLog = { record: (event) => void events.push(event) };
beforeEach(() => void events.splice(0));

const SIGNED = [
  expect.objectContaining({ certificate: new X509Certificate(CERTS.idp.cert).fingerprint256 }) as unknown,
];

test('a login by NemID is recorded from its start to its logout, without a CPR number', async () => {
  app.nemId({ auditLog });
  const visitor = new Visitor();
  await app.nemIdLogin(visitor);
  const { record } = await app.me(visitor);
  await visitor.post(`${app.url}/logout`, {});
  const here = { strategy: 'signicat', issuer: NEMID.issuer };
  expect(events).toMatchObject([
    { event: 'login-started', ...here },
    { event: 'login', ...here, key: { namespace: 'pid', id: PID }, session: record?.id, signatures: SIGNED },
    { event: 'logout', by: 'application', ...here, session: record?.id },
  ]);
  expect(JSON.stringify(events)).not.toContain(CPR);
});

test('a login by MitID is recorded with the request that it answers', async () => {
  app.mitId({ auditLog });
  const visitor = new Visitor();
  const { location } = await app.begin(visitor);
  const requestId = requestIdIn(location);
  await app.end(visitor, mitIdAnswer(location, app.callbackUrl));
  const here = { strategy: 'signicat', issuer: FACTS2.issuer, requestId };
  expect(events).toMatchObject([
    { event: 'login-started', ...here },
    {
      event: 'login',
      ...here,
      key: { namespace: 'mitid-uuid', id: MITID_UUID },
      loa: 'substantial',
      signatures: SIGNED,
    },
  ]);
});

test('a CPR step-up is recorded with the login that it began with', async () => {
  app.mitId({ auditLog, stepUpParameter: 'token_id' });
  const visitor = new Visitor();
  await app.mitIdLogin(visitor);
  const { record } = await app.me(visitor);
  app.call = { stepUp: 'cpr' };
  events.length = 0;
  await app.mitIdLogin(visitor);
  const stepUp = { stepUp: 'cpr', steppedUpFrom: record?.id };
  expect(events).toMatchObject([
    { event: 'login-started', ...stepUp },
    { event: 'login', ...stepUp },
  ]);
});

test('a refusal is recorded by its code', async () => {
  app.nemId({ auditLog });
  await app.nemIdLogin(new Visitor(), { sign: false });
  expect(events.at(-1)).toMatchObject({ event: 'login-refused', code: 'signature_missing', issuer: NEMID.issuer });
});

test('a login that cannot be recorded is none', async () => {
  const isLogin = ({ event }: AuditEvent) => event === 'login';
  const failing: AuditLog = {
    record: (event) => (isLogin(event) ? Promise.reject(new Error('full')) : Promise.resolve()),
  };
  app.nemId({ auditLog: failing });
  const visitor = new Visitor();
  expect(await app.nemIdLogin(visitor)).toMatchObject({ code: 'audit_failed' });
  expect((await app.me(visitor)).user).toBeNull();
});
