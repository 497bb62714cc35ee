import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { CprMatcher, MemoryStateStore, MitIdError, mitidSession, NemLogInStrategy, type Profile } from '../../src';
import { startSimulator, type ServiceProvider, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { Visitor, type Answer } from '../strategies/eident/support/visitor';
import { CERTS } from '../support/certs';
import { personaCprIn } from '../support/cpr-watch/personas';
import { lines, logger } from './support/matcher';

// A private company's application as docs/cpr.md has it, from the login to the match, with the simulator on the other side.

const { cert, key } = CERTS.tlsClient;
let simulator: Simulator;
let server: Server;
let url: string;
const profiles: Profile[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ uuidMatch: {} });
  const app = express();
  server = createServer(app).listen(0, 'localhost');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  simulator.nemlogin.register(company());
  install(app);
});
afterAll(async () => {
  await simulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function company(): ServiceProvider {
  const callbackUrl = `${url}/login/callback`;
  return { entityId: 'https://app.example', callbackUrl, signingCert: cert, encryptionCert: cert, cpr: false };
}

function install(app: express.Express): void {
  const stateStore = new MemoryStateStore();
  const { entityId, callbackUrl } = company();
  const strategy = new NemLogInStrategy(
    {
      entityId,
      callbackUrl,
      idpMetadata: simulator.nemlogin.idpMetadata,
      signingKey: key,
      signingCert: cert,
      decryptionKeys: [{ key, cert }],
      stateStore,
      logger,
    },
    (profile, done) => {
      profiles.push(profile);
      done(null, { id: profile.id });
    },
  );
  if (simulator.uuidMatch === undefined) throw new Error('the simulator offers no match');
  const matcher = new CprMatcher({
    ...simulator.uuidMatch,
    entityId,
    clientCert: cert,
    clientKey: key,
    stateStore,
    logger,
  });
  const own = new passport.Passport();
  own.use(strategy as passport.Strategy);
  own.serializeUser((user, done) => done(null, user));
  own.deserializeUser((user: Express.User, done) => done(null, user));
  app.use(express.urlencoded({ extended: false, limit: '1mb' }));
  app.use(session({ secret: 'test', resave: false, saveUninitialized: false }));
  app.use(own.session() as express.RequestHandler);
  app.use(mitidSession(strategy));
  const authenticate = own.authenticate('nemlog-in') as express.RequestHandler;
  app.get('/login', authenticate);
  app.post('/login/callback', authenticate, (_req, res) => void res.send('in'));
  app.post('/logout', strategy.logout('/'));
  app.post('/cpr', async (req, res) => {
    const { cpr = '' } = req.body as { cpr?: string };
    const { outcome } = await matcher.match(req.mitid, cpr);
    res.send(outcome);
  });
  const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    if (error instanceof MitIdError) res.status(error.status).send(error.code);
    else next(error);
  };
  app.use(onError);
}

async function loggedIn(persona: string, identity: string): Promise<Visitor> {
  const visitor = new Visitor();
  const { location } = await visitor.visit(`${url}/login`);
  const { text } = await visitor.visit(`${location}&persona=${persona}&identity=${identity}`);
  const [, callback = ''] = /<form method="post" action="([^"]+)"/.exec(text) ?? [];
  const inputs = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value]));
  expect((await visitor.post(callback, fields)).text).toBe('in');
  return visitor;
}

const typed = (visitor: Visitor, cpr: string): Promise<Answer> => visitor.post(`${url}/cpr`, { cpr });
const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? '';

test('a person who was let in without a CPR number types it', async () => {
  const visitor = await loggedIn('citizen', 'private');
  expect(profiles.at(-1)?.person.cpr).toBeUndefined();
  const outcomes = [];
  for (const cpr of ['no number', cprOf('employee'), cprOf('citizen')]) outcomes.push((await typed(visitor, cpr)).text);
  expect(outcomes).toEqual(['malformed', 'no-match', 'match']);
});

test('three tries, from as many tabs as may be', async () => {
  const visitor = await loggedIn('citizen', 'private');
  const answers = await Promise.all(Array.from({ length: 20 }, () => typed(visitor, cprOf('employee'))));
  expect(answers.filter(({ text }) => text === 'no-match')).toHaveLength(3);
  expect((await typed(visitor, cprOf('citizen'))).text).toBe('locked');
  expect((await typed(await loggedIn('citizen', 'private'), cprOf('citizen'))).text).toBe('match');
});

test('an employee is refused', async () => {
  const answer = await typed(await loggedIn('employee', 'employee'), cprOf('employee'));
  expect([answer.status, answer.text]).toEqual([403, 'cpr_match_refused']);
});

test('who is not logged in, or no more, is refused', async () => {
  const visitor = await loggedIn('citizen', 'private');
  await visitor.visit(`${url}/logout`, { method: 'POST' });
  for (const one of [visitor, new Visitor()]) {
    const answer = await typed(one, cprOf('citizen'));
    expect([answer.status, answer.text]).toEqual([401, 'cpr_match_no_login']);
  }
});

test('a service that fails is not known, and neither the log nor the exchanges have the number', async () => {
  simulator.fault('match-http-500');
  const visitor = await loggedIn('citizen', 'private');
  expect((await typed(visitor, cprOf('citizen'))).text).toBe('not-known');
  expect(lines).toEqual([expect.stringMatching(/^cpr_match_failed .*got HTTP 500/)]);
  expect(personaCprIn(`${lines.join()}${JSON.stringify(simulator.exchanges())}`)).toBeUndefined();
});
