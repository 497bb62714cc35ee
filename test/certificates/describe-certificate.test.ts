import { X509Certificate } from 'node:crypto';
import { describeCertificate } from '../../src/certificates/describe-certificate';
import { CERTS } from '../support/certs';
import {
  makeOcesCertificate,
  oces2Employee,
  oces2Subject,
  oces3,
  OCES3_ISSUER,
  type OcesCertificateOptions,
} from '../support/oces';

const PID = '9208-2002-2-024271267078';
const DAY_MS = 24 * 60 * 60 * 1000;
const END = Date.parse('2029-01-01T00:00:00Z');
const NOW = END - 10 * DAY_MS;
const x509 = ({ base64 }: { readonly base64: string }) => new X509Certificate(Buffer.from(base64, 'base64'));
const made = (options: OcesCertificateOptions, now = NOW) =>
  describeCertificate(x509(makeOcesCertificate(options)), now);
const person = oces2Subject('x', 'Test', `PID:${PID}`);
const TEST_POLICY = ['1.3.6.1.4.1.31313.2.4.6.1.5'];

test('an OCES2 employee', () => {
  const certificate = x509(oces2Employee('90000001', '27304742', 'Bjørn Ansat', 'Prøve A/S'));
  expect(describeCertificate(certificate, NOW)).toStrictEqual({
    subject: 'C=DK, O=Prøve A/S // CVR:90000001, CN=Bjørn Ansat + serialNumber=CVR:90000001-RID:27304742',
    issuer: 'C=DK, O=TRUST2408, CN=TRUST2408 Systemtest XXII CA',
    serialNumber: '4036ac0b',
    fingerprint256: certificate.fingerprint256,
    oces: {
      kind: 'employee',
      id: 'CVR:90000001-RID:27304742',
      cvr: '90000001',
      rid: '27304742',
      generation: 'oces2',
      commonName: 'Bjørn Ansat',
      organizationName: 'Prøve A/S',
      environment: 'test',
    },
    policies: [{ oid: '1.3.6.1.4.1.31313.2.4.6.2.6', type: 'MOCES', environment: 'pre-production' }],
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2029-01-01T00:00:00.000Z',
    daysLeft: 10,
    key: 'RSA 2048',
    signature: 'RSA with SHA-256',
    authority: false,
    odd: [],
  });
});

test('an OCES3 organisation: its policy says nothing of production', () => {
  const report = describeCertificate(
    x509(oces3('O', '3a905527-0060-4948-8854-01f938664cac', 'System', '90000001', 'Prøve A/S')),
    NOW,
  );
  expect(report).toMatchObject({ signature: 'RSASSA-PSS with SHA-256', oces: { environment: 'test' }, odd: [] });
  expect(report.policies).toEqual([{ oid: '1.2.208.169.1.1.1.3.7', type: 'VOCES' }, { oid: '0.4.0.2042.1.1' }]);
});

test('a certificate that is not of OCES is nothing odd', () => {
  const report = describeCertificate(new X509Certificate(CERTS.tlsCa.cert), NOW);
  expect(report).toMatchObject({ authority: true, odd: [] });
  expect(report).not.toHaveProperty('oces');
});

describe('what is odd', () => {
  test.each<[string, () => readonly string[], readonly unknown[]]>([
    ['expired', () => made({ subject: person, policyOids: TEST_POLICY }, END + 1).odd, ['expired 1 day(s) ago']],
    ['not valid yet', () => made({ subject: person, policyOids: TEST_POLICY }, 0).odd, ['is not valid yet']],
    ['no policy', () => made({ subject: person }).odd, ['has no OCES policy']],
    [
      'a policy of production and a test issuer',
      () => made({ subject: person, policyOids: ['1.2.208.169.1.1.1.1.4'] }).odd,
      ['has a policy of production and a test issuer'],
    ],
    [
      'a policy of another kind',
      () => made({ subject: person, policyOids: ['1.2.208.169.1.1.1.2.4'] }).odd,
      ['is refused as an OCES certificate: a subject of the kind person and a policy of MOCES'],
    ],
    [
      'OCES3 with PKCS #1',
      () =>
        made({
          subject: [[['CN', 'Test']], [['serialNumber', 'UI:DK-P:G:3a905527-0060-4948-8854-01f938664cac']]],
          issuer: OCES3_ISSUER,
          policyOids: ['1.2.208.169.1.1.1.1.7'],
        }).odd,
      ['is of OCES3 and not signed with RSASSA-PSS'],
    ],
    [
      'neither test nor production',
      () => made({ subject: person, issuer: [[['CN', 'Somebody']]] }).odd,
      ['has no OCES policy', 'does not say whether it is of test or production'],
    ],
    [
      'an authority that names a person',
      () =>
        made({
          subject: person,
          policyOids: TEST_POLICY,
          extensions: [['2.5.29.19', Buffer.from('30030101ff', 'hex')]],
        }).odd,
      ['names somebody as OCES does, and is a certificate authority'],
    ],
    [
      'extensions that cannot be read',
      () => made({ subject: person, extensions: [['2.5.29.32', Buffer.from('0500', 'hex')]] }).odd,
      ['has extensions that cannot be read', expect.stringContaining('malformed extensions')],
    ],
    [
      'a weak key',
      () => describeCertificate(new X509Certificate(CERTS.weakRsa1024.cert), NOW).odd,
      ['has an RSA key of 1024 bits; 2048 or more are needed'],
    ],
  ])('%s', (_, odd, expected) => {
    expect(odd()).toEqual(expected);
  });
});
