import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestKey, startSimulator, type Simulator } from '../../src/simulator';
import { HttpVisitor } from '../support/http-visitor';
import { freePort, pkcs12File, readmeCode, ROOT } from './support/readme';

// The README's lines for NemLog-in as they stand, run in a process of their own against the built package; only the address
// is this machine's.
const PASSPHRASE = 'not a secret';

const APP = `
const { createServer } = require('node:http');
const express = require('express');
const passport = require('passport');
const session = require('express-session');
const { fromSession, toSession } = require('passport-mitid-saml/profile');
const { addNemLogIn } = require('./snippet.js');
passport.serializeUser((user, done) => done(null, toSession(user)));
passport.deserializeUser((stored, done) => done(null, fromSession(stored)));
const app = express();
app.use(session({ secret: 'test', resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));
app.use(passport.session());
addNemLogIn(app);
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
  folder = mkdtempSync(join(ROOT, 'build', 'readme-nemlog-in-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  const key = await makeTestKey('README');
  simulator.nemlogin.register({
    entityId: url,
    callbackUrl: `${url}/login/nemlog-in/callback`,
    signingCert: key.cert,
    encryptionCert: key.cert,
  });
  writeFileSync(
    join(folder, 'snippet.js'),
    readmeCode('NemLogInStrategy', (code) => code.replaceAll('https://app.example', url)),
  );
  writeFileSync(join(folder, 'app.js'), APP);
  writeFileSync(join(folder, 'nemlog-in.xml'), simulator.nemlogin.idpMetadata);
  writeFileSync(join(folder, 'oces3.p12'), pkcs12File(key, PASSPHRASE));
  app = fork(join(folder, 'app.js'), {
    cwd: folder,
    env: { ...process.env, PORT: `${port}`, OCES3_PASSPHRASE: PASSPHRASE },
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

test.each([
  ['citizen', 'Anna Sørensen', 'private'],
  ['employee', 'Rasmus Kjærgaard', 'professional'],
])('%s logs in', async (persona, name, type) => {
  const { url: end, body } = await new HttpVisitor().open(`${url}/login/nemlog-in`, { persona });
  expect(end).toBe(`${url}/`);
  expect(JSON.parse(body)).toEqual({ name, type });
});

test('whoever cancels is not logged in', async () => {
  simulator.fault('cancel');
  const { body } = await new HttpVisitor().open(`${url}/login/nemlog-in`, { persona: 'citizen' });
  expect(JSON.parse(body)).toEqual({});
});
