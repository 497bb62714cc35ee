import { X509Certificate } from 'node:crypto';
import { readOcesCertificate, verifyOcesChain } from '../../src/certificates';
import {
  makeTestAuthority,
  readTestAuthority,
  writeTestAuthority,
  type KeyAndCertificate,
  type TestAuthority,
} from '../../src/certificates/test-authority';
import { makeTestLeaf, TEST_KINDS, testOrganization, type TestKind } from '../../src/certificates/test-leaf';
import { CERTS } from '../support/certs';
import { requireTool } from '../support/tool';
import { OpenSsl } from './openssl';

const NOW = new Date();
const ORGANIZATION = testOrganization();
let openssl: OpenSsl;
let authority: TestAuthority;
const leaves = new Map<TestKind, KeyAndCertificate>();

beforeAll(async () => {
  openssl = new OpenSsl();
  authority = await makeTestAuthority(NOW);
  for (const kind of TEST_KINDS) leaves.set(kind, await makeTestLeaf(kind, ORGANIZATION, authority, NOW));
});
afterAll(() => openssl.remove());

const certificateOf = (kind: TestKind) => leaves.get(kind)!.certificate;

/** The subject as openssl reads it: one line an attribute, whatever RDN it is in. */
function subjectByOpenssl(certificate: string): Record<string, string> {
  const nameopt = ['-nameopt', 'utf8,sep_multiline,sname'];
  const args = ['x509', '-noout', '-subject', ...nameopt, '-in', openssl.write(certificate)];
  const lines = openssl
    .run(args)
    .toString()
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(' + '));
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, type, value] = /^\s*(\w+) ?= ?(.*)$/.exec(line) ?? [];
      return type === undefined || value === undefined ? [] : [[type, value] as const];
    }),
  );
}

requireTool('openssl')('a certificate that is made for tests', () => {
  test.each<[TestKind, object]>([
    ['poces', { generation: 'oces2', kind: 'person' }],
    ['moces', { generation: 'oces2', kind: 'employee', cvr: ORGANIZATION.cvr }],
    ['voces', { generation: 'oces2', kind: 'company', cvr: ORGANIZATION.cvr }],
    ['foces', { generation: 'oces2', kind: 'function', cvr: ORGANIZATION.cvr }],
    ['oces3-person', { generation: 'oces3', kind: 'person' }],
    ['oces3-employee', { generation: 'oces3', kind: 'employee', cvr: ORGANIZATION.cvr }],
    ['oces3-organisation', { generation: 'oces3', kind: 'organisation', cvr: ORGANIZATION.cvr }],
  ])('%s is read as what it is, and openssl reads the same subject', (kind, expected) => {
    const read = readOcesCertificate(certificateOf(kind));
    expect(read).toMatchObject({ ...expected, environment: 'test' });
    const subject = subjectByOpenssl(certificateOf(kind));
    expect(subject['CN']).toBe(read.commonName);
    expect(subject['O']?.replace(/ \/\/ CVR:\d{8}$/, '')).toBe(
      read.organizationName ?? (kind === 'poces' ? 'Ingen organisatorisk tilknytning' : undefined),
    );
    expect(subject['serialNumber']?.replace(/^(?:PID:|UI:DK-[EOP]:G:)/, '')).toBe(read.id);
    expect([subject['GN'], subject['SN']]).toEqual([read.givenName, read.familyName]);
    if (read.generation === 'oces3') expect(subject['organizationIdentifier']).toBe(read.cvr && `NTRDK-${read.cvr}`);
  });

  test.each(TEST_KINDS)('%s hangs on its authority, says openssl too', (kind) => {
    const at = new Date(NOW.getTime() + 60_000);
    const roots = writeTestAuthority(authority).certificate;
    expect(openssl.verify(certificateOf(kind), [roots], [], at, ['-x509_strict'])).toBe('OK');
    expect(verifyOcesChain(certificateOf(kind), { roots, at }).content.chain).toHaveLength(2);
  });

  test('has the RDNs, the signature, the key and the serial number of its generation', () => {
    const text = (kind: TestKind) =>
      openssl.run(['x509', '-noout', '-text', '-in', openssl.write(certificateOf(kind))]).toString();
    expect(new X509Certificate(certificateOf('moces')).subject).toMatch(/^C=DK\nO=.*\nCN=.* \+ serialNumber=CVR:/);
    expect(new X509Certificate(certificateOf('oces3-employee')).subject).toMatch(/^CN=.*\nserialNumber=UI:.*\nC=DK$/s);
    expect(text('moces')).toMatch(/sha256WithRSAEncryption[^]*\(2048 bit\)/);
    expect(text('oces3-employee')).toMatch(/rsassaPss[^]*Hash Algorithm: sha256[^]*Salt Length: 0x20[^]*\(3072 bit\)/);
    expect(text('oces3-employee')).toMatch(/Digital Signature, Key Encipherment, Data Encipherment\n/);
    expect(new X509Certificate(certificateOf('moces')).serialNumber).toHaveLength(8);
    expect(new X509Certificate(certificateOf('oces3-employee')).serialNumber).toHaveLength(40);
  });

  test('has a key of its own, and fictitious numbers', () => {
    for (const { key, certificate } of leaves.values()) {
      expect(openssl.run(['pkey', '-pubout', '-in', openssl.write(key)]).toString()).toBe(
        openssl.run(['x509', '-noout', '-pubkey', '-in', openssl.write(certificate)]).toString(),
      );
    }
    expect(new Set(Array.from(leaves.values(), ({ key }) => key)).size).toBe(TEST_KINDS.length);
    expect(ORGANIZATION.cvr).toMatch(/^9\d{7}$/);
  });

  test('is valid for three years, and no longer than its authority', async () => {
    const late = new Date(NOW.getTime() + 365 * 24 * 60 * 60 * 1000);
    const [early, clipped] = [
      certificateOf('voces'),
      (await makeTestLeaf('voces', ORGANIZATION, authority, late)).certificate,
    ];
    const end = authority.x509.validTo;
    expect(new X509Certificate(early).validTo).toBe(end);
    expect(new X509Certificate(clipped).validTo).toBe(end);
    const years = (Date.parse(end) - NOW.getTime()) / (365 * 24 * 60 * 60 * 1000);
    expect(years).toBeGreaterThan(2.9);
    expect(years).toBeLessThan(3.1);
  });
});

describe('an authority that was kept', () => {
  test('signs as it did', async () => {
    const again = readTestAuthority(writeTestAuthority(authority));
    const { certificate } = await makeTestLeaf('poces', ORGANIZATION, again, NOW);
    const chain = { roots: authority.x509, at: NOW };
    expect(verifyOcesChain(certificate, chain).content.certificate.kind).toBe('person');
  });

  test.each<[string, () => KeyAndCertificate, string]>([
    ['unreadable', () => ({ key: 'x', certificate: 'x' }), 'has no private key without a passphrase'],
    ['an EC key', () => ({ key: CERTS.ec256.key, certificate: CERTS.ec256.cert }), 'has a key that is not RSA'],
    ['no pair', () => ({ key: CERTS.idp.key, certificate: CERTS.tlsCa.cert }), 'has a certificate of another key'],
    ['no authority', () => ({ key: CERTS.idp.key, certificate: CERTS.idp.cert }), 'is no certificate authority'],
  ])('is refused when it is %s', (_, make, phrase) => {
    expect(() => readTestAuthority(make())).toThrow(phrase);
  });
});
