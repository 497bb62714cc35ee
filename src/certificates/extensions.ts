import { DER, partsOf, readDer, readObjectIdentifier, type DerElement } from './der';

/** The explicit [3] of TBSCertificate (RFC 5280, 4.1). */
const EXTENSIONS = 0xa3;

/** Extensions by name (RFC 5280, 4.2.1). */
export const EXTENSION = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
} as const;

export interface Extension {
  readonly critical: boolean;
  /** DER. */
  readonly value: Buffer;
}

/** What `node:crypto` gives of a certificate's extensions is not enough to judge a chain by; this is all of them. */
export type Extensions = ReadonlyMap<string, Extension>;

/**
 * The extensions of a certificate, by dotted object identifier.
 *
 * @param der a certificate that `X509Certificate` has read.
 * @throws RangeError when they are malformed, or one is there twice (RFC 5280, 4.2).
 */
export function readExtensions(der: Buffer): Extensions {
  const [tbsCertificate] = partsOf(readDer(der)[0]);
  const [list] = partsOf(partsOf(tbsCertificate).find(({ tag }) => tag === EXTENSIONS));
  const extensions = new Map<string, Extension>();
  for (const element of partsOf(list)) {
    const [oid, ...rest] = partsOf(element);
    const value = rest.at(-1);
    if (oid?.tag !== DER.objectIdentifier || value?.tag !== DER.octetString) {
      throw new RangeError('an extension of another form');
    }
    const id = readObjectIdentifier(oid.content);
    if (extensions.has(id)) throw new RangeError('an extension that is there twice');
    extensions.set(id, { critical: rest.length > 1 && isTrue(rest[0]), value: value.content });
  }
  return extensions;
}

/** What a certificate may do to others below it. */
export interface Constraints {
  /** Whether it is a certificate authority (basicConstraints). */
  readonly ca: boolean;
  /** How many authorities may stand between it and the last certificate; any number where it is not said. */
  readonly pathLength?: number;
  /** Whether its key may sign certificates (keyUsage); undefined where the certificate has no such extension. */
  readonly signsCertificates?: boolean;
}

/** @throws RangeError when one of the two extensions is malformed. */
export function readConstraints(extensions: Extensions): Constraints {
  const basic = extensions.get(EXTENSION.basicConstraints);
  const usage = extensions.get(EXTENSION.keyUsage);
  return { ...readBasicConstraints(basic), ...(usage && { signsCertificates: maySignCertificates(usage) }) };
}

function readBasicConstraints(extension: Extension | undefined): Pick<Constraints, 'ca' | 'pathLength'> {
  if (extension === undefined) return { ca: false };
  const parts = partsOf(onlyElement(extension.value, DER.sequence));
  const ca = isTrue(parts[0]);
  const length = parts.find(({ tag }) => tag === DER.integer);
  if (length === undefined) return { ca };
  if (length.content.length !== 1 || (length.content[0] ?? 0) > 127) throw new RangeError('an unusual path length');
  return { ca, pathLength: length.content[0] ?? 0 };
}

/** keyCertSign is bit 5 of the BIT STRING, whose first byte counts its unused bits. */
function maySignCertificates(extension: Extension): boolean {
  const { content } = onlyElement(extension.value, DER.bitString);
  if (content.length < 2) throw new RangeError('an empty key usage');
  return ((content[1] ?? 0) & 0x04) !== 0;
}

/**
 * The certificate policies (RFC 5280, 4.2.1.4).
 *
 * @returns dotted object identifiers in the certificate's order; none when it has no such extension.
 * @throws RangeError when the extension is malformed.
 */
export function readPolicyOids(extensions: Extensions): readonly string[] {
  const extension = extensions.get(EXTENSION.certificatePolicies);
  if (extension === undefined) return [];
  return partsOf(onlyElement(extension.value, DER.sequence)).map((policy) => {
    const [oid] = partsOf(policy);
    if (oid?.tag !== DER.objectIdentifier) throw new RangeError('a policy without an identifier');
    return readObjectIdentifier(oid.content);
  });
}

function onlyElement(der: Buffer, tag: number): DerElement {
  const [element, ...more] = readDer(der);
  if (element?.tag !== tag || more.length > 0) throw new RangeError('an extension of another form');
  return element;
}

function isTrue(element: DerElement | undefined): boolean {
  return element?.tag === DER.boolean && element.content[0] !== 0;
}
