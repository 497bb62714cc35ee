import { createPrivateKey, generateKeyPair, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { MitIdError } from '../../errors';
import { makeCertificate, OID, pemOf, positiveSerial } from '../../certificates/write-certificate';

const RSA_BITS = 2048;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_DAYS = 3 * 365;

/** A private key and its self-signed certificate: what the simulated broker signs with. */
export interface SigningKey {
  readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;
}

/** Makes an RSA-2048 key and a certificate that is valid for three years, from yesterday on. */
export async function generateSigningKey(commonName: string): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  return certified(privateKey, commonName);
}

/** As `generateSigningKey`, for a key that is made while somebody waits. */
export function generateSigningKeySync(commonName: string): SigningKey {
  return certified(generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey, commonName);
}

let foreign: SigningKey | undefined;

/** A key that no configuration trusts; made when it is first needed, so that it costs no start. */
export function foreignSigningKey(): SigningKey {
  foreign ??= generateSigningKeySync('Somebody else');
  return foreign;
}

function certified(privateKey: KeyObject, commonName: string): SigningKey {
  const subject = [[[OID.country, 'DK'] as const], [[OID.commonName, commonName] as const]];
  const certificate = makeCertificate({
    subject,
    issuer: subject,
    serial: positiveSerial(16),
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + LIFETIME_DAYS * DAY_MS),
    key: privateKey,
  });
  return { key: privateKey, certificate: pemOf(certificate) };
}

/**
 * Reads a signing key that was kept, so that `idpCert` stays the same from one start to the next.
 *
 * @param pem a PKCS#8 private key and its certificate, in one PEM text.
 * @throws MitIdError `configuration_invalid` when one is missing or they do not belong together.
 */
export function readSigningKey(pem: string): SigningKey {
  try {
    const key = createPrivateKey(pem);
    const certificate = new X509Certificate(pem);
    if (certificate.checkPrivateKey(key)) return { key, certificate: certificate.toString() };
  } catch {
    // An unreadable half and two halves that do not fit are one problem to whoever made the file.
  }
  throw new MitIdError('configuration_invalid', {
    option: 'signingKey',
    problems: ['signingKey holds no private key with a certificate of its own, both in PEM'],
  });
}

/** The signing key as the PEM text that `readSigningKey` takes. */
export function writeSigningKey({ key, certificate }: SigningKey): string {
  return `${key.export({ type: 'pkcs8', format: 'pem' }).toString()}${certificate}`;
}
