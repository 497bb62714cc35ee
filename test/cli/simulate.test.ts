import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../src/simulator';
import { nemLogIn, SP } from '../simulator/support/service-provider';
import { hiddenFields, Visitor } from '../simulator/support/visitor';
import { personaCprIn } from '../support/cpr-watch/personas';
import { CERTS } from '../support/certs';
import { Cli } from './support';

const RUNNING = /E-Ident simulator: (http:\/\/localhost:\d+)[^]*Ctrl-C stops\./;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts `simulate` on a free port, and ends it whatever happens. */
async function simulating(
  args: readonly string[],
  run: (url: string, cli: Cli) => Promise<void> | void,
): Promise<void> {
  const cli = Cli.start(['simulate', '--port', '0', ...args]);
  try {
    const [, url = ''] = await cli.says(RUNNING);
    await run(url, cli);
  } finally {
    cli.signal('SIGINT');
    await cli.end();
  }
}

const certificateIn = (out: string): string =>
  /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/.exec(out)?.[0] ?? '';

test('prints the address, the configuration to paste, and what to click', async () => {
  await simulating(['--callback', 'http://localhost:4000/cb'], async (url, { out }) => {
    const configuration = (await (await fetch(`${url}/simulator/eident.json`)).json()) as Record<string, string>;
    for (const name of Object.keys(configuration)) expect(out).toContain(`${name}: `);
    expect(out).toContain(`entryPoint: '${configuration['entryPoint'] ?? ''}'`);
    expect(out).toContain(`merchantPassword: '${configuration['merchantPassword'] ?? ''}'`);
    expect(out).toContain("callbackUrl: 'http://localhost:4000/cb'");
    expect(new X509Certificate(certificateIn(out)).fingerprint256).toBe(
      new X509Certificate(configuration['idpCert'] ?? '').fingerprint256,
    );
    expect(out).toContain('click one of');
    expect(personaCprIn(out)).toBeUndefined();
  });
});

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s stops it cleanly, with exit code 0', async (signal) => {
  const cli = Cli.start(['simulate', '--port', '0']);
  const [, url = ''] = await cli.says(RUNNING);
  // A connection that is kept open must not hold it.
  await (await fetch(url)).text();
  cli.signal(signal);
  expect(await cli.end()).toBe(0);
  expect(cli.err).toBe('');
});

test('logs in at the callback, for the merchant, by the profile and with the signature that were asked for', async () => {
  const args = ['--merchant-id', 'm1', '--merchant-password', 'p', '--profile', 'post', '--signs', 'both'];
  await simulating([...args, '--callback', 'https://app.example/cb'], async (url, { out }) => {
    expect(out).toContain("merchantId: 'm1'");
    const { body } = await new Visitor(url).open(`${url}/its/index.html?mid=m1&TARGET=t&persona=citizen`);
    expect(body).toContain('action="https://app.example/cb"');
    const message = Buffer.from(hiddenFields(body)['SAMLResponse'] ?? '', 'base64').toString('utf8');
    expect(message.match(/<ds:Signature /g)).toHaveLength(2);
  });
});

describe('NemLog-in', () => {
  const write = (name: string, pem: string): string => {
    const file = join(folder, name);
    writeFileSync(file, pem);
    return file;
  };

  test('one service provider, and how it is answered', async () => {
    const [signing, encryption] = [write('signing.pem', CERTS.idp.cert), write('encryption.pem', CERTS.idpNext.cert)];
    const args = ['--sp-entity-id', SP.entityId, '--sp-callback', SP.callbackUrl, '--sp-signing-cert', signing];
    const how = [
      '--dialect',
      'oiosaml-2',
      '--data-encryption',
      'aes128-cbc',
      '--key-encryption',
      'rsa-oaep-mgf1p-sha512',
    ];
    const logout = ['--sp-logout', 'http://localhost:3999/logout'];
    await simulating([...args, '--sp-encryption-cert', encryption, ...logout, ...how], async (url, { out }) => {
      expect(out).toContain(`NemLog-in simulator: ${url}/nemlogin/metadata`);
      const source = `{ url: '${url}/nemlogin/metadata', dangerouslyTrustMetadataOverTls: true }`;
      expect(out).toContain(
        `  idpMetadata: ${source},\n  entityId: '${SP.entityId}',\n  callbackUrl: '${SP.callbackUrl}',\n`,
      );
      expect(out).not.toMatch(/is registered: give|are not encrypted/);
      expect((await fetch(`${url}/nemlogin/metadata`)).status).toBe(200);
      const nemlogin = { entryPoint: `${url}/nemlogin/sso` } as Simulator['nemlogin'];
      const { message } = await nemLogIn({ nemlogin } as Simulator, 'citizen');
      expect(message).toContain('xmlenc#aes128-cbc');
      expect(message).toContain('xmlenc#sha512');
      expect(await (await fetch(`${url}/simulator/nemlogin.json`)).json()).toMatchObject({ dialect: 'oiosaml-2' });
      expect(await (await fetch(`${url}/simulator/nemlogin`)).text()).toContain(logout[1]);
    });
  });

  test('nobody registered, or nothing to encrypt for, is said', async () => {
    await simulating([], (_url, { out }) => {
      expect(out).toContain('No service provider is registered: give --sp-entity-id, --sp-callback, --sp-signing-cert');
    });
    const signing = write('signing-only.pem', CERTS.idp.cert);
    const args = ['--sp-entity-id', SP.entityId, '--sp-callback', SP.callbackUrl, '--sp-signing-cert', signing];
    await simulating(args, (_url, { out }) => {
      expect(out).toContain(
        `NemLog-in: assertions for ${SP.entityId} are not encrypted, which NemLogInStrategy refuses; give --sp-encryption-cert.`,
      );
    });
  });

  test('an application at another callback is told of in the terminal', async () => {
    const args = ['--callback', 'http://localhost:4000/cb'];
    await simulating(args, async (url, cli) => {
      await fetch(`${url}/its/index.html?mid=7000001&TARGET=t&status=http://localhost:5000/cb`, { redirect: 'manual' });
      await cli.says(
        /E-Ident: your application uses the callback http:\/\/localhost:5000\/cb, registered is http:\/\/localhost:4000\/cb/,
      );
    });
  });

  test.each([
    [['--sp-entity-id', 'x'], 'a service provider needs --sp-entity-id, --sp-callback and --sp-signing-cert together'],
    [
      ['--sp-encryption-cert', 'x'],
      'a service provider needs --sp-entity-id, --sp-callback and --sp-signing-cert together',
    ],
    [
      ['--sp-entity-id', 'x', '--sp-callback', 'https://x.example', '--sp-signing-cert', '/no/such.pem'],
      '--sp-signing-cert: there is no file /no/such.pem',
    ],
    [
      ['--sp-entity-id', 'x', '--sp-callback', 'https://x.example', '--sp-signing-cert', 'package.json'],
      '--sp-signing-cert: package.json holds no PEM certificate',
    ],
  ])('%j is refused in one line', async (args, problem) => {
    const cli = Cli.start(['simulate', '--port', '0', ...args]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toMatch(/^mitid-saml: [^\n]*\n$/);
    expect(cli.err).toContain(problem);
  });
});

test('a key where the certificate belongs is told', async () => {
  const key = join(folder, 'swapped.pem');
  writeFileSync(key, CERTS.idp.key);
  const args = ['--sp-entity-id', 'x', '--sp-callback', 'https://x.example', '--sp-signing-cert', key];
  const cli = Cli.start(['simulate', '--port', '0', ...args]);
  expect(await cli.end()).toBe(1);
  expect(cli.err).toBe(`mitid-saml: --sp-signing-cert: ${key} holds a private key, not a certificate\n`);
});

describe('a key file', () => {
  test('is made, for its owner only, and used again', async () => {
    const file = join(folder, 'key.pem');
    const certificates: string[] = [];
    for (let start = 1; start <= 2; start += 1) {
      await simulating(['--key-file', file], (_url, { out }) => void certificates.push(certificateIn(out)));
    }
    expect(certificates[0]).toMatch(/BEGIN CERTIFICATE/);
    expect(certificates[1]).toBe(certificates[0]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('-----BEGIN PRIVATE KEY-----');
  });

  test('that holds something else is one line', async () => {
    const file = join(folder, 'other.pem');
    writeFileSync(file, 'hello');
    const cli = Cli.start(['simulate', '--port', '0', '--key-file', file]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toBe('mitid-saml: signingKey holds no private key with a certificate of its own, both in PEM\n');
  });

  test('that cannot be written is one line', async () => {
    const cli = Cli.start(['simulate', '--port', '0', '--key-file', join(folder, 'no/such/folder.pem')]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toMatch(/^mitid-saml: ENOENT[^\n]*\n$/);
  });
});

describe('refusals are one line, and exit code 1', () => {
  test('a port in use, by option and by environment: which, and how to choose another', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    try {
      for (const cli of [Cli.start(['simulate', '--port', port]), Cli.start(['simulate'], { SIMULATOR_PORT: port })]) {
        expect(await cli.end()).toBe(1);
        expect(cli.err).toBe(`mitid-saml: port ${port} is in use; choose another with --port or SIMULATOR_PORT\n`);
      }
    } finally {
      taken.close();
    }
  });

  test('NODE_ENV=production', async () => {
    const cli = Cli.start(['simulate', '--port', '0'], { NODE_ENV: 'production' });
    expect(await cli.end()).toBe(1);
    expect(cli.err).toMatch(/^mitid-saml: [^\n]*does not run with NODE_ENV=production\n$/);
  });

  test('a callback that is no URL', async () => {
    const cli = Cli.start(['simulate', '--port', '0', '--callback', 'here']);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toBe(
      "error: option '--callback <url>' argument 'here' is invalid. Expected an http or https URL.\n",
    );
  });

  test.each([
    ['--port', 'http'],
    ['--port', '70000'],
    ['--uuid-match-port', 'any'],
    ['--sp-callback', 'x'],
    ['--sp-logout', 'x'],
    ['--profile', 'soap'],
    ['--signs', 'all'],
    ['--dialect', 'saml'],
    ['--data-encryption', '3des'],
    ['--key-encryption', 'rsa-1_5'],
    ['--no-such-option', 'x'],
  ])('%s %s', async (option, value) => {
    const cli = Cli.start(['simulate', option, value]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toMatch(/^error: [^\n]*\n$/);
  });
});

test('--version is that of package.json, --help names the command', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  const told = Cli.start(['--version']);
  expect([await told.end(), told.out]).toEqual([0, `${version}\n`]);
  const help = Cli.start(['--help']);
  expect(await help.end()).toBe(0);
  expect(help.out).toMatch(/simulate \[options\]/);
});

test('the command is what package.json installs, and says who runs it', () => {
  const { bin } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  expect(bin).toEqual({ 'mitid-saml': 'dist/cli/index.js' });
  expect(readFileSync(join(__dirname, '../../src/cli/index.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
