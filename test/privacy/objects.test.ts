import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { fromSession, toSession, type Profile } from '../../src/profile';
import { startSimulator, type Simulator } from '../../src/simulator';
import { EIDENT_FAULTS as FAULTS } from '../../src/simulator/faults/eident';
import { MemoryStateStore, type StateStore } from '../../src/state';
import { EIdentStrategy, type EIdentAuthenticateOptions } from '../../src/strategies/eident';
import { cprOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { dump } from '../support/dump';
import { HttpVisitor } from '../support/http-visitor';

// Everything that an application, its session store, our state store and a logger get to see, searched for the personas'
// CPR numbers as a dump would show it.

/** Remembers every key and value that passes. */
class SeenStore implements StateStore {
  readonly seen: string[] = [];
  private readonly inner = new MemoryStateStore();

  put(key: string, value: string, ttlMs: number): Promise<void> {
    this.seen.push(key, value);
    return this.inner.put(key, value, ttlMs);
  }

  claim(key: string, ttlMs: number): Promise<boolean> {
    this.seen.push(key);
    return this.inner.claim(key, ttlMs);
  }

  get = (key: string) => this.inner.get(key);
  take = (key: string) => this.inner.take(key);
  delete = (key: string) => this.inner.delete(key);
}

const ALL: EIdentAuthenticateOptions = { eids: ['mitid', 'mitid:mitid_erhverv'], returnSsn: true };
const OPTIONS: Readonly<Record<string, EIdentAuthenticateOptions>> = {
  all: ALL,
  pid: { ...ALL, returnNemidPid: true },
  nemid: { eids: ['dk_nemid_js', 'dk_nemid-opensign'], returnSsn: true },
  'step-up': { ...ALL, stepUp: 'cpr' },
  'preset-id': { presetId: cprOf('citizen') },
  'preset-id-bare': { presetId: cprOf('citizen').replace('-', '') },
  'additional-info': { additionalInfo: cprOf('citizen') },
  'reference-text': { referenceText: cprOf('citizen') },
};

const store = new SeenStore();
const sessions = new session.MemoryStore();
const profiles: Profile[] = [];
const errors: unknown[] = [];
const lines: unknown[] = [];
let simulator: Simulator;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const callbackUrl = `${url}/login/callback`;
  simulator = await startSimulator({ slowMs: 1_500 });
  simulator.register({ callbackUrl });

  const passport = new Passport();
  const log = (...parts: unknown[]) => void lines.push(parts);
  const logger = { info: log, warn: log, error: log };
  const options = { ...simulator.eident, callbackUrl, stateStore: store, logger, timeoutMs: 1_000 };
  passport.use(
    new EIdentStrategy(options, (profile, done) => {
      profiles.push(profile);
      done(null, { profile: toSession(profile) });
    }),
  );
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user, done) => done(null, user as Express.User));

  const app = express();
  app.use(session({ store: sessions, secret: 'test', resave: false, saveUninitialized: false }));
  app.use(passport.initialize() as RequestHandler, passport.session() as RequestHandler);
  app.get('/login/:how', (req, res, next) => {
    const finish = (error: unknown, user?: Express.User | false | null, info?: unknown): void => {
      if (user === undefined || user === null || user === false) {
        errors.push(error ?? info);
        res.status(400).send('refused');
      } else {
        lines.push(info);
        req.logIn(user, (failure: unknown) => {
          if (failure === undefined || failure === null) res.send('welcome');
          else next(failure);
        });
      }
    };
    (passport.authenticate('eident', OPTIONS[req.params.how] ?? {}, finish) as RequestHandler)(req, res, next);
  });
  server.on('request', app);
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await simulator.close();
});

test('every persona logs in, and their CPR numbers arrive', async () => {
  for (const { id, nemid, cpr } of simulator.personas) {
    for (const how of nemid === undefined ? ['all', 'pid'] : ['nemid']) {
      const visitor = new HttpVisitor();
      const { body } = await visitor.open(`${url}/login/${how}`, { persona: id });
      if (body === 'welcome') expect(profiles.at(-1)?.person.cpr?.reveal()).toBe(cpr?.reveal());
      await visitor.open(`${url}/login/step-up`, { persona: id });
    }
  }
  expect(new Set(profiles.map(({ person }) => person.cpr?.reveal())).size).toBeGreaterThanOrEqual(12);
}, 60_000);

test.each(FAULTS.map(({ name }) => name))('the fault %s', async (name) => {
  simulator.fault(name);
  await new HttpVisitor().open(`${url}/login/pid`, { persona: 'citizen' });
  simulator.clearFaults();
});

test.each(['preset-id', 'preset-id-bare', 'additional-info', 'reference-text'])(
  'a number that the application itself would put in a URL, as %s, is refused',
  async (how) => {
    const before = errors.length;
    expect((await new HttpVisitor().open(`${url}/login/${how}`)).status).toBe(400);
    expect(errors.slice(before)).toMatchObject([{ code: 'parameter_invalid' }]);
  },
);

test('a number that a stranger writes where the error code belongs', async () => {
  const visitor = new HttpVisitor();
  const { location = '' } = await visitor.send('GET', `${url}/login/all`);
  const status = new URL(location).searchParams.get('status') ?? '';
  expect((await visitor.send('GET', `${status}${cprOf('citizen')}`)).status).toBe(400);
  expect(errors.at(-1)).toMatchObject({ code: 'broker_error' });
});

describe('what was left behind holds no CPR number:', () => {
  const leaksIn = (values: readonly unknown[]) => values.flatMap((value) => personaCprIn(dump(value)) ?? []);

  test('the profiles, in any dump', () => {
    expect(profiles.length).toBeGreaterThan(20);
    expect(leaksIn(profiles)).toEqual([]);
    expect(dump(profiles[0])).toContain('120385-xxxx');
  });

  test('the profiles as a session keeps them, and as they come back', () => {
    expect(leaksIn(profiles.map((profile) => toSession(profile)))).toEqual([]);
    expect(leaksIn(profiles.map((profile) => fromSession(toSession(profile))))).toEqual([]);
  });

  test('the errors, their stacks, details and causes', () => {
    expect(errors.length).toBeGreaterThan(30);
    expect(leaksIn(errors)).toEqual([]);
  });

  test('the log, and what Passport was told', () => {
    expect(lines.length).toBeGreaterThan(30);
    expect(leaksIn(lines)).toEqual([]);
  });

  test("the session store, and the package's state store", () => {
    const kept = Object.values((sessions as unknown as { sessions: Record<string, string> }).sessions);
    expect(kept.length).toBeGreaterThan(10);
    expect(leaksIn([...kept, ...store.seen])).toEqual([]);
  });

  test("the simulator's exchanges", () => {
    expect(leaksIn([simulator.exchanges(), simulator.personas])).toEqual([]);
  });

  test('and one would have been found', () => {
    const cpr = cprOf('citizen');
    expect(leaksIn([{ hidden: { cpr } }, new Map([['DK_SSN', [cpr]]]), new Error(`got ${cpr}`)])).toHaveLength(3);
    expect(leaksIn([new Error('outer', { cause: new Error(cpr) })])).toHaveLength(1);
    expect(leaksIn([Object.defineProperty({}, 'cpr', { value: cpr, enumerable: false })])).toHaveLength(1);
  });
});
