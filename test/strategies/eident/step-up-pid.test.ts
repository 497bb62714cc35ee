import { requireCpr } from '../../../src/middleware';
import { browser, journey, page, returning } from '../../middleware/support/journey';
import { LoginApp, persona } from './support/login-app';
import type { Visitor } from './support/visitor';

const app = LoginApp.use();

const MINUTE = 60_000;
const PID = /^9208-2002-2-\d{12}$/;
const KINDS = [{ stepUp: 'cpr' }, { stepUp: 'assurance', loa: 'high' }] as const;

/** A person of the highest level who has logged in with these parameters, by default with the PID. */
async function loggedIn(call: typeof app.call = { returnNemidPid: true }): Promise<Visitor> {
  const visitor = persona('level-high');
  app.call = call;
  expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  return visitor;
}

const asksPid = (url: string) => new URL(url).searchParams.get('return_nemid_pid');

test('the record remembers that there was a PID, and not which', async () => {
  const { record } = await app.me(await loggedIn());
  expect(record?.hasPid).toBe(true);
  const pid = app.profiles[0]?.nemid?.pid ?? '';
  expect(pid).toMatch(PID);
  expect(JSON.stringify(record)).not.toContain(pid.slice(-12));
  expect((await app.me(await loggedIn({}))).record).not.toHaveProperty('hasPid');
});

describe.each(KINDS)('the step-up %j', (call) => {
  test('asks whoever came with the PID for it again, and so does the next one', async () => {
    const visitor = await loggedIn();
    app.call = call;
    for (const nth of [1, 2]) {
      const { location } = await app.begin(visitor);
      expect(asksPid(location)).toBe('true');
      expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
      expect(app.profiles[nth]?.nemid?.pid).toMatch(PID);
      expect(app.profiles[nth]?.nemid?.pid).toBe(app.profiles[0]?.nemid?.pid);
      expect((await app.me(visitor)).record?.hasPid).toBe(true);
    }
  });

  test('is refused where the PID is missing then, and the session stays as it was', async () => {
    const visitor = await loggedIn();
    const before = await app.me(visitor);
    app.call = call;
    const callback = await app.toCallback(visitor);
    app.simulator.fault('missing-pid');
    app.custom = true;
    expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'fail', status: 403, code: 'pid_missing' });
    expect(await app.me(visitor)).toEqual(before);
    expect(app.profiles).toHaveLength(1);
  });

  test('is refused where the browser takes the question out of the URL', async () => {
    const visitor = await loggedIn();
    app.call = call;
    const url = new URL((await app.begin(visitor)).location);
    url.searchParams.delete('return_nemid_pid');
    app.custom = true;
    expect((await app.end(visitor, (await visitor.visit(url.href)).location)).code).toBe('pid_missing');
  });

  test('asks nobody for it who came without', async () => {
    const visitor = await loggedIn({});
    app.call = call;
    const { location } = await app.begin(visitor);
    expect(asksPid(location)).toBeNull();
    expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).record).not.toHaveProperty('hasPid');
  });

  test('does not ask where the call says so', async () => {
    const visitor = await loggedIn();
    app.call = { ...call, returnNemidPid: false };
    const { location } = await app.begin(visitor);
    expect(asksPid(location)).toBeNull();
    expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[1]?.nemid?.pid).toBeUndefined();
    expect((await app.me(visitor)).record).not.toHaveProperty('hasPid');
  });

  test.each([true, false])(
    'asks where the strategy’s option is %p and the login’s call said otherwise',
    async (option) => {
      app.configure({ returnNemidPid: option });
      const visitor = await loggedIn({ returnNemidPid: !option });
      expect((await app.me(visitor)).record?.hasPid ?? false).toBe(!option);
      app.call = call;
      expect(asksPid((await app.begin(visitor)).location)).toBe('true');
    },
  );
});

test('a CPR step-up asks for the PID on the login that was made, and in the login anew after it', async () => {
  const visitor = await loggedIn();
  const { record } = await app.me(visitor);
  app.call = { stepUp: 'cpr', stepUpFallback: 'authenticate' };
  const reused = new URL((await app.begin(visitor)).location).searchParams;
  expect(reused.get('transaction_id')).toBe(record?.transaction.stepUpId);
  expect(reused.get('return_nemid_pid')).toBe('true');

  const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60 * MINUTE);
  const { location } = await app.begin(visitor);
  later.mockRestore();
  expect(new URL(location).searchParams.has('transaction_id')).toBe(false);
  expect(await app.end(visitor, (await visitor.visit(location)).location)).toMatchObject({ outcome: 'in' });
  expect(app.profiles[1]?.nemid?.pid).toBe(app.profiles[0]?.nemid?.pid);
  expect(app.profiles[1]?.person.cpr).toBeDefined();
});

describe('requireCpr after a login with the PID', () => {
  async function atPension(guard: Parameters<typeof requireCpr>[1] = {}) {
    app.custom = true;
    app.answer = returning();
    app.guard = page('/pension', requireCpr(app.strategy, guard));
    app.call = { returnNemidPid: true };
    const visitor = browser('citizen');
    await app.login(visitor);
    expect((await app.me(visitor)).record?.hasPid).toBe(true);
    app.call = {};
    return journey(app, visitor, '/pension');
  }

  test('opens, and the profile has both', async () => {
    expect((await atPension()).said['page']).toBe('/pension');
    expect(app.profiles).toHaveLength(2);
    expect(app.profiles[1]?.person.cpr).toBeDefined();
    expect(app.profiles[1]?.nemid?.pid).toBe(app.profiles[0]?.nemid?.pid);
  });

  test('goes on without the PID where the route’s parameters say so', async () => {
    const { said } = await atPension({ parameters: { returnNemidPid: false } });
    expect(said['page']).toBe('/pension');
    expect(app.profiles[1]?.person.cpr).toBeDefined();
    expect(app.profiles[1]?.nemid?.pid).toBeUndefined();
  });
});
