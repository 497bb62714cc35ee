import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CprMatcher } from '../../src/cpr-match';
import type { Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { MemoryStateStore } from '../../src/state';
import { logIn } from '../cpr-match/support/logins';
import { logger } from '../cpr-match/support/matcher';
import { elements } from '../simulator/support/message';
import { nemLogIn, SIGNING_KEY, SP } from '../simulator/support/service-provider';
import { Cli } from './support';

const RUNNING = /E-Ident simulator: (http:\/\/localhost:\d+)[^]*Ctrl-C stops\./;

let folder: string;
let registration: readonly string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
  const signing = join(folder, 'signing.pem');
  writeFileSync(signing, SP.signingCert);
  registration = ['--sp-entity-id', SP.entityId, '--sp-callback', SP.callbackUrl, '--sp-signing-cert', signing];
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a private company is told no CPR number, and has the one that was typed matched', async () => {
  const ca = join(folder, 'ca.pem');
  const cli = Cli.start(['simulate', '--port', '0', ...registration, '--no-sp-cpr', '--uuid-match-ca', ca]);
  try {
    const [out, url = ''] = await cli.says(RUNNING);
    const nemlogin = { entryPoint: `${url}/nemlogin/sso` } as Simulator['nemlogin'];
    const { message } = await nemLogIn({ nemlogin } as Simulator, 'citizen');
    expect(message).not.toContain('cprNumber');
    const uuid = (elements(message, 'NameID')[0]?.text ?? '').replace(/^.*\//, '');
    expect(out).toContain(`  ca: readFileSync(${JSON.stringify(ca)}, 'utf8')`);
    const stateStore = new MemoryStateStore();
    const matcher = new CprMatcher({
      url: / {2}url: '(https:[^']+)',/.exec(out)?.[1] ?? '',
      idpEntityId: / {2}idpEntityId: '([^']+)',/.exec(out)?.[1] ?? '',
      ca: readFileSync(ca, 'utf8'),
      entityId: SP.entityId,
      clientCert: SP.signingCert,
      clientKey: SIGNING_KEY,
      stateStore,
      logger,
    });
    const cpr = PERSONAS.find(({ id }) => id === 'citizen')?.cpr?.reveal() ?? '';
    expect(
      (await matcher.match(await logIn(stateStore, { uuid, issuer: 'urn:mitid-saml:simulator:nemlogin' }), cpr))
        .outcome,
    ).toBe('match');
  } finally {
    cli.signal('SIGINT');
    await cli.end();
  }
});

test('without the option no match is offered, and nothing is said of one', async () => {
  const cli = Cli.start(['simulate', '--port', '0']);
  try {
    const [out] = await cli.says(RUNNING);
    expect(out).not.toContain('CprMatcher');
  } finally {
    cli.signal('SIGINT');
    await cli.end();
  }
});

test.each([
  [['--uuid-match-port', '0'], '--uuid-match-port needs --uuid-match-ca'],
  [['--no-sp-cpr'], 'a service provider needs --sp-entity-id, --sp-callback and --sp-signing-cert together'],
  [['--uuid-match-ca', '/no/such/folder/ca.pem'], '--uuid-match-ca: /no/such/folder/ca.pem cannot be written (ENOENT)'],
])('%j is refused in one line', async (args, problem) => {
  const cli = Cli.start(['simulate', '--port', '0', ...args]);
  expect(await cli.end()).toBe(1);
  expect(cli.err).toBe(`mitid-saml: ${problem}\n`);
});
