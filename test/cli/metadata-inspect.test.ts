import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metadataCommand } from '../../src/cli/metadata';
import { signMetadata } from '../../src/metadata';
import { idp, sp } from '../metadata/support/idp';
import { CERTS } from '../support/certs';
import { runInProcess } from './in-process';
import { Cli } from './support';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function inspect(args: readonly string[], input?: string): Promise<{ code: unknown; out: string; err: string }> {
  if (input === undefined) return await runInProcess(metadataCommand(), ['inspect', ...args]);
  const cli = Cli.start(['metadata', 'inspect', ...args]);
  cli.writes(input);
  return { code: await cli.end(), out: cli.out, err: cli.err };
}

const signed = signMetadata(idp({ entity: 'ID="_1"' }), CERTS.foreign);
const [signingCert, otherCert] = [CERTS.foreign, CERTS.idp].map(
  ({ name, cert }) =>
    () =>
      file(`${name}.pem`, cert),
) as [() => string, () => string];

test('says who, where, and with which keys, and that nothing is odd: exit code 0', async () => {
  const { code, out, err } = await inspect(['--signing-cert', signingCert(), file('idp.xml', signed)]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Signed with rsa-sha256, verified; the signature names .*CN=foreign \(26:F6:/);
  expect(out).toMatch(/\n\nhttps:\/\/saml\.idp\.example\n {2}identity provider, wants requests signed\n/);
  expect(out).toContain('    SingleSignOnService HTTP-Redirect: https://login.idp.example/idp/saml/3.0/\n');
  expect(out).toMatch(
    / {4}key for signing: .*CN=idp\n {6}RSA 2048, certificate signed by RSA with SHA-256\n {6}2020-01-01 to 2049-12-31, \d+ days left\n {6}25:63:A5:/,
  );
  expect(out).toMatch(/\nNothing is odd\.\n$/);
});

test('says what is odd, one line each: exit code 1', async () => {
  const { code, out } = await inspect(['--signing-cert', otherCert(), file('odd.xml', signed)]);
  expect(code).toBe(1);
  expect(out).toMatch(/^Signed with rsa-sha256, NOT by --signing-cert; /);
  expect(out).toMatch(
    /\nWhat is odd:\n {2}- the document is not signed as --signing-cert demands: signature_invalid, [^\n]*\n$/,
  );
});

test('without a certificate verifies nothing, and says so', async () => {
  expect((await inspect([file('some.xml', signed)])).out).toMatch(
    /^Signed with rsa-sha256, not verified: --signing-cert does; /,
  );
  expect((await inspect([file('none.xml', idp())])).out).toMatch(/^Not signed\.\n/);
});

test('reads standard input, and writes JSON', async () => {
  const { code, out } = await inspect(['--json', '-'], sp());
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    root: 'EntityDescriptor',
    entities: [{ entityId: 'https://app.example', roles: [{ role: 'SPSSODescriptor' }] }],
    notes: [expect.stringContaining("service provider's metadata")],
    odd: [],
  });
});

test("a service's own metadata is not odd for being that: exit code 0", async () => {
  const { code, out } = await inspect([file('sp.xml', sp())]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /\n\nThis is a service provider's metadata: for the broker to read, not for idpMetadata\.\nNothing is odd\.\n$/,
  );
});

test('shows nothing that moves the cursor', async () => {
  const { out } = await inspect([file('control.xml', idp({ entityId: 'https://idp.example/&#x9b;2J&#10;\u202ex' }))]);
  expect(out).toContain('\nhttps://idp.example/\ufffd2J\ufffd\ufffdx\n');
});

describe('what cannot be read is one line, and exit code 2', () => {
  const wrong: [string, () => readonly string[], RegExp][] = [
    [
      'a page',
      () => [file('page.html', '<!doctype html>')],
      /^mitid-saml: \S+page\.html is an HTML page, not metadata[^\n]*\n$/,
    ],
    [
      'cut off',
      () => [file('cut.xml', signed.slice(0, -9))],
      /^mitid-saml: \S+cut\.xml cannot be read: xml_malformed[^\n]*\n$/,
    ],
    ['a word', () => [file('word', 'hello')], /^mitid-saml: \S+word is not XML\n$/],
    ['a URL', () => [file('url', 'https://idp.example/metadata')], /^mitid-saml: \S+url is a URL\n$/],
    ['no file', () => [join(folder, 'nowhere.xml')], /^mitid-saml: there is no file \S+nowhere\.xml\n$/],
    [
      'no file of a certificate',
      () => ['--signing-cert', join(folder, 'nowhere.pem'), file('idp3.xml', signed)],
      /^mitid-saml: --signing-cert: there is no file \S+nowhere\.pem\n$/,
    ],
    [
      'a certificate that is none',
      () => ['--signing-cert', file('no.pem', 'x'), file('idp2.xml', signed)],
      /^mitid-saml: --signing-cert\[0\] holds no PEM certificate\n$/,
    ],
  ];
  test.each(wrong)('%s', async (_, args, line) => {
    const { code, out, err } = await inspect(args());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(line);
  });

  test('standard input', async () => {
    const { code, err } = await inspect(['-'], '');
    expect([code, err]).toEqual([2, 'mitid-saml: standard input is empty\n']);
  });
});
