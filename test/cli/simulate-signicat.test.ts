import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { element, elements } from '../simulator/support/message';
import { SP } from '../simulator/support/service-provider';
import { logInAt, mitIdAddress } from '../simulator/support/signicat';
import type { Simulator } from '../../src/simulator';
import { Cli } from './support';

const RUNNING = /E-Ident simulator: (http:\/\/localhost:\d+)[^]*Ctrl-C stops\./;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('serves MitID and NemID of whom the options name, and says what to paste', async () => {
  const nemidCallback = 'http://localhost:4000/nemid';
  const cli = Cli.start([
    ...['simulate', '--port', '0'],
    ...['--signicat-entity-id', SP.entityId, '--signicat-callback', SP.callbackUrl],
    ...['--signicat-signing-cert', written('signing.pem', SP.signingCert)],
    ...['--signicat-encryption-cert', written('encryption.pem', SP.encryptionCert ?? '')],
    ...['--nemid-service', 'mine', '--nemid-callback', nemidCallback, '--nemid-audience', 'https://app.example/nemid'],
  ]);
  try {
    const [out, url = ''] = await cli.says(RUNNING);
    expect(out).toContain(
      `idpMetadata: { url: '${url}/signicat/saml2/metadata', dangerouslyTrustMetadataOverTls: true }`,
    );
    expect(out).toContain(`entityId: '${SP.entityId}',`);
    expect(out).toContain(`authenticationUrl: '${url}/signicat/std/method/mine',`);
    expect(out).toContain("audience: 'https://app.example/nemid',");
    expect(out).not.toContain('not encrypted, which SignicatStrategy refuses');
    const entryPoint = `${url}/signicat/saml2/sso`;
    const mitid = await logInAt(mitIdAddress({ signicat: { entryPoint } } as Simulator), 'citizen');
    expect(elements(mitid.message, 'EncryptedData')).toHaveLength(1);
    const query = new URLSearchParams({ id: 'nemid', target: nemidCallback });
    const nemid = await logInAt(`${url}/signicat/std/method/mine?${query.toString()}`, 'citizen');
    expect(element(nemid.message, 'Audience').text).toBe('https://app.example/nemid');
  } finally {
    cli.signal('SIGINT');
    await cli.end();
  }
});

test('nobody is registered for MitID unless named; demo for NemID', async () => {
  const cli = Cli.start(['simulate', '--port', '0']);
  try {
    const [out, url = ''] = await cli.says(RUNNING);
    expect(out).toContain('Nobody is registered for MitID: give --signicat-entity-id and --signicat-callback.');
    expect(out).toContain(`authenticationUrl: '${url}/signicat/std/method/demo',`);
    expect(out).toContain("callbackUrl: 'http://localhost:3000/login/nemid/callback',");
  } finally {
    cli.signal('SIGINT');
    await cli.end();
  }
});

test.each([
  [
    ['--signicat-entity-id', 'x'],
    'an application at Signicat needs --signicat-entity-id and --signicat-callback together',
  ],
  [['--signicat-callback', 'https://x.example'], 'needs --signicat-entity-id and --signicat-callback together'],
  [
    ['--nemid-callback', 'x'],
    "option '--nemid-callback <url>' argument 'x' is invalid. Expected an http or https URL.",
  ],
  [['--signicat-callback', 'x'], "option '--signicat-callback <url>' argument 'x' is invalid."],
  [
    [
      '--signicat-entity-id',
      'x',
      '--signicat-callback',
      'https://x.example',
      '--signicat-signing-cert',
      '/no/such.pem',
    ],
    '--signicat-signing-cert',
  ],
])('%j: %s', async (args, problem) => {
  const cli = Cli.start(['simulate', '--port', '0', ...args]);
  expect(await cli.end()).not.toBe(0);
  expect(cli.err).toContain(problem);
});
