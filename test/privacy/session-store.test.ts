import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { fromSession, profileFromEIdent, toSession, type Profile, type SessionKey } from '../../src/profile';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { CPR, login } from '../support/eident-logins';

// A real express-session and Passport: what the store is handed, and what the next request gets of it.

/** Keeps what the store is handed as bytes. */
class BytesStore extends session.MemoryStore {
  readonly written: Buffer[] = [];

  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void): void {
    this.written.push(Buffer.from(JSON.stringify(data)));
    super.set(id, data, done);
  }
}

const FORMS = cprForms(CPR);
const profile = profileFromEIdent(login('private'));
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

interface Site {
  readonly store: BytesStore;
  /** Logs in, and asks for a page of the session: what that page got for a user. */
  visit(): Promise<Profile | undefined>;
}

async function site(write: (profile: Profile) => unknown, read: (value: unknown) => unknown): Promise<Site> {
  const store = new BytesStore();
  const users: Profile[] = [];
  const passport = new Passport();
  passport.serializeUser((user, done) => done(null, write(user as Profile)));
  passport.deserializeUser((value, done) => done(null, read(value) as Express.User));
  const app = express();
  app.use(session({ store, secret: 'test', resave: false, saveUninitialized: false }));
  app.use(passport.initialize() as RequestHandler, passport.session() as RequestHandler);
  app.get('/login', (req, res, next) => {
    req.logIn(profile, (error: unknown) => (error === undefined || error === null ? res.send('welcome') : next(error)));
  });
  app.get('/page', (req, res) => {
    users.push(req.user as Profile);
    res.send('a page');
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    store,
    visit: async () => {
      const cookie = (await fetch(`${url}/login`)).headers.getSetCookie().map((one) => one.split(';')[0]);
      expect((await fetch(`${url}/page`, { headers: { Cookie: cookie.join('; ') } })).status).toBe(200);
      return users[0];
    },
  };
}

const leakOf = ({ written }: BytesStore): string | undefined =>
  findCpr([...written.map(String), ...written.map((bytes) => bytes.toString('latin1'))].join('\n'), FORMS);

test('with a key the next request has the number, and the store has it in no spelling', async () => {
  const key: SessionKey = { id: '2026-11', secret: randomBytes(32) };
  const { store, visit } = await site(
    (user) => toSession(user, { key }),
    (value) => fromSession(value, { keys: [key] }),
  );
  expect((await visit())?.person.cpr?.reveal()).toBe(CPR);
  expect(store.written.join()).toContain('"version":2');
  expect(store.written.join()).not.toContain(Buffer.from(key.secret).toString('base64').slice(0, 20));
  expect(leakOf(store)).toBeUndefined();
});

test('without a key neither has it', async () => {
  const { store, visit } = await site(toSession, fromSession);
  const user = await visit();
  expect(user?.key).toEqual(profile.key);
  expect(user?.person).not.toHaveProperty('cpr');
  expect(leakOf(store)).toBeUndefined();
});

test('a profile that is stored as it is has the masked number only', async () => {
  const { store, visit } = await site(
    (user) => user,
    () => profile,
  );
  await visit();
  expect(store.written.join()).toContain('010190-xxxx');
  expect(leakOf(store)).toBeUndefined();
});

test('a number that the application puts there would have been found', async () => {
  const { store, visit } = await site(
    (user) => ({ digits: Buffer.from(`cpr ${user.person.cpr?.reveal() ?? ''}`).toString('base64') }),
    () => profile,
  );
  await visit();
  expect(leakOf(store)).toBe('010190-xxxx in base64');
});
