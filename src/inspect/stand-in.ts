import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { TrustedCertificates, type TrustedCertificate } from '../certificates';

const MODULUS_BYTES = 256;

/** What is trusted where no certificate is: a key, at any time. */
export function standIn(...keys: readonly KeyObject[]): TrustedCertificates {
  return new TrustedCertificates(
    keys.map((key) => ({ ...ALWAYS, key, subject: '(nobody)', fingerprint256: '(none)', option: 'idpCert' })),
  );
}

const ALWAYS = { notBefore: -Infinity, notAfter: Infinity };

/** Certificates that were chosen at one moment, to be judged with at another. */
export function atAnyTime(certificates: readonly TrustedCertificate[]): TrustedCertificates {
  return new TrustedCertificates(certificates.map((certificate) => ({ ...certificate, ...ALWAYS })));
}

/** A public key that nobody has the private one of: what is no signature of its kind is refused for what it is. */
export function nobodysRsaKey(): KeyObject {
  const modulus = randomBytes(MODULUS_BYTES);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[MODULUS_BYTES - 1] = (modulus[MODULUS_BYTES - 1] ?? 0) | 1;
  return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' });
}
