import { createHash, timingSafeEqual, verify } from 'node:crypto';
import type { TrustedCertificate } from '../certificates';
import { MitIdError } from '../errors';
import {
  DIGEST_ALGORITHMS,
  SHA1_DIGEST,
  SHA1_SIGNATURE_ALGORITHMS,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from './algorithms';
import { canonicalize } from './canonicalization';
import { readSignature } from './signature-shape';
import type { XmlElement } from './xml-element';

export interface VerifyOptions {
  /** The certificates to try; their keys were parsed and judged when they were read. */
  readonly certificates: readonly TrustedCertificate[];
  readonly dangerouslyAllowSha1?: boolean;
}

/**
 * Verifies that `signature` covers `signed`, its parent, whole: shape, reference, digest, and the signature itself under
 * one of the trusted certificates. Returns nothing: it throws or the element is what was signed.
 *
 * @param id the id of `signed`, which the Reference must name.
 * @throws MitIdError the codes of the signature group, see `docs/attacks.md`
 */
export function verifySignature(signature: XmlElement, signed: XmlElement, id: string, options: VerifyOptions): void {
  const shape = readSignature(signature);
  const where = signature.path;
  if (shape.referencedId !== id) {
    throw new MitIdError('signature_reference', {
      where,
      got: 'another id',
      expected: `the id of the ${signed.local}`,
    });
  }
  const algorithm = signatureAlgorithm(shape.signatureMethod, where, options);
  const digestName = digestAlgorithm(shape.digestMethod, where, options);
  const digest = createHash(digestName)
    .update(canonicalize(signed, shape.referencePrefixes, signature))
    .digest();
  if (digest.length !== shape.digestValue.length || !timingSafeEqual(digest, shape.digestValue)) {
    throw new MitIdError('digest_mismatch', {
      where,
      got: 'another digest',
      expected: `${digestName} of the ${signed.local}`,
    });
  }
  const octets = Buffer.from(canonicalize(shape.signedInfo, shape.signedInfoPrefixes));
  const candidates = options.certificates.filter(({ key }) => key.asymmetricKeyType === algorithm.key);
  if (candidates.length === 0) {
    throw new MitIdError('signature_algorithm', {
      where,
      got: shape.signatureMethod,
      expected: 'a method that fits a trusted key',
      option: 'idpCert',
    });
  }
  if (!candidates.some((candidate) => verifies(algorithm, octets, candidate, shape.signatureValue))) {
    throw new MitIdError('signature_invalid', {
      where,
      got: 'a signature by none of the trusted certificates',
      expected: options.certificates.map(({ fingerprint256 }) => fingerprint256).join(' or '),
      option: 'idpCert',
    });
  }
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

function signatureAlgorithm(uri: string, where: string, options: VerifyOptions): SignatureAlgorithm {
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

function digestAlgorithm(uri: string, where: string, options: VerifyOptions): string {
  const digest = DIGEST_ALGORITHMS.get(uri);
  if (digest !== undefined) return digest;
  if (uri !== SHA1_DIGEST) {
    throw new MitIdError('digest_algorithm', {
      where,
      got: uri.slice(0, 120),
      expected: 'SHA-256, SHA-384 or SHA-512',
    });
  }
  if (options.dangerouslyAllowSha1 !== true) throw sha1Refused(where, uri);
  return 'sha1';
}

function sha1Refused(where: string, got: string): MitIdError {
  return new MitIdError('signature_sha1', {
    where,
    got,
    expected: 'SHA-256 or better',
    option: 'dangerouslyAllowSha1',
  });
}
