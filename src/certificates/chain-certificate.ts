import type { KeyObject, X509Certificate } from 'node:crypto';
import { EXTENSION, readConstraints, readExtensions, type Constraints, type Extensions } from './extensions';
import { weaknessOf } from './key-strength';
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm';

/** A certificate as far as a chain is judged by it. */
export interface ChainCertificate {
  readonly x509: X509Certificate;
  readonly key: KeyObject;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly constraints: Constraints;
  readonly signature: SignatureAlgorithm;
}

/** A signature by a larger key, or a larger exponent, costs the verifier more than any authority needs. */
const MAX_RSA_BITS = 8192;
const MAX_EXPONENT = 0xffff_ffffn;
/** Of what a stranger's certificate holds, this much stands in an error. */
const MAX_NAMED = 4;
/** Extensions that are judged, or limit nothing (a policy without policy constraints); RFC 5280, 4.2. */
const KNOWN: ReadonlySet<string> = new Set(Object.values(EXTENSION));

/** @returns a phrase to follow the certificate's name where no chain can hold it. */
export function readChainCertificate(x509: X509Certificate): ChainCertificate | string {
  const key = publicKeyOf(x509);
  if (key === undefined) return 'has a public key that cannot be read';
  const weakness = weaknessOf(key) ?? costOf(key);
  if (weakness !== undefined) return weakness;
  const parts = partsOf(x509);
  if (parts === undefined) return 'has extensions that cannot be read';
  const unknown = unknownCritical(parts.extensions);
  if (unknown.length > 0)
    return `has a critical extension that is not judged here: ${unknown.slice(0, MAX_NAMED).join(', ')}`;
  const { constraints, signature } = parts;
  return {
    x509,
    key,
    notBefore: Date.parse(x509.validFrom),
    notAfter: Date.parse(x509.validTo),
    constraints,
    signature,
  };
}

/** Critical extensions that this package does not judge: who does not know one must refuse (RFC 5280, 4.2). */
export function unknownCritical(extensions: Extensions): readonly string[] {
  return Array.from(extensions)
    .filter(([oid, { critical }]) => critical && !KNOWN.has(oid))
    .map(([oid]) => oid);
}

/** Why a certificate is not valid at a moment (milliseconds since 1970), as a phrase. */
export function validityProblem(
  { notBefore, notAfter }: ChainCertificate,
  at: number,
): 'is not valid yet' | 'has expired' | undefined {
  // Not `at < notBefore`: a date that could not be read is no date that has passed.
  if (!(notBefore <= at)) return 'is not valid yet';
  return at <= notAfter ? undefined : 'has expired';
}

function publicKeyOf(x509: X509Certificate): KeyObject | undefined {
  try {
    return x509.publicKey;
  } catch {
    return undefined;
  }
}

function partsOf(x509: X509Certificate) {
  try {
    const extensions = readExtensions(x509.raw);
    return { extensions, constraints: readConstraints(extensions), signature: readSignatureAlgorithm(x509.raw) };
  } catch {
    return undefined;
  }
}

function costOf({ asymmetricKeyDetails }: KeyObject): string | undefined {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  if (modulusLength > MAX_RSA_BITS) return `has an RSA key of ${modulusLength} bits; ${MAX_RSA_BITS} are the most`;
  return publicExponent > MAX_EXPONENT ? 'has an RSA key with an unusual exponent' : undefined;
}
