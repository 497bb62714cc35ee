import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metadataCommand } from '../../src/cli/metadata';
import { readXml, SOAP_MESSAGE } from '../../src/trust';
import { CERTS } from '../support/certs';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { runInProcess } from './in-process';
import { Cli } from './support';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-metadata-'));
  for (const [name, text] of Object.entries({
    'signing.pem': CERTS.idp.cert,
    'next.pem': CERTS.idpNext.cert,
    'key.pem': CERTS.idp.key,
    'text.pem': 'no PEM',
  })) {
    writeFileSync(join(folder, name), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);

async function run(args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const { code, out, err } = await runInProcess(metadataCommand(), args);
  return { status: code, out, err };
}

describe('metadata nemlog-in', () => {
  const least = () => [
    'nemlog-in',
    ...['--entity-id', 'https://app.example', '--callback', 'https://app.example/acs'],
    ...['--signing-cert', file('signing.pem'), '--encryption-cert', file('next.pem'), '--service-name', 'da=Fjordbo'],
  ];
  const everything = () => [
    ...least(),
    ...[
      '--service-name',
      'en=Fjordbo & Co',
      '--signing-cert',
      file('next.pem'),
      '--organization-name',
      'da=Fjordbo A/S',
    ],
    ...['--organization-url', 'da=https://app.example/', '--contact', 'technical:drift@app.example', '--cpr'],
    ...['--privileges', '--valid-until', '2031-01-31', '--signing-key', file('key.pem'), '--dialect', 'oiosaml-2'],
    ...['--logout', 'https://app.example/slo'],
  ];

  requireSchemas()('against the OASIS schema', () => {
    test.each([
      ['the least', least],
      ['everything, signed', everything],
    ])('%s is valid', async (_, args) => {
      const { status, out, err } = await run(args());
      expect([status, err]).toEqual([0, '']);
      expect(schemaProblems(out, 'saml-2.0-metadata')).toBe('');
    });
  });

  test('announces AES-CBC, unless it is told not to', async () => {
    expect((await run(least())).out).toContain('aes256-cbc');
    const { out } = await run([...least(), '--no-cbc']);
    expect(out).toContain('aes256-gcm');
    expect(out).not.toContain('-cbc');
  });

  test('says what the flags say', async () => {
    const { out } = await run(everything());
    const { root } = readXml(Buffer.from(out), SOAP_MESSAGE);
    expect(root.attribute('validUntil')).toBe('2031-01-31T00:00:00.000Z');
    const [descriptor] = root.all(MD, 'SPSSODescriptor');
    const uses = descriptor?.all(MD, 'KeyDescriptor').map((key) => key.attribute('use'));
    expect(uses).toEqual(['signing', 'signing', 'encryption']);
    const logout = descriptor?.all(MD, 'SingleLogoutService').map((service) => service.attribute('Location'));
    expect(logout).toEqual(['https://app.example/slo', 'https://app.example/slo']);
    const names = descriptor
      ?.all(MD, 'AttributeConsumingService')[0]
      ?.all(MD, 'ServiceName')
      .map(({ text }) => text);
    expect(names).toEqual(['Fjordbo', 'Fjordbo & Co']);
    expect(out).toContain('dk:gov:saml:attribute:CprNumberIdentifier');
    expect(out).not.toContain('PRIVATE KEY');
  });

  test('--out writes a file', async () => {
    const { status, out } = await run([...least(), '--out', file('sp.xml')]);
    expect([status, out]).toEqual([0, expect.stringContaining(`Wrote ${file('sp.xml')}`)]);
    expect(statSync(file('sp.xml')).size).toBeGreaterThan(1000);
    expect(readFileSync(file('sp.xml'), 'utf8')).toContain('entityID="https://app.example"');
  });

  test('--out overwrites nothing, unless it is told to, and follows no link', async () => {
    writeFileSync(file('there.xml'), 'mine');
    symlinkSync(file('there.xml'), file('link.xml'));
    symlinkSync(file('nowhere.xml'), file('dangling.xml'));
    for (const name of ['there.xml', 'link.xml', 'dangling.xml']) {
      const { status, err } = await run([...least(), '--out', file(name)]);
      expect([status, err]).toEqual([1, `mitid-saml: --out: ${file(name)} is there; --force overwrites\n`]);
    }
    expect((await run([...least(), '--out', file('link.xml'), '--force'])).status).toBe(0);
    expect(lstatSync(file('link.xml')).isFile()).toBe(true);
    expect(readFileSync(file('there.xml'), 'utf8')).toBe('mine');
    expect((await run([...least(), '--out', file('there.xml'), '--force'])).status).toBe(0);
    expect(readFileSync(file('there.xml'), 'utf8')).toContain('EntityDescriptor');
  });

  test('--out where nothing can be written is explained', async () => {
    const { status, err } = await run([...least(), '--out', file('no/sp.xml')]);
    expect([status, err]).toEqual([1, `mitid-saml: --out: ${file('no/sp.xml')} cannot be written (ENOENT)\n`]);
  });

  test.each<[string, string[], string]>([
    ['no PEM', ['--signing-cert', 'text.pem'], 'text.pem holds no PEM certificate'],
    ['no key', ['--signing-key', 'text.pem'], 'is not a readable PEM private key'],
    ['a file that is not there', ['--signing-cert', 'nothing.pem'], '--signing-cert: there is no file'],
    ['a name without a language', ['--service-name', 'Fjordbo'], 'Write it as language=text.'],
    ['another kind of contact', ['--contact', 'boss:a@app.example'], 'metadata.contacts[0].type must be technical'],
    ['a date in words', ['--valid-until', 'tomorrow'], 'Write it as YYYY-MM-DD.'],
    [
      'half of an organisation',
      ['--organization-name', 'da=Fjordbo'],
      '--organization-name and --organization-url go together',
    ],
    ['an http logout', ['--logout', 'http://app.example/slo'], '--logout is http: and not on loopback'],
    ['an http callback', ['--callback', 'http://app.example/acs'], '--callback is http: and not on loopback'],
  ])('%s is explained', async (_, [flag = '', value = ''], problem) => {
    const { status, out, err } = await run([...least(), flag, value.endsWith('.pem') ? file(value) : value]);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(problem);
  });
});

describe('metadata eident', () => {
  test('is a sheet to fill the form from, as a process of its own', async () => {
    const callback = 'https://app.example/login/mitid/callback';
    const cli = Cli.start(['metadata', 'eident', '--callback', callback, '--environment', 'production', '--cpr']);
    expect(await cli.end()).toBe(0);
    const { out } = cli;
    expect(out).toMatch(/artifact resolver URL +https:\/\/app\.example\/login\/mitid\/callback\n/);
    expect(out).toMatch(/CPR number \(returnssn\) +yes\n/);
    expect(out).toMatch(/NemID PID \(return_nemid_pid\) +no\n/);
    expect(out).toMatch(/assertionUrl +https:\/\/www\.e-ident\.nets\.eu\/saml1resp\/getassertion\n/);
  });

  test('a callback that is no URL is explained', async () => {
    const { status, err } = await run(['eident', '--callback', 'app.example']);
    expect([status, err]).toEqual([1, 'mitid-saml: --callback is not an absolute URL\n']);
  });
});
