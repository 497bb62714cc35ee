import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountLinks } from 'passport-mitid-saml/migration';
import { profileFromClaims, VerifiedClaims, type Profile } from 'passport-mitid-saml/profile';
import { generateAccounts, type OldAccount } from '../../examples/nemid-migration/generate';
import { askedOf, askedText, findAccount } from '../../examples/nemid-migration/login';
import { PERSONAS } from '../../src/simulator/personas';
import { CLAIMS_LOGINS } from '../support/claims-logins';
import { PID } from '../support/eident-logins';

const ROOT = join(__dirname, '../..');
const SOURCES = join(ROOT, 'examples/nemid-migration');
const START = join(ROOT, 'build/examples/nemid-migration/start.js');

describe('the accounts of examples/nemid-migration', () => {
  const accounts = generateAccounts(PERSONAS, 10_000);
  const cprs = accounts.flatMap(({ cpr = [] }) => cpr);

  function expectDifferent(keyOf: (account: OldAccount) => string | undefined): void {
    const keys = accounts.map(keyOf).filter((key) => key !== undefined);
    expect(keys.length).toBeGreaterThan(1000);
    expect(new Set(keys).size).toBe(keys.length);
  }

  test('are as many as are wanted, and the same each time', () => {
    expect(accounts).toHaveLength(10_000);
    expect(generateAccounts(PERSONAS, 10_000)).toEqual(accounts);
  });

  test('are told apart by everything that they are keyed on', () => {
    expectDifferent(({ number }) => number);
    expectDifferent(({ pid }) => pid);
    expectDifferent(({ cpr }) => cpr);
    expectDifferent(({ cvr, rid }) => rid && `${cvr ?? ''} ${rid}`);
  });

  test('belong to nobody: no CPR number that can be, no CVR number that is given', () => {
    expect(cprs.filter((cpr) => !/^\d{4}(?:5[89]|[6-9]\d)[5-8]\d{3}$/.test(cpr))).toEqual([]);
    expect(accounts.filter(({ cvr = '9' }) => !cvr.startsWith('9'))).toEqual([]);
  });

  test('hold the number of a persona where that is the persona’s account, and nowhere else', () => {
    const ofPersonas = new Set(PERSONAS.flatMap(({ cpr }) => cpr?.reveal() ?? []));
    const theirs = accounts.filter(({ cpr = '' }) => ofPersonas.has(cpr)).map(({ rid }) => rid);
    expect(theirs).toEqual(['42135791', '77120047']);
  });
});

describe('what a login finds', () => {
  function citizen(claims: Readonly<Record<string, unknown>>): Profile {
    const said = { ...CLAIMS_LOGINS.eidentPrivate.idToken, ...claims };
    return profileFromClaims(VerifiedClaims.fromVerifiedIdToken(said), { broker: 'eident' });
  }

  test('an account that another identity has is taken, and the login is a case', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nemid-migration-test-'));
    const cprSecrets = [{ id: 'k1', secret: 'a fictitious secret of 32 bytes.' }];
    const links = await AccountLinks.open({ sqlite: { file: join(folder, 'links.db') } }, { cprSecrets });
    try {
      await links.addAccounts([{ account: 'F-1', class: 'citizen', pid: PID }]);
      expect(await findAccount(links, citizen({}), [])).toMatchObject({ status: 'matched', account: 'F-1' });
      const other = '0c2b4f1e-6a53-4d0c-9c1f-0c7d3e5a1b22';
      expect(await findAccount(links, citizen({ 'mitid.uuid': other, pid: other }), [])).toEqual({ status: 'taken' });
      expect((await links.cases().next()).value).toMatchObject({
        reason: 'link-taken',
        accounts: [{ account: 'F-1' }],
      });
    } finally {
      await links.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('what was asked comes back in the answer, and a text that is not ours says nothing', () => {
    const profile = citizen({});
    const saying = (additionalInfo: string) =>
      askedOf({ ...profile, transaction: { ...profile.transaction, additionalInfo } });
    expect(saying(askedText(['pid', 'cpr']))).toEqual(['pid', 'cpr']);
    expect(saying(askedText([]))).toEqual([]);
    expect(saying('from the shop pid')).toEqual([]);
    expect(askedOf(profile)).toEqual([]);
  });
});

/** The compiled demo in a process of its own, with a folder of its own for temporary files. */
function startProcess(env: NodeJS.ProcessEnv) {
  requireFreshBuild();
  const temporary = mkdtempSync(join(tmpdir(), 'nemid-migration-test-'));
  const child = spawn(process.execPath, [START], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', SIMULATOR_PORT: '0', TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, url] = /The demo\s+(http:\S+)[\s\S]*Ctrl-C/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    ended.then(() => reject(new Error(`ended before it was ready: ${output}`)), reject);
  });
  ready.catch(() => undefined);
  return { temporary, output: () => output, ready, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

// `npm test` builds; whoever runs Jest alone is told when the build is older than what they changed.
function requireFreshBuild(): void {
  const built = statSync(START, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changed = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => statSync(join(SOURCES, name)).mtimeMs > built);
  if (changed.length > 0) throw new Error(`build/ is older than ${changed.join(', ')}: run npm run build:examples`);
}

describe('npm run start:migration, once everything is built', () => {
  // It imports ten thousand accounts, beside other tests.
  jest.setTimeout(60_000);

  test.each(['SIGINT', 'SIGTERM'] as const)('imports, answers, and leaves nothing behind at %s', async (signal) => {
    const demo = startProcess({ NODE_ENV: 'development' });
    try {
      const url = await demo.ready;
      expect(demo.output()).toContain('Imported: 10,000 rows');
      expect(demo.output()).toContain('Accepted: 10,000. Rejected: 0.');
      expect(await (await fetch(url)).text()).toContain('<strong data-testid="accounts">10,000</strong>');
      expect(readdirSync(demo.temporary)).toHaveLength(1);
      demo.kill(signal);
      expect(await demo.ended).toEqual([0, null]);
      expect(readdirSync(demo.temporary)).toEqual([]);
    } finally {
      demo.kill('SIGKILL');
      await demo.ended;
      rmSync(demo.temporary, { recursive: true, force: true });
    }
  });

  test('a port that is in use is told with this command, before anything is built and after', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const line = `Port ${port} is in use. Choose another with PORT, as in: PORT=${port + 1} npm run start:migration\n`;
    const demo = startProcess({ PORT: `${port}` });
    try {
      expect(await demo.ended).toEqual([1, null]);
      expect(demo.output()).toBe(line);
      expect(readdirSync(demo.temporary)).toEqual([]);
      const check = [join(ROOT, 'examples/check-ports.mjs'), 'npm run start:migration'];
      const env = { ...process.env, PORT: `${port}`, SIMULATOR_PORT: '0' };
      const { status, stderr } = spawnSync(process.execPath, check, { env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([1, line]);
    } finally {
      server.close();
      rmSync(demo.temporary, { recursive: true, force: true });
    }
  });
});
