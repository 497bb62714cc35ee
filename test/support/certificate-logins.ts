import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { verifyOcesChain } from '../../src/certificates';
import { makeCertificate, OID, positiveSerial, type Rdn } from '../../src/certificates/write-certificate';
import { authorityExtensions, leafExtensions } from '../../src/certificates/write-extensions';
import { profileFromCertificate, type Profile } from '../../src/profile';
import { CVR, PID, RID } from './eident-logins';

const UUID = '5b1f7c36-1f0e-4a58-9b36-2f5d3f4c8e10';
const NOW = new Date('2026-11-22T10:00:00Z');
const LIFETIME = { notBefore: new Date('2026-01-01Z'), notAfter: new Date('2029-01-01Z') };
const AUTHORITY_NAME: readonly Rdn[] = [[[OID.commonName, 'TEST ONLY OCES CA']], [[OID.country, 'DK']]];

const { privateKey: KEY } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: AUTHORITY_KEY } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const AUTHORITY = new X509Certificate(
  makeCertificate({
    subject: AUTHORITY_NAME,
    issuer: AUTHORITY_NAME,
    serial: positiveSerial(20),
    ...LIFETIME,
    key: AUTHORITY_KEY,
    extensions: authorityExtensions(AUTHORITY_KEY),
  }),
);

const OCES2_O = `Prøve A/S // CVR:${CVR}`;
const OCES3_NAMES: readonly Rdn[] = [[[OID.givenName, 'Bjørn']], [[OID.surname, 'Testesen']]];
const OCES3_COMPANY: readonly Rdn[] = [
  [[OID.organization, 'Prøve A/S']],
  [[OID.organizationIdentifier, `NTRDK-${CVR}`]],
];

const oces2 = (organization: string, serialNumber: string): readonly Rdn[] => [
  [[OID.organization, organization]],
  [[OID.serialNumber, serialNumber]],
];
const oces3 = (letter: 'P' | 'E' | 'O', ...names: readonly Rdn[]): readonly Rdn[] => [
  [[OID.serialNumber, `UI:DK-${letter}:G:${UUID}`]],
  ...names,
];

/** What stands in the subject beside CN and C, and the policies. */
const KINDS = {
  oces2Person: {
    names: oces2('Ingen organisatorisk tilknytning', `PID:${PID}`),
    policies: ['1.3.6.1.4.1.31313.2.4.6.1.5'],
  },
  oces2Employee: { names: oces2(OCES2_O, `CVR:${CVR}-RID:${RID}`), policies: ['1.3.6.1.4.1.31313.2.4.6.2.6'] },
  oces2Company: { names: oces2(OCES2_O, `CVR:${CVR}-UID:1234`), policies: ['1.3.6.1.4.1.31313.2.4.6.3.5'] },
  oces3Person: { names: oces3('P', ...OCES3_NAMES), policies: ['0.4.0.2042.1.1'] },
  oces3Employee: {
    names: oces3('E', ...OCES3_NAMES, ...OCES3_COMPANY),
    policies: ['1.2.208.169.1.1.1.2.7', '0.4.0.2042.1.1'],
  },
  oces3Company: {
    names: oces3('O', ...OCES3_COMPANY),
    policies: ['1.2.208.169.1.1.1.3.7.1', '0.4.0.2042.1.1'],
  },
} as const satisfies Record<string, { readonly names: readonly Rdn[]; readonly policies: readonly string[] }>;

/** The profile of a certificate whose chain has been verified; its people are those of the other logins. */
export function certificateProfile(kind: keyof typeof KINDS, commonName = 'Bjørn Testesen'): Profile {
  const { names, policies } = KINDS[kind];
  const der = makeCertificate({
    subject: [[[OID.commonName, commonName]], ...names, [[OID.country, 'DK']]],
    issuer: AUTHORITY_NAME,
    serial: positiveSerial(20),
    ...LIFETIME,
    key: KEY,
    signingKey: AUTHORITY_KEY,
    extensions: leafExtensions(KEY, AUTHORITY_KEY, policies),
  });
  const verified = verifyOcesChain(new X509Certificate(der), { roots: AUTHORITY, at: NOW });
  return profileFromCertificate(verified, { issuer: 'https://app.example/certificates' });
}
