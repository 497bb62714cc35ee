import { createPublicKey } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOcesCertificate, readPkcs12, verifyOcesChain, writePkcs12 } from '../../src/certificates';
import { TEST_KINDS } from '../../src/certificates/test-leaf';
import { certsCommand } from '../../src/cli/certs';
import { cprOf } from '../support/broker-pages';
import { CERTS } from '../support/certs';
import { personaCprIn } from '../support/cpr-watch/personas';
import { makeOcesCertificate, oces2Company, oces2Employee } from '../support/oces';
import { requireTool } from '../support/tool';
import { runInProcess, type Said } from './in-process';
import { Cli } from './support';

const PASSPHRASE = 'rødgrød 1';
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'certs-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');
const KINDS = ['--kind', 'poces', 'oces3-organisation'];

/** Runs to the end: the exit code, and one line of what is wrong where it is not 0. */
async function run(args: readonly string[], code = 0, env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const said = await runInProcess(certsCommand(), args, env);
  expect(said.code).toBe(code);
  expect(said.err).toMatch(code === 0 ? /^$/ : /^[^\n]+\n$/);
  return said;
}

function file(name: string, content: string | Buffer): string {
  writeFileSync(at(name), content, { mode: 0o600 });
  return at(name);
}

describe('certs make', () => {
  test('makes a CA and every kind, each for its owner only, and says so', async () => {
    const { out } = await run(['make', '--out', at('all')]);
    const names = ['oces-ca', ...TEST_KINDS];
    expect(readdirSync(at('all')).sort()).toEqual(
      names.flatMap((name) => [`${name}.crt.pem`, `${name}.key.pem`]).sort(),
    );
    for (const name of readdirSync(at('all'))) expect(statSync(at('all', name)).mode & 0o777).toBe(0o600);
    for (const name of names) expect(out).toContain(`\n  ${name} `);
    const roots = text('all', 'oces-ca.crt.pem');
    for (const kind of TEST_KINDS) {
      const { certificate } = verifyOcesChain(text('all', `${kind}.crt.pem`), { roots, at: new Date() }).content;
      expect(out).toContain(`${certificate.kind} ${certificate.id}`);
      expect(certificate.cvr ?? '9').toMatch(/^9/);
    }
    expect(out).not.toContain('.p12');
    expect(personaCprIn(out)).toBeUndefined();
  });

  test('overwrites nothing, unless told to', async () => {
    await run(['make', '--out', at('twice'), ...KINDS]);
    const before = text('twice', 'poces.crt.pem');
    const { err } = await run(['make', '--out', at('twice'), '--kind', 'moces', 'poces'], 1);
    expect(err).toBe(
      `mitid-saml: ${at('twice')} has oces-ca.key.pem, oces-ca.crt.pem, poces.key.pem, poces.crt.pem; --force overwrites\n`,
    );
    expect(text('twice', 'poces.crt.pem')).toBe(before);
    expect(readdirSync(at('twice'))).not.toContain('moces.key.pem');
    chmodSync(at('twice', 'poces.key.pem'), 0o644);
    await run(['make', '--out', at('twice'), '--kind', 'poces', '--force']);
    expect(text('twice', 'poces.crt.pem')).not.toBe(before);
    expect(statSync(at('twice', 'poces.key.pem')).mode & 0o777).toBe(0o600);
  });

  test('signs with a CA that was made before', async () => {
    await run(['make', '--out', at('first'), '--kind', 'poces']);
    await run(['make', '--out', at('second'), '--kind', 'moces', '--ca', at('first', 'oces-ca')]);
    expect(readdirSync(at('second')).sort()).toEqual(['moces.crt.pem', 'moces.key.pem']);
    const options = { roots: text('first', 'oces-ca.crt.pem'), at: new Date() };
    expect(verifyOcesChain(text('second', 'moces.crt.pem'), options).content.certificate.kind).toBe('employee');
    const { err } = await run(['make', '--out', at('third'), '--kind', 'moces', '--ca', at('first', 'poces')], 1);
    expect(err).toBe(`mitid-saml: --ca ${at('first', 'poces')} is no certificate authority\n`);
  });

  test.each<[string, () => readonly string[], NodeJS.ProcessEnv]>([
    ['the environment', () => ['--passphrase-env', 'P12_SECRET'], { P12_SECRET: PASSPHRASE }],
    ['a file', () => ['--passphrase-file', file('secret', `${PASSPHRASE}\n`)], {}],
  ])('writes PKCS#12 with a passphrase from %s', async (where, args, env) => {
    const out = at(`p12 ${where}`);
    const made = await run(['make', '--out', out, '--kind', 'oces3-organisation', ...args()], 0, env);
    const p12 = readFileSync(join(out, 'oces3-organisation.p12'));
    const [key, certificate] = ['key', 'crt'].map((part) =>
      readFileSync(join(out, `oces3-organisation.${part}.pem`), 'utf8'),
    );
    expect(readPkcs12(p12, PASSPHRASE)).toEqual({ key, certificate });
    expect(statSync(join(out, 'oces3-organisation.p12')).mode & 0o777).toBe(0o600);
    expect(made.out).toContain('.p12');
    expect(made.out + made.err).not.toContain(PASSPHRASE);
  });

  test.each<[string, () => readonly string[], RegExp]>([
    ['no such variable', () => ['--passphrase-env', 'NOT_SET'], /--passphrase-env NOT_SET holds no passphrase/],
    ['an empty file', () => ['--passphrase-file', file('empty', '\n')], /--passphrase-file .* holds no passphrase/],
    ['both', () => ['--passphrase-env', 'A', '--passphrase-file', 'b'], /cannot be used with/],
    ['a passphrase as an argument', () => ['--passphrase', 'x'], /unknown option '--passphrase'/],
    ['another kind', () => ['--kind', 'xoces'], /Allowed choices are poces/],
    ['no such CA', () => ['--ca', at('nothing')], /--ca: there is no file \S+nothing\.key\.pem\n$/],
    ['no such file', () => ['--passphrase-file', at('nothing')], /--passphrase-file: there is no file \S+nothing\n$/],
  ])('is refused with %s, in one line, and makes nothing', async (_, args, words) => {
    const { err } = await run(['make', '--out', at('refused'), ...args()], 1);
    expect(err).toMatch(words);
    expect(readdirSync(folder)).not.toContain('refused');
  });
});

requireTool('openssl')('openssl', () => {
  test('reads the PKCS#12 that was made, and verifies the chain in it', async () => {
    const secret = file('openssl-secret', PASSPHRASE);
    const make = ['make', '--out', at('openssl'), '--kind', 'oces3-employee', '--passphrase-file', secret];
    const cli = Cli.start(['certs', ...make]);
    expect([await cli.end(), cli.err]).toEqual([0, '']);
    const openssl = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('openssl', args);
      return [status, stdout.toString() + (status === 0 ? '' : stderr.toString())] as const;
    };
    const [status, pem] = openssl(
      'pkcs12',
      '-in',
      at('openssl', 'oces3-employee.p12'),
      '-nokeys',
      '-passin',
      `file:${secret}`,
    );
    expect(status).toBe(0);
    expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const [leaf, root] = [at('openssl', 'oces3-employee.crt.pem'), at('openssl', 'oces-ca.crt.pem')];
    expect(openssl('verify', '-x509_strict', '-CAfile', root, leaf)).toEqual([0, `${leaf}: OK\n`]);
  });
});

describe('certs inspect', () => {
  const employee = oces2Employee('90000001', '27304742', 'Bjørn Ansat', 'Prøve A/S');

  test('says whom a certificate names, and how long it is valid', async () => {
    const { out } = await run(['inspect', file('employee.pem', employee.pem)]);
    for (const line of [
      /employee\.pem: PEM, 1 certificate, 0 private keys\n/,
      /^ {2}kind +OCES2 employee \(MOCES\)$/m,
      /^ {2}name +Bjørn Ansat$/m,
      /^ {2}organisation +Prøve A\/S$/m,
      /^ {2}CVR +90000001$/m,
      /^ {2}RID +27304742$/m,
      /^ {2}environment +test$/m,
      /^ {2}policy +1\.3\.6\.1\.4\.1\.31313\.2\.4\.6\.2\.6 \(MOCES, pre-production\)$/m,
      /^ {2}valid +2026-01-01T00:00:00\.000Z to 2029-01-01T00:00:00\.000Z \((?:\d+ days left|expired)\)$/m,
      /^ {2}key +RSA 2048$/m,
      /^ {2}signature +RSA with SHA-256$/m,
      /^ {2}issuer +C=DK, O=TRUST2408, CN=TRUST2408 Systemtest XXII CA$/m,
    ]) {
      expect(out).toMatch(line);
    }
  });

  test.each<[string, () => Buffer | string, string]>([
    ['PEM', () => employee.pem, 'PEM'],
    ['DER', () => Buffer.from(employee.base64, 'base64'), 'DER'],
    ['base64, as an assertion holds it', () => employee.base64, 'base64'],
    ['PKCS#12', () => writePkcs12({ key: CERTS.idp.key, certificate: CERTS.idp.cert }, PASSPHRASE), 'PKCS#12'],
  ])('reads %s, and gives JSON', async (_, content, format) => {
    const secret = file('inspect-secret', PASSPHRASE);
    const { out } = await run(['inspect', file('any', content()), '--json', '--passphrase-file', secret]);
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(report).toMatchObject({ file: at('any'), format, privateKeys: format === 'PKCS#12' ? 1 : 0, odd: [] });
    if (format === 'PKCS#12') return;
    const { kind, id } = readOcesCertificate(employee.base64);
    expect(report['certificates']).toMatchObject([
      { oces: { kind, id, rid: '27304742' }, odd: expect.any(Array) as [] },
    ]);
  });

  test('shows every certificate of a file, and what is odd about its keys', async () => {
    const content = CERTS.tlsLocalhost.cert + CERTS.tlsCa.cert + CERTS.idp.key;
    const name = file('many.pem', content);
    chmodSync(name, 0o644);
    const { out } = await run(['inspect', name]);
    expect(out).toMatch(/many\.pem: PEM, 2 certificates, 1 private key\n/);
    expect(out).toMatch(/^ {2}odd: holds a private key without its certificate$/m);
    expect(out).toMatch(/^ {2}odd: holds a private key that others may read \(chmod 600\)$/m);
    expect(out).toMatch(/no OCES certificate[^]*a certificate authority/);
    expect(out).not.toContain('PRIVATE KEY');
  });

  test('of a PKCS#12 file without its passphrase says how to give it', async () => {
    const name = file('locked.p12', writePkcs12({ key: CERTS.idp.key, certificate: CERTS.idp.cert }, PASSPHRASE));
    expect((await run(['inspect', name], 1)).err).toBe(
      'mitid-saml: the file needs --passphrase-file or --passphrase-env\n',
    );
    const wrong = await run(['inspect', name, '--passphrase-env', 'WRONG'], 1, { WRONG: 'xyzzy' });
    expect(wrong.err).toBe('mitid-saml: the file cannot be opened with this passphrase\n');
  });

  test.each<[string, string | Buffer, string]>([
    ['something else', 'hello', 'this is no certificate: neither PEM, DER nor PKCS#12'],
    ['an empty file', '', 'this is no certificate: neither PEM, DER nor PKCS#12'],
    [
      'a public key in DER',
      createPublicKey(CERTS.idp.key).export({ type: 'spki', format: 'der' }),
      'the file is not a PKCS#12 file',
    ],
    [
      'a broken certificate',
      CERTS.idp.cert.replace(/\n.{20}/, '\n'),
      'the file holds a PEM certificate that cannot be read',
    ],
  ])('of %s is one line', async (_, content, line) => {
    expect((await run(['inspect', file('other', content)], 1)).err).toBe(`mitid-saml: ${line}\n`);
  });

  test('of a file that is not there is one line', async () => {
    const cli = Cli.start(['certs', 'inspect', at('nowhere')]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toBe(`mitid-saml: there is no file ${at('nowhere')}\n`);
  });

  test('of a file that is too large is one line', async () => {
    const large = file('large', Buffer.alloc(1024 * 1024 + 1));
    expect((await run(['inspect', large], 1)).err).toBe(`mitid-saml: ${large} is 1048577 bytes: no certificate file\n`);
  });

  test('never shows a CPR number, wherever the certificate has it', async () => {
    const cpr = cprOf('citizen');
    const bare = cpr.replace('-', '');
    const subjects = [
      oces2Employee('90000001', bare, `Bjørn ${cpr}`, `Prøve ${bare}`),
      oces2Company('90000001', bare, 'Prøve A/S'),
      makeOcesCertificate({ subject: [[['CN', 'x']], [['serialNumber', `CPR:${cpr}`]]], serialNumber: bare }),
    ];
    for (const { pem } of subjects) {
      for (const args of [[], ['--json']]) {
        const { out } = await run(['inspect', file('cpr.pem', pem), ...args]);
        expect(out).toContain(`${bare.slice(0, 6)}-xxxx`);
        expect(personaCprIn(out)).toBeUndefined();
      }
    }
  });

  test('shows no control characters of a certificate', async () => {
    const { pem } = makeOcesCertificate({
      subject: [[['CN', 'a\u001b[31mb\u009b']], [['serialNumber', 'CVR:90000001-UID:1']]],
    });
    const { out } = await run(['inspect', file('control.pem', pem), '--json']);
    expect(out).not.toMatch(/[\u001b\u009b]|\\u001b/);
  });
});
