import type { KeyObject } from 'node:crypto';

const MIN_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/**
 * Why a public key is not accepted: RSA below 2048 bits, a curve other than P-256, P-384 or P-521, another kind of key
 * (rules 2).
 *
 * @returns a phrase to follow the certificate's name, or undefined for a key that is accepted.
 */
export function weaknessOf(key: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve = 'unnamed' } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return modulusLength < MIN_RSA_BITS
        ? `has an RSA key of ${modulusLength} bits; ${MIN_RSA_BITS} or more are needed`
        : undefined;
    case 'ec':
      return CURVES.has(namedCurve) ? undefined : `has an EC key on ${namedCurve}; P-256, P-384 or P-521 is needed`;
    default:
      return `has a key of type ${key.asymmetricKeyType ?? 'unknown'}; RSA or EC is needed`;
  }
}
