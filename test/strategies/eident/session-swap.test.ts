import type { MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import { LoginApp, logsIn, persona } from './support/login-app';
import type { Visitor } from './support/visitor';

const app = LoginApp.use();

async function stepUpCode(visitor: Visitor): Promise<MitIdErrorCode | 'started'> {
  app.call = { stepUp: 'cpr' };
  app.custom = true;
  const start = await app.begin(visitor);
  return start.location === '' ? (JSON.parse(start.text) as { code: MitIdErrorCode }).code : 'started';
}

const post = (visitor: Visitor, path: string) => visitor.visit(`${app.url}${path}`, { method: 'POST' });

describe('a transaction belongs to the session that its login made', () => {
  test('which may step up', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    expect(await stepUpCode(visitor)).toBe('started');
  });

  test.each([
    ['logs in', ['/login/password']],
    ['logs in after a logout', ['/app-logout', '/login/password']],
    ['logs in to a session that keeps what it had', ['/login/password?keep']],
    ['logs in after a logout, to a session that keeps what it had', ['/app-logout', '/login/password?keep']],
  ])('and not to that of somebody else who then %s by another method', async (_name, paths) => {
    const visitor = persona('citizen');
    await app.login(visitor);
    for (const path of paths) await post(visitor, path);
    const { user, record } = await app.me(visitor);
    expect([user?.id, record]).toEqual(['somebody else', expect.anything()]);
    expect(await stepUpCode(visitor)).toBe('step_up_no_transaction');
  });

  test.each(['/login/password', '/login/password?keep'])(
    'so a step-up does not come back to somebody else’s session (%s)',
    async (path) => {
      const visitor = persona('citizen');
      await app.login(visitor);
      app.call = { stepUp: 'cpr' };
      const callback = await app.toCallback(visitor);
      await post(visitor, path);
      app.custom = true;
      expect((await app.end(visitor, callback)).code).toBe('step_up_no_transaction');
      expect((await app.me(visitor)).user?.id).toBe('somebody else');
    },
  );

  test('and the next login’s session to the next login, whatever it kept', async () => {
    app.callbackCall = { keepSessionInfo: true };
    const visitor = persona('citizen');
    for (let login = 0; login < 2; login += 1) {
      app.custom = false;
      app.call = {};
      await app.login(visitor);
      expect(await stepUpCode(visitor)).toBe('started');
    }
  });

  test('made by a custom callback too, which may step up', async () => {
    const visitor = persona('citizen');
    app.custom = true;
    app.answer = logsIn;
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
    expect(await stepUpCode(visitor)).toBe('started');
    const ending = await app.login(visitor);
    expect(ending).toMatchObject({ outcome: 'in' });
    expect(app.profiles[1]?.person.cpr).toBeDefined();
    expect(await stepUpCode(visitor)).toBe('started');
  });

  test('which a custom callback may have left unmade', async () => {
    const visitor = persona('citizen');
    await post(visitor, '/login/password');
    app.custom = true;
    await app.login(visitor);
    expect((await app.me(visitor)).record).toBeDefined();
    expect(await stepUpCode(visitor)).toBe('step_up_no_transaction');
  });

  test('which session: false leaves unmade', async () => {
    const visitor = persona('citizen');
    await post(visitor, '/login/password');
    app.callbackCall = { session: false };
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).user?.id).toBe('somebody else');
    expect(await stepUpCode(visitor)).toBe('step_up_no_transaction');
  });

  test('and is in its store with the mark before the application sends the browser on', async () => {
    app.custom = true;
    app.answer = ({ req, res, next }, _error, user) => {
      req.logIn(user as Express.User, () => {
        req.sessionStore.get(req.sessionID, (failed, session) => {
          if (failed !== null && failed !== undefined) next(failed);
          else res.json({ outcome: 'in', authInfo: session });
        });
      });
    };
    expect((await app.login(persona('citizen'))).authInfo).toHaveProperty('mitidLogin');
  });

  test('other requests log in as ever', async () => {
    await app.login(persona('citizen'));
    const other = persona('citizen');
    await post(other, '/login/password');
    expect((await app.me(other)).user?.id).toBe('somebody else');
    expect(await stepUpCode(other)).toBe('step_up_no_transaction');
  });
});

test('a step-up that logs nobody in leaves a session that may step up again', async () => {
  const visitor = persona('citizen');
  await app.login(visitor);
  app.call = { stepUp: 'cpr' };
  const callback = await app.toCallback(visitor);
  app.custom = true;
  expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'in' });
  expect(await stepUpCode(visitor)).toBe('started');
});

describe('a logout while the answer to a step-up is on its way', () => {
  async function stepUpWith(stateStore: MemoryStateStore, visitor: Visitor): Promise<string> {
    app.configure({ stateStore });
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    return app.toCallback(visitor);
  }

  test('is not undone, and the application is not asked', async () => {
    const stateStore = new MemoryStateStore();
    const visitor = persona('citizen');
    const callback = await stepUpWith(stateStore, visitor);
    const claim = stateStore.claim.bind(stateStore);
    jest.spyOn(stateStore, 'claim').mockImplementation(async (key, ttlMs) => {
      await post(visitor, '/logout');
      return claim(key, ttlMs);
    });
    app.custom = true;
    app.answer = logsIn;
    expect((await app.end(visitor, callback)).code).toBe('step_up_no_transaction');
    expect(app.profiles).toHaveLength(1);
    const me = await app.me(visitor);
    expect(me.user).toBeNull();
    expect(me.record).toBeUndefined();
  });

  test('is not undone while the application is asked', async () => {
    const stateStore = new MemoryStateStore();
    const visitor = persona('citizen');
    const callback = await stepUpWith(stateStore, visitor);
    app.configure({ stateStore }, (profile, done) => {
      void post(visitor, '/logout').then(() => app.letIn(profile, done));
    });
    app.custom = true;
    app.answer = logsIn;
    expect((await app.end(visitor, callback)).code).toBe('step_up_no_transaction');
    const me = await app.me(visitor);
    expect(me.user).toBeNull();
    expect(me.record).toBeUndefined();
    expect(stateStore.size).toBe(2);
  });

  test('a step-up that the application refuses leaves the login as it was', async () => {
    const stateStore = new MemoryStateStore();
    const visitor = persona('citizen');
    const callback = await stepUpWith(stateStore, visitor);
    const before = await app.me(visitor);
    app.configure({ stateStore }, (_profile, done) => done(null, false));
    expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'fail', status: 401 });
    expect(await app.me(visitor)).toEqual(before);
  });
});
