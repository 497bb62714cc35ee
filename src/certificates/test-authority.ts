import { createPrivateKey, generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { partsOf, readDer } from './der';
import { readConstraints, readExtensions } from './extensions';
import { makeCertificate, OID, pemOf, positiveSerial, type Rdn } from './write-certificate';
import { authorityExtensions } from './write-extensions';

/** An authority for tests: it signs leaves, and nobody trusts it who is not told to. */
export interface TestAuthority {
  readonly key: KeyObject;
  readonly x509: X509Certificate;
}

/** A private key and its certificate, PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_DAYS = 3 * 365;
const RSA_BITS = 3072;
/** The OU is what OCES3's own test certificates are known by (facts/oces-certificates.md, section 2). */
const NAME: readonly Rdn[] = [
  [[OID.commonName, 'TEST ONLY OCES CA']],
  [[OID.organizationalUnit, 'Test - cti']],
  [[OID.organization, 'passport-mitid-saml TEST ONLY']],
  [[OID.country, 'DK']],
];
/** TBSCertificate (RFC 5280, 4.1): version, serialNumber, signature, issuer, validity, subject. */
const SUBJECT = 5;

/** From yesterday on, for three years: where clocks differ by hours, what was made now is valid. */
export function testLifetime(now: Date): { readonly notBefore: Date; readonly notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + LIFETIME_DAYS * DAY_MS),
  };
}

export async function makeTestAuthority(now: Date): Promise<TestAuthority> {
  const key = await newRsaKey(RSA_BITS);
  const der = makeCertificate({
    subject: NAME,
    issuer: NAME,
    serial: positiveSerial(20),
    ...testLifetime(now),
    key,
    extensions: authorityExtensions(key),
  });
  return { key, x509: new X509Certificate(der) };
}

/**
 * An authority that was kept.
 *
 * @throws Error whose message is a phrase: unreadable, no RSA key, no pair, or no authority.
 */
export function readTestAuthority({ key: keyPem, certificate }: KeyAndCertificate): TestAuthority {
  const { key, x509 } = readPair(keyPem, certificate);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('has a key that is not RSA');
  if (!x509.checkPrivateKey(key)) throw new Error('has a certificate of another key');
  const { ca, signsCertificates = true } = readConstraints(readExtensions(x509.raw));
  if (!ca || !signsCertificates) throw new Error('is no certificate authority');
  return { key, x509 };
}

function readPair(keyPem: string, certificate: string): TestAuthority {
  try {
    return { key: createPrivateKey(keyPem), x509: new X509Certificate(certificate) };
  } catch {
    throw new Error('has no private key without a passphrase, or no certificate, in PEM');
  }
}

export function writeTestAuthority({ key, x509 }: TestAuthority): KeyAndCertificate {
  return { key: keyPemOf(key), certificate: pemOf(x509.raw) };
}

/** The authority's name, in DER. */
export function nameOf({ x509 }: TestAuthority): Buffer {
  const [tbsCertificate] = partsOf(readDer(x509.raw)[0]);
  const subject = tbsCertificate === undefined ? undefined : partsWithHeader(tbsCertificate.content)[SUBJECT];
  if (subject === undefined) throw new RangeError('a certificate without a subject');
  return subject;
}

/** Each element as it stands, its tag and length included. */
function partsWithHeader(content: Buffer): readonly Buffer[] {
  let end = 0;
  return readDer(content).map((part) => {
    const start = end;
    end = part.content.byteOffset - content.byteOffset + part.content.length;
    return content.subarray(start, end);
  });
}

export async function newRsaKey(bits: number): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: bits })).privateKey;
}

export function keyPemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
