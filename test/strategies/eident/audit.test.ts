import type { AuditEvent } from '../../../src/strategies/audit-event';
import { personaCprIn } from '../../support/cpr-watch/personas';
import { dump } from '../../support/dump';
import { LoginApp } from './support/login-app';
import { Visitor } from './support/visitor';

const app = LoginApp.use();
const events: AuditEvent[] = [];
const auditLog = { record: (event: AuditEvent) => void events.push(event) };

beforeEach(() => {
  events.length = 0;
});

test('a login and a logout are recorded, with what the broker signed', async () => {
  const logoutUrl = 'https://broker.example/logout';
  app.configure({ auditLog, logoutUrl });
  const visitor = new Visitor({ 'x-persona': 'citizen' });
  expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  const { record } = await app.me(visitor);
  const common = { strategy: 'eident', issuer: app.simulator.eident.idpIssuer };
  expect(events).toMatchObject([
    { event: 'login-started', ...common },
    { event: 'login', ...common, session: record?.id, key: record?.key, identityType: 'private' },
  ]);
  const [signature] = events[1]?.signatures ?? [];
  expect(signature?.certificate).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect((await visitor.visit(`${app.url}/logout`, { method: 'POST' })).location).toBe(logoutUrl);
  expect(events[2]).toMatchObject({ event: 'logout', by: 'application', ...common, session: record?.id });
});

test('no persona’s CPR number is recorded, whatever they log in with', async () => {
  for (const { id, nemid } of app.simulator.personas) {
    app.configure({ auditLog, ...(nemid ? { eids: ['dk_nemid_js'] } : { returnSsn: true }) });
    const visitor = new Visitor({ 'x-persona': id });
    const callback = await app.toCallback(visitor);
    // Some have nothing to log in with that was asked for, and stay at the broker.
    if (callback !== '') await app.end(visitor, callback);
  }
  expect(events.filter(({ event }) => event === 'login').length).toBeGreaterThan(5);
  expect(personaCprIn(dump(events))).toBeUndefined();
}, 30_000);

test.each([
  ['EGEN123', 'EGEN123'],
  ['0101905123', undefined],
])('of a code that a stranger writes, %s, what can be no CPR number', async (written, brokerCode) => {
  app.configure({ auditLog });
  const visitor = new Visitor();
  const { location } = await app.begin(visitor);
  await visitor.visit(`${new URL(location).searchParams.get('status')}${written}`);
  const [, refused] = events;
  expect(refused).toMatchObject({ event: 'login-refused', code: 'broker_error' });
  expect((refused as { brokerCode?: string }).brokerCode).toBe(brokerCode);
  expect(dump(events)).not.toContain('0101905123');
});
