import { createHash, timingSafeEqual } from 'node:crypto';
import type { SignatureProof } from '../assertion';
import { MitIdError } from '../errors';
import { DIGEST_ALGORITHMS, SHA1_DIGEST } from './algorithms';
import { canonicalize } from './canonicalization';
import { readSignature } from './signature-shape';
import { sha1Refused, signatureAlgorithm, verifyOctets, type VerifyOptions } from './verify-octets';
import type { XmlElement } from './xml-element';

export type { VerifyOptions } from './verify-octets';

/**
 * Verifies that `signature` covers `signed`, its parent, whole: shape, reference, digest, and the signature itself under
 * one of the trusted certificates. It throws, or the element is what was signed.
 *
 * @param id the id of `signed`, which the Reference must name.
 * @returns what to keep of the signature.
 * @throws MitIdError the codes of the signature group, see `docs/attacks.md`
 */
export function verifySignature(
  signature: XmlElement,
  signed: XmlElement,
  id: string,
  options: VerifyOptions,
): SignatureProof {
  const shape = readSignature(signature);
  const where = signature.path;
  if (shape.referencedId !== id) {
    throw new MitIdError('signature_reference', {
      where,
      got: 'another id',
      expected: `the id of the ${signed.local}`,
    });
  }
  const { signatureMethod: method, signatureValue: value } = shape;
  const algorithm = signatureAlgorithm(method, where, options);
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
  const proof = verifyOctets([octets], { value, method, algorithm }, where, options);
  return Object.freeze({ ...proof, digestValue: digest.toString('base64') });
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
