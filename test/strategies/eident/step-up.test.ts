import type { MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import type { AuditLog } from '../../../src/strategies/audit-event';
import { LoginApp, persona } from './support/login-app';
import type { Visitor } from './support/visitor';

const app = LoginApp.use();
beforeEach(() => {
  app.custom = false;
});

async function refusedStart(visitor: Visitor): Promise<MitIdErrorCode> {
  app.custom = true;
  const start = await app.begin(visitor);
  app.custom = false;
  expect(start.location).toBe('');
  return (JSON.parse(start.text) as { code: MitIdErrorCode }).code;
}

async function refusedEnd(visitor: Visitor, callback: string): Promise<string | undefined> {
  app.custom = true;
  return (await app.end(visitor, callback)).code;
}

describe('a CPR step-up', () => {
  test('asks for the CPR number on the login that was made, and brings the same person', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = (await app.me(visitor)).record;
    expect(app.profiles[0]?.person.cpr).toBeUndefined();

    app.call = { stepUp: 'cpr', returnTo: '/pension' };
    const start = await app.begin(visitor);
    const query = new URL(start.location).searchParams;
    expect(query.get('returnssn')).toBe('true');
    expect(query.get('transaction_id')).toBe(before?.transaction.stepUpId);

    const ending = await app.end(visitor, (await visitor.visit(start.location)).location);
    expect(ending).toMatchObject({ outcome: 'in', authInfo: { returnTo: '/pension' } });
    expect(app.profiles[1]?.person.cpr?.toString()).toBe('120385-xxxx');
    expect(app.profiles[1]?.key).toEqual(app.profiles[0]?.key);
    const after = (await app.me(visitor)).record;
    expect(after?.id).not.toBe(before?.id);
    expect(after?.transaction.assertionId).not.toBe(before?.transaction.assertionId);
  });

  test('does not lengthen the login, for nobody authenticates', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = (await app.me(visitor)).record;
    app.call = { stepUp: 'cpr' };
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).record?.expiresAt).toBe(before?.expiresAt);
  });

  test('by MitID Erhverv', async () => {
    app.configure({ eids: ['mitid:mitid_erhverv'] });
    const visitor = persona('employee');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in', user: { provider: 'mitid-erhverv' } });
    expect(app.profiles[1]?.person.cpr).toBeDefined();
  });

  test('needs somebody who is logged in', async () => {
    app.call = { stepUp: 'cpr' };
    expect(await refusedStart(persona('citizen'))).toBe('step_up_no_transaction');
  });

  test('does not outlive a logout by the application alone', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    await visitor.visit(`${app.url}/app-logout`, { method: 'POST' });
    expect((await app.me(visitor)).record).toBeDefined();
    app.call = { stepUp: 'cpr' };
    expect(await refusedStart(visitor)).toBe('step_up_no_transaction');
  });

  test('does not outlive logout()', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const kept = visitor.cookies.get('mitid-session') ?? '';
    await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    visitor.cookies.set('mitid-session', kept);
    app.call = { stepUp: 'cpr' };
    expect(await refusedStart(visitor)).toBe('step_up_no_transaction');
  });

  test('does not undo a logout that comes while it is recorded, nor ends the login where it cannot be', async () => {
    let recording: () => Promise<void> = () => Promise.resolve();
    const record: AuditLog['record'] = ({ event }) => (event === 'login' ? recording() : undefined);
    app.configure({ auditLog: { record } });
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr' };

    recording = () => Promise.reject(new Error('full'));
    expect(await app.login(visitor)).toMatchObject({ outcome: 'error', code: 'audit_failed' });
    expect(await app.me(visitor)).toEqual(before);

    const callback = await app.toCallback(visitor);
    recording = async () => {
      await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    };
    expect(await refusedEnd(visitor, callback)).toBe('step_up_no_transaction');
    expect((await app.me(visitor)).user).toBeNull();
  });

  test('has fifteen minutes', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * 60_000);
    const code = await refusedStart(visitor);
    later.mockRestore();
    expect(code).toBe('step_up_expired');
  });

  test('does not reuse a transaction of another strategy or issuer', async () => {
    const stateStore = new MemoryStateStore();
    for (const other of [{ name: 'eident-2' }, { idpIssuer: 'https://other.example' }]) {
      app.configure({ stateStore });
      const visitor = persona('citizen');
      app.call = {};
      await app.login(visitor);
      app.install(app.configure({ stateStore, ...other }), 'eident');
      app.call = { stepUp: 'cpr' };
      expect(await refusedStart(visitor)).toBe('step_up_no_transaction');
    }
  });

  test('that brings another person is refused, and nobody changes place', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    app.simulator.fault('other-person');
    expect(await refusedEnd(visitor, callback)).toBe('step_up_other_person');
    expect(await app.me(visitor)).toEqual(before);
    expect(app.profiles).toHaveLength(1);
  });

  test('that comes back to a session that has ended is refused', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    expect(await refusedEnd(visitor, callback)).toBe('step_up_no_transaction');
  });

  test('that comes back after a logout by the application alone is refused', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    await visitor.visit(`${app.url}/app-logout`, { method: 'POST' });
    expect(await refusedEnd(visitor, callback)).toBe('step_up_no_transaction');
  });

  test('that comes back to the session of a later login is refused', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    app.call = {};
    await app.login(visitor);
    expect(await refusedEnd(visitor, callback)).toBe('step_up_no_transaction');
  });

  test('without the CPR number is refused', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    app.simulator.fault('missing-cpr');
    expect(await refusedEnd(visitor, callback)).toBe('cpr_missing');
  });

  test('on an assertion whose id is none of E-Ident’s transactions', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = persona('citizen');
    await app.login(visitor);
    const { record } = await app.me(visitor);
    const { stepUpId, ...transaction } = record?.transaction ?? { assertionId: '', expiresAt: 0 };
    expect(stepUpId).toBeDefined();
    await stateStore.put(`mitid:session:${record?.id ?? ''}`, JSON.stringify({ ...record, transaction }), 60_000);
    app.call = { stepUp: 'cpr' };
    expect(await refusedStart(visitor)).toBe('step_up_no_transaction');
  });
});
