import { randomInt, randomUUID } from 'node:crypto';
import {
  keyPemOf,
  nameOf,
  newRsaKey,
  testLifetime,
  type KeyAndCertificate,
  type TestAuthority,
} from './test-authority';
import { makeCertificate, OID, pemOf, positiveSerial, type Rdn } from './write-certificate';
import { leafExtensions } from './write-extensions';

/** The kinds of certificate to make for tests, by what `--kind` calls them. */
export const TEST_KINDS = [
  'poces',
  'moces',
  'voces',
  'foces',
  'oces3-person',
  'oces3-employee',
  'oces3-organisation',
] as const;
export type TestKind = (typeof TEST_KINDS)[number];

/** Whom the certificates of one batch name. All is fictitious: no CVR number that begins with 9 is given out. */
export interface TestOrganization {
  readonly cvr: string;
  readonly name: string;
}

interface Shape {
  readonly rsaBits: number;
  readonly serialBytes: number;
  readonly signature: 'rsa-sha256' | 'rsa-pss-sha256';
}

// facts/oces-certificates.md: keys, serial numbers and signatures as they have been seen.
const OCES2: Shape = { rsaBits: 2048, serialBytes: 4, signature: 'rsa-sha256' };
const OCES3: Shape = { rsaBits: 3072, serialBytes: 20, signature: 'rsa-pss-sha256' };

const POLICIES: Readonly<Record<TestKind, readonly string[]>> = {
  poces: ['1.3.6.1.4.1.31313.2.4.6.1.5'],
  moces: ['1.3.6.1.4.1.31313.2.4.6.2.6'],
  voces: ['1.3.6.1.4.1.31313.2.4.6.3.5'],
  foces: ['1.3.6.1.4.1.31313.2.4.6.4.3'],
  // No certificate of a person, and so no policy of one, has been seen.
  'oces3-person': ['0.4.0.2042.1.1'],
  'oces3-employee': ['1.2.208.169.1.1.1.2.7', '0.4.0.2042.1.1'],
  'oces3-organisation': ['1.2.208.169.1.1.1.3.7.1', '0.4.0.2042.1.1'],
};

const GIVEN_NAME = 'Bjørn';
const FAMILY_NAME = 'Åsen Testesen';
const PERSON = `${GIVEN_NAME} ${FAMILY_NAME}`;

export function testOrganization(): TestOrganization {
  return { cvr: `9${digits(7)}`, name: 'Prøve Æblegård A/S' };
}

/**
 * Makes a certificate of the shape of OCES, with a key of its own and random numbers.
 *
 * @returns PEM; it ends with the authority at the latest.
 */
export async function makeTestLeaf(
  kind: TestKind,
  organization: TestOrganization,
  authority: TestAuthority,
  now: Date,
): Promise<KeyAndCertificate> {
  const { rsaBits, serialBytes, signature } = kind.startsWith('oces3-') ? OCES3 : OCES2;
  const key = await newRsaKey(rsaBits);
  const { notBefore, notAfter } = testLifetime(now);
  const der = makeCertificate({
    subject: subjectOf(kind, organization),
    issuer: nameOf(authority),
    serial: positiveSerial(serialBytes),
    notBefore,
    notAfter: new Date(Math.min(notAfter.getTime(), Date.parse(authority.x509.validTo))),
    key,
    signingKey: authority.key,
    signature,
    extensions: leafExtensions(key, authority.key, POLICIES[kind]),
  });
  return { key: keyPemOf(key), certificate: pemOf(der) };
}

function subjectOf(kind: TestKind, organization: TestOrganization): readonly Rdn[] {
  const { cvr, name } = organization;
  const o = `${name} // CVR:${cvr}`;
  switch (kind) {
    case 'poces':
      return oces2Subject('Ingen organisatorisk tilknytning', PERSON, `PID:9208-2002-2-${digits(12)}`);
    case 'moces':
      return oces2Subject(o, PERSON, `CVR:${cvr}-RID:${digits(8)}`);
    case 'voces':
      return oces2Subject(o, `${name} - Testsystem`, `CVR:${cvr}-UID:${digits(8)}`);
    case 'foces':
      return oces2Subject(o, 'Testsystem (funktionscertifikat)', `CVR:${cvr}-FID:${digits(8)}`);
    case 'oces3-person':
      return oces3Subject(PERSON, 'P', PERSON_NAMES);
    case 'oces3-employee':
      return oces3Subject(PERSON, 'E', [...PERSON_NAMES, ...companyNames(organization)]);
    case 'oces3-organisation':
      return oces3Subject('Testsystem', 'O', companyNames(organization));
  }
}

const PERSON_NAMES: readonly Rdn[] = [[[OID.givenName, GIVEN_NAME]], [[OID.surname, FAMILY_NAME]]];

function companyNames({ cvr, name }: TestOrganization): readonly Rdn[] {
  return [[[OID.organization, name]], [[OID.organizationIdentifier, `NTRDK-${cvr}`]]];
}

/** C first, and one RDN of two values last. */
function oces2Subject(organization: string, commonName: string, serialNumber: string): readonly Rdn[] {
  return [
    [[OID.country, 'DK']],
    [[OID.organization, organization]],
    [
      [OID.commonName, commonName],
      [OID.serialNumber, serialNumber],
    ],
  ];
}

/** CN first, C last. */
function oces3Subject(commonName: string, letter: 'P' | 'E' | 'O', names: readonly Rdn[]): readonly Rdn[] {
  return [
    [[OID.commonName, commonName]],
    [[OID.serialNumber, `UI:DK-${letter}:G:${randomUUID()}`]],
    ...names,
    [[OID.country, 'DK']],
  ];
}

/** None begins with zero. */
function digits(count: number): string {
  return `${randomInt(1, 10)}${Array.from({ length: count - 1 }, () => randomInt(10)).join('')}`;
}
