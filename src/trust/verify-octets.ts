import { createHash, verify } from 'node:crypto';
import type { SignatureProof } from '../assertion';
import type { TrustedCertificate } from '../certificates';
import { MitIdError } from '../errors';
import { SHA1_SIGNATURE_ALGORITHMS, SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './algorithms';

export interface VerifyOptions {
  /** The certificates to try; their keys were parsed and judged when they were read. */
  readonly certificates: readonly TrustedCertificate[];
  readonly dangerouslyAllowSha1?: boolean;
}

/** A signature value, and what says how it was made. */
export interface SignatureValue {
  readonly value: Buffer;
  /** The URI of the method, for the log. */
  readonly method: string;
  readonly algorithm: SignatureAlgorithm;
}

/**
 * The method that a URI names, in a SignatureMethod or a SigAlg.
 *
 * @throws MitIdError `signature_algorithm`, `signature_sha1`
 */
export function signatureAlgorithm(uri: string, where: string, options: VerifyOptions): SignatureAlgorithm {
  const algorithm = SIGNATURE_ALGORITHMS.get(uri);
  if (algorithm !== undefined) return algorithm;
  const sha1 = SHA1_SIGNATURE_ALGORITHMS.get(uri);
  if (sha1 === undefined) {
    throw new MitIdError('signature_algorithm', {
      where,
      got: uri.slice(0, 120),
      expected: 'RSA or ECDSA with SHA-256 or better',
    });
  }
  if (options.dangerouslyAllowSha1 !== true) throw sha1Refused(where, uri);
  return sha1;
}

export function sha1Refused(where: string, got: string): MitIdError {
  return new MitIdError('signature_sha1', {
    where,
    got,
    expected: 'SHA-256 or better',
    option: 'dangerouslyAllowSha1',
  });
}

/**
 * Verifies that one of the trusted certificates signed.
 *
 * @param forms the octets that may have been signed; where there are several, they say the same.
 * @returns what to keep of the signature.
 * @throws MitIdError `signature_algorithm` where the method fits no trusted key, `signature_invalid`
 */
export function verifyOctets(
  forms: readonly Buffer[],
  { value, method, algorithm }: SignatureValue,
  where: string,
  { certificates }: VerifyOptions,
): SignatureProof {
  const option = certificates[0]?.option ?? 'idpCert';
  const candidates = certificates.filter(({ key }) => key.asymmetricKeyType === algorithm.key);
  if (candidates.length === 0) {
    throw new MitIdError('signature_algorithm', {
      where,
      got: method,
      expected: 'a method that fits a trusted key',
      option,
    });
  }
  for (const candidate of candidates) {
    const signed = forms.find((octets) => verifies(algorithm, octets, candidate, value));
    if (signed !== undefined) {
      return Object.freeze({
        certificate: candidate.fingerprint256,
        method,
        signatureValue: value.toString('base64'),
        signedDigest: createHash(algorithm.hash).update(signed).digest('base64'),
      });
    }
  }
  throw new MitIdError('signature_invalid', {
    where,
    got: 'a signature by none of the trusted certificates',
    expected: `a signature by ${certificates.map(({ fingerprint256 }) => fingerprint256).join(' or ')}`,
    option,
  });
}

function verifies(
  { hash, padding, saltLength }: SignatureAlgorithm,
  octets: Buffer,
  { key }: TrustedCertificate,
  value: Buffer,
): boolean {
  return verify(
    hash,
    octets,
    {
      key,
      dsaEncoding: 'ieee-p1363',
      ...(padding !== undefined && { padding }),
      ...(saltLength !== undefined && { saltLength }),
    },
    value,
  );
}
