import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import request from 'supertest';
import { mitidSession } from '../../src/middleware';
import { MitIdError } from '../../src/errors';
import { MemoryStateStore, type StateStore } from '../../src/state';
import { Visitor } from '../strategies/eident/support/visitor';
import { endingOf, LoginApp } from '../strategies/nemlog-in/support/login-app';
import {
  bring,
  configureLogout,
  isIn,
  lines,
  loggedIn,
  nameIdOf,
  requestFor,
} from '../strategies/nemlog-in/support/logout';
import { codeOf } from '../support/codes';

const MINUTE = 60_000;
const app = LoginApp.use();
const methods = ['put', 'get', 'take', 'claim', 'delete'] as const;

/** Counts every look into the store. */
function spied(store: StateStore): () => number {
  const spies = methods.map((method) => jest.spyOn(store, method));
  return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

const logInByPassword = (visitor: Visitor, query = '') =>
  visitor.visit(`${app.url}/login/password${query}`, { method: 'POST' });

describe('req.mitid', () => {
  test('is the record of the login that made the session', async () => {
    configureLogout(app);
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const { record, mitid } = await app.me(visitor);
    expect(mitid).toEqual(record);
    expect(mitid).toMatchObject({ strategy: 'nemlog-in', nameId, sessionIndex, key: { namespace: 'nemlogin-person' } });
  });

  test('is each visitor’s own', async () => {
    configureLogout(app);
    const all = await Promise.all([1, 2, 3].map((person) => loggedIn(app, person)));
    const seen = await Promise.all(all.map(({ visitor }) => app.me(visitor)));
    expect(seen.map(({ mitid }) => mitid?.nameId)).toEqual(all.map(({ nameId }) => nameId));
  });

  test('is not there for who is not logged in, and nothing is looked up', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const looks = spied(stateStore);
    const visitor = new Visitor();
    for (let visit = 0; visit < 2; visit += 1) await visitor.visit(`${app.url}/cart/tea`);
    // A cookie of ours that somebody made up is no session of the application.
    visitor.cookies.set('mitid-session', 'x'.repeat(43));
    await visitor.visit(`${app.url}/cart/tea`);
    expect(looks()).toBe(0);
  });

  test('costs one look at the record and one at each mark that could end it', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { visitor } = await loggedIn(app, 1);
    const looks = spied(stateStore);
    await visitor.visit(`${app.url}/cart/tea`);
    expect(looks()).toBe(3);
  });

  test('is there without the cookie of the record: the session says which one it is', async () => {
    configureLogout(app);
    const { visitor, nameId } = await loggedIn(app, 1);
    visitor.cookies.delete('mitid-session');
    expect((await app.me(visitor)).mitid?.nameId).toBe(nameId);
  });

  test('is not what somebody else’s cookie says', async () => {
    configureLogout(app);
    const [one, other] = [await loggedIn(app, 1), await loggedIn(app, 2)];
    one.visitor.cookies.set('mitid-session', other.visitor.cookies.get('mitid-session') ?? '');
    expect((await app.me(one.visitor)).mitid?.nameId).toBe(one.nameId);
  });

  test('goes with the application’s own logout', async () => {
    configureLogout(app);
    const { visitor } = await loggedIn(app, 1);
    await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    expect((await app.me(visitor)).mitid).toBeUndefined();
  });
});

describe('a session whose login is over is logged out', () => {
  test('where its lifetime has passed', async () => {
    configureLogout(app, { sessionLifetimeMs: 15 * MINUTE });
    const { visitor } = await loggedIn(app, 1);
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * MINUTE);
    const { user, mitid } = await app.me(visitor);
    later.mockRestore();
    expect([user, mitid]).toEqual([null, undefined]);
    expect(lines(app, 'info')).toEqual(['a session whose login is over was logged out']);
    expect((await app.me(visitor)).user).toBeNull();
  });

  test('where SessionNotOnOrAfter has', async () => {
    configureLogout(app);
    const sessionNotOnOrAfter = new Date(Date.now() + 5 * MINUTE).toISOString();
    const { visitor } = await loggedIn(app, 1, '_1', { sessionNotOnOrAfter });
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * MINUTE);
    expect((await app.me(visitor)).user).toBeNull();
    later.mockRestore();
  });

  test('where the store has forgotten it', async () => {
    configureLogout(app);
    const { visitor } = await loggedIn(app, 1);
    configureLogout(app);
    expect(await isIn(app, visitor)).toBe(false);
  });

  test('where the broker ended it, before any route is run', async () => {
    configureLogout(app);
    const { visitor, nameId } = await loggedIn(app, 1);
    await visitor.visit(`${app.url}/cart/tea`);
    await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    // Passport's logout leaves nothing of the session behind.
    expect(await app.me(visitor)).toMatchObject({ user: null, cart: null });
    expect(lines(app, 'info')).toContain('a session that the broker ended was logged out');
    expect(JSON.stringify(app.log)).not.toContain(nameId);
  });

  test('and costs nothing afterwards', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { visitor, nameId } = await loggedIn(app, 1);
    await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    expect(await isIn(app, visitor)).toBe(false);
    const looks = spied(stateStore);
    await visitor.visit(`${app.url}/cart/tea`);
    expect(looks()).toBe(0);
  });
});

describe('a session that no login of these made is left alone', () => {
  test('that of another method, by which no look is taken', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const looks = spied(stateStore);
    const visitor = new Visitor();
    await logInByPassword(visitor);
    const { user, mitid } = await app.me(visitor);
    expect([user?.id, mitid, looks()]).toEqual(['somebody else', undefined, 0]);
  });

  test.each(['', '?keep'])(
    'that of who logs in by another method after a login that the broker ended (%s)',
    async (query) => {
      configureLogout(app);
      const { visitor, nameId } = await loggedIn(app, 1);
      await logInByPassword(visitor, query);
      await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
      const { user, mitid } = await app.me(visitor);
      expect([user?.id, mitid]).toEqual(['somebody else', undefined]);
    },
  );

  test('that of a strategy that it is not given', async () => {
    const stateStore = new MemoryStateStore();
    const other = configureLogout(app, { name: 'other', stateStore });
    const { visitor } = await loggedIn(app, 1);
    configureLogout(app, { stateStore: new MemoryStateStore() });
    expect((await app.me(visitor)).user).not.toBeNull();
    app.guard = mitidSession(other);
    expect((await app.me(visitor)).mitid?.strategy).toBe('other');
  });

  test('a mark that was taken from another session counts for nothing', async () => {
    configureLogout(app);
    const { visitor, nameId } = await loggedIn(app, 1);
    const { guard } = app;
    let mark: unknown;
    app.guard = (req, _res, next) => {
      mark = (req.session as unknown as { mitidLogin?: unknown }).mitidLogin;
      next();
    };
    await app.me(visitor);
    expect(mark).toMatchObject({ strategy: 'nemlog-in' });
    const thief = new Visitor();
    await logInByPassword(thief);
    app.guard = (req, res, next) => {
      Object.assign(req.session, { mitidLogin: mark });
      void guard(req, res, next);
    };
    expect((await app.me(thief)).mitid).toBeUndefined();
    await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    expect((await app.me(thief)).user?.id).toBe('somebody else');
  });

  test.each([['a text'], [{ strategy: 'nemlog-in' }], [{ strategy: 'nemlog-in', recordId: 5, seal: 'x' }], [null]])(
    'a mark that is none: %j',
    async (mitidLogin) => {
      configureLogout(app);
      const visitor = new Visitor();
      await logInByPassword(visitor);
      const { guard } = app;
      app.guard = (req, res, next) => {
        Object.assign(req.session, { mitidLogin });
        void guard(req, res, next);
      };
      const { user, mitid } = await app.me(visitor);
      expect([user?.id, mitid]).toEqual(['somebody else', undefined]);
    },
  );

  test('nor is anybody on req.mitid whom the application does not know any more', async () => {
    configureLogout(app);
    const { visitor } = await loggedIn(app, 1);
    const { guard } = app;
    app.guard = (req, res, next) => {
      // As Passport does where deserializeUser finds nobody.
      Object.assign(req, { user: null });
      Object.assign(req.session, { passport: {} });
      void guard(req, res, next);
    };
    expect(await app.me(visitor)).toEqual({
      user: null,
      sessionId: expect.any(String) as string,
      cart: null,
      record: expect.anything() as unknown,
    });
  });
});

describe('several strategies', () => {
  test('each answer for their own sessions, in stores of their own', async () => {
    const first = configureLogout(app, { name: 'first', stateStore: new MemoryStateStore() });
    const one = await loggedIn(app, 1);
    const second = configureLogout(app, { name: 'second', stateStore: new MemoryStateStore() });
    const two = await loggedIn(app, 2);
    app.guard = mitidSession([first, second]);
    const seen = [await app.me(one.visitor), await app.me(two.visitor)];
    expect(seen.map(({ mitid }) => mitid?.strategy)).toEqual(['first', 'second']);
    // The second strategy stands at logoutUrl: what it is told is about its own.
    for (const { nameId } of [one, two]) await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    expect([(await app.me(one.visitor)).user?.id, (await app.me(two.visitor)).user]).toEqual([
      expect.any(String),
      null,
    ]);
  });

  test('of one name are refused, and so is none, and what is no strategy', () => {
    const strategy = configureLogout(app);
    expect(codeOf(() => mitidSession([strategy, app.configure()]))).toBe('configuration_invalid');
    expect(codeOf(() => mitidSession([]))).toBe('configuration_invalid');
    for (const wrong of [undefined, null, {}, 'nemlog-in', [strategy, { name: 'x' }]]) {
      expect(codeOf(() => mitidSession(wrong as never))).toBe('configuration_invalid');
    }
  });
});

describe('what does not work is an error, and the application sees nobody', () => {
  test.each(['the record', 'a mark'])('a store that cannot be asked for %s', async (what) => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { visitor } = await loggedIn(app, 1);
    const { get } = stateStore;
    const prefix = what === 'a mark' ? 'mitid:ended:' : 'mitid:session:';
    const failing = jest
      .spyOn(stateStore, 'get')
      .mockImplementation((key) =>
        key.startsWith(prefix) ? Promise.reject(new Error('down')) : get.call(stateStore, key),
      );
    const answer = await visitor.visit(`${app.url}/me`);
    failing.mockRestore();
    expect(endingOf(answer)).toMatchObject({ status: 503, outcome: 'error', code: 'state_store_failed' });
    expect(app.log).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ code: 'state_store_failed', strategy: 'nemlog-in' }) as object,
      }),
    ]);
    expect(await isIn(app, visitor)).toBe(true);
  });

  test.each([
    ['an Error', new Error('the session store is down')],
    ['something else', 'down'],
  ])('a session that Passport cannot end (%s)', async (_name, failure) => {
    configureLogout(app);
    const { visitor, nameId } = await loggedIn(app, 1);
    await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    const { guard } = app;
    app.guard = (req, res, next) => {
      req.logout = (done) => (done as (error: unknown) => void)(failure);
      void guard(req, res, next);
    };
    expect(endingOf(await visitor.visit(`${app.url}/me`))).toMatchObject({ status: 500, outcome: 'error' });
  });

  test.each([
    ['before Passport’s session', true],
    ['where there is no session at all', false],
  ])('when it stands %s', async (_name, withSession) => {
    const strategy = configureLogout(app);
    const wrong = express();
    if (withSession) wrong.use(session({ secret: 'test', resave: false, saveUninitialized: true }));
    wrong.use(mitidSession(strategy));
    wrong.get('/', (_req, res) => void res.end('seen'));
    let code: unknown;
    wrong.use(((error: unknown, _req, res, next) => {
      code = error instanceof MitIdError ? error.code : error;
      if (res.headersSent) next(error);
      else res.status(500).end();
    }) as ErrorRequestHandler);
    await request(wrong).get('/').expect(500);
    expect(code).toBe('configuration_invalid');
  });
});

describe('between passport.initialize() and passport.session()', () => {
  async function answersOf(place: 'before' | 'after') {
    const guard = mitidSession(configureLogout(app));
    const own = new passport.Passport();
    own.serializeUser((user, done) => done(null, user));
    own.deserializeUser((user: Express.User, done) => done(null, user));
    const stack = express();
    stack.use(session({ secret: 'test', resave: false, saveUninitialized: true }));
    stack.use(own.initialize() as RequestHandler);
    if (place === 'before') stack.use(guard);
    stack.use(own.session() as RequestHandler);
    if (place === 'after') stack.use(guard);
    stack.post('/in', (req, res, next) => {
      req.logIn({ id: 'somebody' }, (error: unknown) => (error === undefined ? res.end() : next(error)));
    });
    stack.get('/', (req, res) => void res.end(req.user === undefined ? 'nobody' : 'somebody'));
    stack.use(((error: unknown, _req, res, next) => {
      if (res.headersSent) next(error);
      else res.status(500).end(error instanceof MitIdError ? error.code : 'another error');
    }) as ErrorRequestHandler);
    const agent = request.agent(stack);
    const before = await agent.get('/');
    await agent.post('/in').expect(200);
    return [before.text, (await agent.get('/')).text];
  }

  test('it would find nobody, and says so once somebody is logged in', async () => {
    expect(await answersOf('before')).toEqual(['nobody', 'configuration_invalid']);
  });

  test('after both it is in its place', async () => {
    expect(await answersOf('after')).toEqual(['nobody', 'somebody']);
  });
});

describe('a login that Passport makes no session of', () => {
  const another = async (visitor: Visitor, person: number) => {
    expect(await app.login(visitor, { nameId: nameIdOf(person) })).toMatchObject({ outcome: 'in' });
  };

  test.each<[string, object]>([
    ['session: false', { session: false }],
    ['passport.authorize', { assignProperty: 'account' }],
  ])('leaves the one that there is to the login that made it (%s)', async (_name, call) => {
    configureLogout(app);
    const { visitor, nameId } = await loggedIn(app, 1);
    app.answer = undefined;
    app.callbackCall = call;
    await another(visitor, 2);
    const { user, mitid, record } = await app.me(visitor);
    expect([user === null, mitid?.nameId, record?.nameId]).toEqual([false, nameId, nameIdOf(2)]);

    await bring(app, 'post', requestFor(app, { nameId: nameIdOf(2), sessionIndexes: [] }));
    expect((await app.me(visitor)).user).not.toBeNull();
    await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    expect((await app.me(visitor)).user).toBeNull();
  });

  test('is over with it at a logout', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { visitor } = await loggedIn(app, 1);
    app.answer = undefined;
    app.callbackCall = { session: false };
    await another(visitor, 2);
    const ended = jest.spyOn(stateStore, 'delete');
    await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    expect(new Set(ended.mock.calls.map(([key]) => key)).size).toBe(2);
    expect(await isIn(app, visitor)).toBe(false);
  });

  test('is over with a login that does make one, and costs its record', async () => {
    configureLogout(app);
    const { visitor } = await loggedIn(app, 1);
    const old = (await app.me(visitor)).record;
    await another(visitor, 1);
    expect((await app.me(visitor)).mitid?.id).not.toBe(old?.id);
    expect(await app.strategy._core.sessions.findById(old?.id ?? '')).toBeUndefined();
  });
});
