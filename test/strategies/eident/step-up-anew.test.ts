import { MemoryStateStore } from '../../../src/state';
import type { AuditEvent } from '../../../src/strategies/audit-event';
import { LoginApp, persona } from './support/login-app';
import type { Answer, Visitor } from './support/visitor';

const app = LoginApp.use();
const events: AuditEvent[] = [];
const auditLog = { record: (event: AuditEvent) => void events.push(event) };

beforeEach(() => {
  events.length = 0;
  app.custom = false;
});

const MINUTE = 60_000;

/** A person of the highest level who has logged in at the lowest. */
async function loggedInLow(): Promise<Visitor> {
  const visitor = persona('level-high');
  app.call = { loa: 'low' };
  app.simulator.fault('loa-low');
  expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  return visitor;
}

const queryOf = (url: string) => new URL(url).searchParams;

async function codeAt(visitor: Visitor, url: string): Promise<unknown> {
  app.custom = true;
  const { text } = await visitor.visit(url);
  app.custom = false;
  return (JSON.parse(text) as { code?: unknown }).code;
}

describe('a CPR step-up whose transaction is over', () => {
  /** Starts a login an hour from now, and stops before the broker. */
  async function beginLater(visitor: Visitor): Promise<Answer> {
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60 * MINUTE);
    const start = await app.begin(visitor);
    later.mockRestore();
    return start;
  }

  test('logs in anew where the call says so, and asks for the CPR number there', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = (await app.me(visitor)).record;
    app.call = { stepUp: 'cpr', stepUpFallback: 'authenticate', returnTo: '/pension' };
    const { location } = await beginLater(visitor);
    expect(queryOf(location).get('returnssn')).toBe('true');
    expect(queryOf(location).has('transaction_id')).toBe(false);
    const ending = await app.end(visitor, (await visitor.visit(location)).location);
    expect(ending).toMatchObject({ outcome: 'in', authInfo: { returnTo: '/pension' } });
    expect(app.profiles[1]?.person.cpr).toBeDefined();
    expect(app.profiles[1]?.key).toEqual(before?.key);
    expect((await app.me(visitor)).record?.id).not.toBe(before?.id);
  });

  test('is held to the person and the session all the same', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr', stepUpFallback: 'authenticate' };
    const other = await visitor.visit(`${(await beginLater(visitor)).location}&persona=level-high`);
    expect(await codeAt(visitor, other.location)).toBe('step_up_other_person');
    expect(await app.me(visitor)).toEqual(before);
    const same = await visitor.visit((await beginLater(visitor)).location);
    await visitor.visit(`${app.url}/app-logout`, { method: 'POST' });
    expect(await codeAt(visitor, same.location)).toBe('step_up_no_transaction');
    expect(app.profiles).toHaveLength(1);
  });

  test.each([{}, { stepUpFallback: 'refuse' } as const])('is refused before any redirect with %j', async (more) => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr', ...more };
    app.custom = true;
    const { text, location } = await beginLater(visitor);
    expect([(JSON.parse(text) as { code: string }).code, location]).toEqual(['step_up_expired', '']);
  });

  test('or whose id is of another form, logs in anew where the call says so', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = persona('citizen');
    await app.login(visitor);
    const { record } = await app.me(visitor);
    const { stepUpId, ...transaction } = record?.transaction ?? { assertionId: '', expiresAt: 0 };
    expect(stepUpId).toBeDefined();
    await stateStore.put(`mitid:session:${record?.id ?? ''}`, JSON.stringify({ ...record, transaction }), MINUTE);
    app.call = { stepUp: 'cpr', stepUpFallback: 'authenticate' };
    const { location } = await app.begin(visitor);
    expect(queryOf(location).has('transaction_id')).toBe(false);
    expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[1]?.person.cpr).toBeDefined();
  });

  test('does not log in anybody anew who is not logged in', async () => {
    app.call = { stepUp: 'cpr', stepUpFallback: 'authenticate' };
    expect(await codeAt(persona('citizen'), `${app.url}/login/mitid`)).toBe('step_up_no_transaction');
  });

  test('by the broker’s clock alone is the broker’s to refuse', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr' };
    app.simulator.shiftClock(16 * MINUTE);
    const callback = await app.toCallback(visitor);
    app.custom = true;
    expect(await app.end(visitor, callback)).toMatchObject({
      outcome: 'fail',
      code: 'artifact_rejected',
      brokerCode: 'assertion_notfound',
    });
    expect(await app.me(visitor)).toEqual(before);
  });
});

describe('a step-up that the person does not finish', () => {
  test.each([
    ['wrong', 'cpr_not_matched'],
    ['cancel', 'user_cancelled'],
  ])('with the CPR number %s leaves the session as it was', async (cpr, code) => {
    app.configure({ auditLog });
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr' };
    expect(await codeAt(visitor, await app.toCallback(visitor, `&cpr=${cpr}`))).toBe(code);
    expect(await app.me(visitor)).toEqual(before);
    expect(events.at(-1)).toMatchObject({
      event: 'login-refused',
      code,
      stepUp: 'cpr',
      steppedUpFrom: before.record?.id,
    });
  });

  test('in two tabs is finished in the first one only', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    const tabs = [await app.toCallback(visitor), await app.toCallback(visitor)];
    expect(await app.end(visitor, tabs[1] ?? '')).toMatchObject({ outcome: 'in' });
    const after = await app.me(visitor);
    expect(after.record?.hasCpr).toBe(true);
    expect(await codeAt(visitor, tabs[0] ?? '')).toBe('step_up_no_transaction');
    expect(await app.me(visitor)).toEqual(after);
  });
});

describe('the audit log says of a step-up', () => {
  test('that it is one, and of which login', async () => {
    app.configure({ auditLog });
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = (await app.me(visitor)).record;
    events.length = 0;
    app.call = { stepUp: 'cpr' };
    await app.login(visitor);
    const after = (await app.me(visitor)).record;
    const said = { stepUp: 'cpr', steppedUpFrom: before?.id };
    expect(events).toMatchObject([
      { event: 'login-started', ...said },
      { event: 'login', ...said, session: after?.id },
    ]);
  });

  test('that another person came back, and who', async () => {
    app.configure({ auditLog });
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    app.call = { stepUp: 'cpr' };
    const callback = await app.toCallback(visitor);
    app.simulator.fault('other-person');
    expect(await codeAt(visitor, callback)).toBe('step_up_other_person');
    const refused = events.at(-1);
    expect(refused).toMatchObject({
      event: 'login-refused',
      code: 'step_up_other_person',
      stepUp: 'cpr',
      steppedUpFrom: before.record?.id,
      key: { namespace: 'mitid-uuid' },
    });
    expect((refused as { key?: unknown }).key).not.toEqual(before.record?.key);
    expect(await app.me(visitor)).toEqual(before);
  });

  test('that nobody was logged in', async () => {
    app.configure({ auditLog });
    app.call = { stepUp: 'cpr' };
    await codeAt(persona('citizen'), `${app.url}/login/mitid`);
    expect(events).toEqual([
      expect.objectContaining({ event: 'login-refused', code: 'step_up_no_transaction', stepUp: 'cpr' }),
    ]);
  });
});

describe('an assurance step-up', () => {
  test('is a login anew at the level that is named, by the same person in the same session', async () => {
    const visitor = await loggedInLow();
    const before = (await app.me(visitor)).record;
    expect(before?.loa).toBe('low');
    app.call = { stepUp: 'assurance', loa: 'high' };
    const { location } = await app.begin(visitor);
    expect(queryOf(location).get('loa_value')).toBe('high');
    expect(queryOf(location).has('transaction_id')).toBe(false);
    expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
    const after = (await app.me(visitor)).record;
    expect(after).toMatchObject({ loa: 'high', key: before?.key });
    expect(after?.id).not.toBe(before?.id);
  });

  test('that does not reach it is refused, and the session stays as it was', async () => {
    const visitor = await loggedInLow();
    const before = await app.me(visitor);
    app.call = { stepUp: 'assurance', loa: 'high' };
    const callback = await app.toCallback(visitor);
    app.simulator.fault('loa-low');
    expect(await codeAt(visitor, callback)).toBe('loa_too_low');
    expect(await app.me(visitor)).toEqual(before);
  });

  test('asks whoever has given the CPR number for it again', async () => {
    const visitor = persona('level-high');
    app.call = { returnSsn: true };
    await app.login(visitor);
    expect((await app.me(visitor)).record).toMatchObject({ hasCpr: true, loa: 'high' });
    app.call = { stepUp: 'assurance', loa: 'high' };
    const { location } = await app.begin(visitor);
    expect(queryOf(location).get('returnssn')).toBe('true');
  });

  test.each([
    [{ stepUp: 'assurance' }, 'loa'],
    [{ stepUp: 'assurance', loa: 'high', stepUpFallback: 'authenticate' }, 'stepUpFallback'],
    [{ stepUpFallback: 'authenticate' }, 'stepUpFallback'],
    [{ stepUp: 'pid' }, 'stepUp'],
    [{ stepUp: 'cpr', stepUpFallback: 'login' }, 'stepUpFallback'],
  ])('named wrongly, %j, is the application’s mistake', async (call, where) => {
    app.call = call as typeof app.call;
    expect(await codeAt(await loggedIn(), `${app.url}/login/mitid`)).toBe('parameter_invalid');
    const { message } = app.log.at(-1) ?? { message: '' };
    expect(message).toContain(`at ${where},`);
  });

  async function loggedIn(): Promise<Visitor> {
    const { call } = app;
    app.call = {};
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = call;
    return visitor;
  }

  test('ends no login that was started without, and a CPR step-up ends none of it', async () => {
    const visitor = persona('level-high');
    await app.login(visitor);
    app.call = { loa: 'high' };
    const plain = await app.toCallback(visitor);
    app.call = { stepUp: 'assurance', loa: 'high' };
    expect(await codeAt(visitor, plain)).toBe('login_unknown');
    const callback = await app.toCallback(visitor);
    app.call = { stepUp: 'cpr' };
    expect(await codeAt(visitor, callback)).toBe('login_unknown');
  });
});

test('a CPR step-up asks for the level that the login has, and refuses to leave the session with less', async () => {
  const visitor = persona('level-high');
  await app.login(visitor);
  const before = await app.me(visitor);
  app.call = { stepUp: 'cpr', loa: 'low' };
  const { location } = await app.begin(visitor);
  expect(queryOf(location).get('loa_value')).toBe('high');
  const callback = (await visitor.visit(location)).location;
  app.simulator.fault('loa-low');
  expect(await codeAt(visitor, callback)).toBe('loa_too_low');
  expect(await app.me(visitor)).toEqual(before);
});

test('a CPR step-up asks for no more than the login has, where no level is named', async () => {
  const visitor = await loggedInLow();
  app.call = { stepUp: 'cpr' };
  const { location } = await app.begin(visitor);
  expect(queryOf(location).get('loa_value')).toBe('low');
  const callback = (await visitor.visit(location)).location;
  app.simulator.fault('loa-low');
  expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'in' });
  app.call = { stepUp: 'cpr', loa: 'substantial' };
  expect(queryOf((await app.begin(visitor)).location).get('loa_value')).toBe('substantial');
});

test('where the call names an aal, the level of the login holds without being asked for', async () => {
  const visitor = persona('level-high');
  await app.login(visitor);
  app.call = { stepUp: 'cpr', aal: 'low' };
  const { location } = await app.begin(visitor);
  expect([queryOf(location).get('loa_value'), queryOf(location).get('aal_value')]).toEqual([null, 'low']);
  const callback = (await visitor.visit(location)).location;
  app.simulator.fault('loa-low');
  expect(await codeAt(visitor, callback)).toBe('loa_too_low');
});

test('the record remembers that there was a CPR number, and not which', async () => {
  const visitor = persona('citizen');
  await app.login(visitor);
  expect((await app.me(visitor)).record).not.toHaveProperty('hasCpr');
  app.call = { stepUp: 'cpr' };
  await app.login(visitor);
  const { record } = await app.me(visitor);
  expect(record).toMatchObject({ hasCpr: true, loa: expect.any(String) as string });
  const digits = app.profiles[1]?.person.cpr?.reveal() ?? '';
  expect(digits).toHaveLength(10);
  expect(JSON.stringify(record)).not.toContain(digits);
});
