import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestKey, startSimulator, type Simulator } from '../../src/simulator';
import { HttpVisitor } from '../support/http-visitor';
import { freePort, pkcs12File, readmeCode, ROOT } from './support/readme';

// The README's lines for Signicat, and for pages that need more than a login, as they stand, run in a process of their own
// against the built package; only the address is this machine's.
const PASSPHRASE = 'not a secret';

const APP = `
const { createServer } = require('node:http');
const express = require('express');
const passport = require('passport');
const session = require('express-session');
const { EIdentStrategy, MemoryStateStore } = require('passport-mitid-saml');
const { fromSession, toSession } = require('passport-mitid-saml/profile');
const { addSignicat } = require('./signicat.js');
const { addPages } = require('./pages.js');
const options = { ...JSON.parse(process.env.EIDENT), stateStore: new MemoryStateStore() };
passport.use(new EIdentStrategy(options, (profile, done) => done(null, profile)));
passport.serializeUser((user, done) => done(null, toSession(user)));
passport.deserializeUser((stored, done) => done(null, fromSession(stored)));
const app = express();
app.use(session({ secret: 'test', resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));
app.use(passport.session());
addSignicat(app);
addPages(app);
app.get('/login/mitid', passport.authenticate('eident'));
app.get('/', (req, res) => res.json(req.user ? { name: req.user.displayName, type: req.user.identityType } : {}));
createServer(app).listen(Number(process.env.PORT), 'localhost', () => process.send('listening'));
`;

let simulator: Simulator;
let folder: string;
let app: ChildProcess;
let url: string;

beforeAll(async () => {
  simulator = await startSimulator();
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'build', 'readme-signicat-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  const key = await makeTestKey('README');
  const callbackUrl = `${url}/login/mitid/callback`;
  simulator.register({ callbackUrl });
  simulator.signicat.register({
    entityId: url,
    callbackUrl: `${url}/login/signicat/callback`,
    signingCert: key.cert,
    encryptionCert: key.cert,
  });
  const here = (code: string): string => code.replaceAll('https://app.example', url);
  writeFileSync(join(folder, 'signicat.js'), readmeCode('SignicatStrategy', here));
  writeFileSync(join(folder, 'pages.js'), readmeCode('requireCpr', here));
  writeFileSync(join(folder, 'app.js'), APP);
  writeFileSync(join(folder, 'signicat.xml'), simulator.signicat.idpMetadata);
  writeFileSync(join(folder, 'signicat.p12'), pkcs12File(key, PASSPHRASE));
  app = fork(join(folder, 'app.js'), {
    cwd: folder,
    env: {
      ...process.env,
      PORT: `${port}`,
      SIGNICAT_PASSPHRASE: PASSPHRASE,
      EIDENT: JSON.stringify({ ...simulator.eident, callbackUrl }),
    },
    execArgv: [],
  });
  await Promise.race([
    once(app, 'message'),
    once(app, 'exit').then(([code]) => Promise.reject(new Error(`the README's app ended with ${String(code)}`))),
  ]);
});

afterAll(async () => {
  app.kill();
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a citizen logs in by Signicat', async () => {
  const { url: end, body } = await new HttpVisitor().open(`${url}/login/signicat`, { persona: 'citizen' });
  expect(end).toBe(`${url}/`);
  expect(JSON.parse(body)).toEqual({ name: 'Anna Sørensen', type: 'private' });
});

test('whoever cancels at Signicat is not logged in', async () => {
  simulator.fault('cancel');
  const { body } = await new HttpVisitor().open(`${url}/login/signicat`, { persona: 'citizen' });
  expect(JSON.parse(body)).toEqual({});
});

test.each([
  ['/pension?year=2026', 'citizen', 'Your pension'],
  ['/prescriptions', 'level-high', 'Your prescriptions'],
])('%s is come back to, after a login and without one', async (path, persona, words) => {
  for (const before of ['/login/mitid', '/']) {
    const one = new HttpVisitor();
    await one.open(`${url}${before}`, { persona });
    const { url: end, status, body } = await one.open(`${url}${path}`, { persona });
    expect([end, status, body]).toEqual([`${url}${path}`, 200, words]);
  }
});

test('a page that needs more of a login than the person has leads nowhere', async () => {
  const { url: end, body } = await new HttpVisitor().open(`${url}/prescriptions`, { persona: 'citizen' });
  expect([end, JSON.parse(body)]).toEqual([`${url}/`, {}]);
});

test('a program is told what is needed', async () => {
  const answer = await fetch(`${url}/pension`, { headers: { accept: 'application/json' } });
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: 'login_required', message: 'Please log in first.' },
  ]);
});
