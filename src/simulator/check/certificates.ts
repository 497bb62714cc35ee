import { X509Certificate, type KeyObject } from 'node:crypto';
import { readOcesCertificate } from '../../certificates';
import type { Evidence } from './evidence';

const MIN_BITS = 2048;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a service provider's requests may be signed with: by its metadata, and as it is registered. */
export function signingCertificatesOf({ metadata, registration }: Evidence): readonly X509Certificate[] {
  const announced = metadata === undefined || 'problem' in metadata ? [] : metadata.signing.certificates;
  return [...announced, ...(registration === undefined ? [] : [new X509Certificate(registration.signingCert)])];
}

/** Its public key, where Node knows the kind. */
export function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

/** Why a key is not taken: a phrase to follow the certificate's name. NemLog-in signs and encrypts with RSA (facts/oiosaml.md 1.5). */
export function weaknessIn(certificate: X509Certificate): string | undefined {
  const key = keyOf(certificate);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key?.asymmetricKeyType !== 'rsa') return `has a key of type ${key?.asymmetricKeyType ?? 'unknown'}`;
  return bits < MIN_BITS ? `has an RSA key of ${bits} bits` : undefined;
}

/** Whole days from `now` until it ends; negative once it has ended. @param now milliseconds since 1970. */
export function daysLeft(certificate: X509Certificate, now: number): number {
  return Math.floor((Date.parse(certificate.validTo) - now) / DAY_MS);
}

/** Whether it has begun and not ended. @param now milliseconds since 1970. */
export function isInForce(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
}

/** From when until when, for a person to read. */
export function lifetimeOf({ validFrom, validTo }: X509Certificate): string {
  return [validFrom, validTo].map((text) => new Date(text).toISOString().slice(0, 10)).join(' to ');
}

/** Who made it. NemLog-in wants one of OCES3 (facts/oiosaml.md 1.6); on a developer's own machine any will do. */
export function issuedBy(certificate: X509Certificate): 'OCES3' | 'another authority' | 'itself' {
  if (certificate.subject === certificate.issuer) return 'itself';
  try {
    return readOcesCertificate(certificate).generation === 'oces3' ? 'OCES3' : 'another authority';
  } catch {
    return 'another authority';
  }
}

/** A certificate's name in one line. */
export function nameOf({ subject, fingerprint256 }: X509Certificate): string {
  return `${subject.replaceAll('\n', ', ')} (SHA-256 ${fingerprint256.slice(0, 23)}…)`;
}
