import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { partsOf, readDer } from './der';
import { EXTENSION } from './extensions';
import { bits, boolean, derOf, implicit, integer, octets, oid, sequence } from './write-der';

/** An extension as it stands in a certificate (RFC 5280, 4.2). */
export interface WrittenExtension {
  readonly oid: string;
  readonly critical?: boolean;
  /** DER. */
  readonly value: Buffer;
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';
// keyUsage (RFC 5280, 4.2.1.3): bit 0 is the highest of the first byte.
const DIGITAL_SIGNATURE_AND_ENCIPHERMENT = 0b1011_0000;
const SIGN_CERTIFICATES_AND_LISTS = 0b0000_0110;

export function certificatePolicies(policies: readonly string[]): WrittenExtension {
  const value = derOf(sequence(...policies.map((policy) => sequence(oid(policy)))));
  return { oid: EXTENSION.certificatePolicies, value };
}

/** Of an authority that signs leaves and no further authority. */
export function authorityExtensions(key: KeyObject): readonly WrittenExtension[] {
  return [
    {
      oid: EXTENSION.basicConstraints,
      critical: true,
      value: derOf(sequence(boolean(true), integer(0))),
    },
    keyUsage(SIGN_CERTIFICATES_AND_LISTS),
    subjectKeyIdentifier(key),
  ];
}

/** Of a leaf that signs, logs in and is encrypted for. */
export function leafExtensions(
  key: KeyObject,
  issuerKey: KeyObject,
  policies: readonly string[],
): readonly WrittenExtension[] {
  return [
    keyUsage(DIGITAL_SIGNATURE_AND_ENCIPHERMENT),
    certificatePolicies(policies),
    subjectKeyIdentifier(key),
    { oid: AUTHORITY_KEY_IDENTIFIER, value: derOf(sequence(implicit(keyIdentifier(issuerKey)))) },
  ];
}

function keyUsage(flags: number): WrittenExtension {
  return { oid: EXTENSION.keyUsage, critical: true, value: derOf(bits(Buffer.of(flags), trailingZeros(flags))) };
}

function subjectKeyIdentifier(key: KeyObject): WrittenExtension {
  return { oid: SUBJECT_KEY_IDENTIFIER, value: derOf(octets(keyIdentifier(key))) };
}

/** RFC 5280, 4.2.1.2 (1): the SHA-1 of the BIT STRING without its first byte. */
function keyIdentifier(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const [, publicKey] = partsOf(readDer(spki)[0]);
  return createHash('sha1')
    .update(publicKey?.content.subarray(1) ?? '')
    .digest();
}

/** DER leaves the zeros at the end of a named bit list out (X.690, 11.2.2). */
function trailingZeros(flags: number): number {
  return Math.clz32(flags & -flags) ^ 31;
}
