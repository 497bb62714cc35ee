import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { asn1, util } from 'node-forge';

/** The attribute types of names that the simulator's certificates use. */
export const OID = {
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  organization: '2.5.4.10',
} as const;

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const CERTIFICATE_POLICIES = '2.5.29.32';

/** One relative distinguished name: attribute type and value; more than one makes it multi-valued, as in OCES2. */
export type Rdn = readonly (readonly [oid: string, value: string])[];

export interface CertificateContent {
  readonly subject: readonly Rdn[];
  readonly issuer: readonly Rdn[];
  /** Positive, big endian, the first bit clear. */
  readonly serial: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** An RSA private key; the certificate is for its public half. */
  readonly key: KeyObject;
  /** Who signs: `key` itself unless given. */
  readonly signingKey?: KeyObject;
  /** A certificate policy. */
  readonly policy?: string;
}

const { Class, Type } = asn1;
const sequence = (...parts: asn1.Asn1[]): asn1.Asn1 => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
// RFC 5280 section 4.1: version is [0], extensions are [3]. node-forge's types know the universal tags of those numbers only.
const VERSION_TAG = Type.NONE;
const EXTENSIONS_TAG = Type.BITSTRING;
const tagged = (tag: asn1.Type, part: asn1.Asn1): asn1.Asn1 => asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [part]);
const primitive = (type: asn1.Type, bytes: string): asn1.Asn1 => asn1.create(Class.UNIVERSAL, type, false, bytes);
const oid = (dotted: string): asn1.Asn1 => primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
const binary = (bytes: Buffer): string => bytes.toString('latin1');

/**
 * Makes an X.509 certificate, signed sha256WithRSAEncryption. node-forge's own writer cannot put two attributes into
 * one relative distinguished name, which is what an OCES2 subject is (facts/oces-certificates.md).
 *
 * @returns the certificate in DER.
 */
export function makeCertificate(content: CertificateContent): Buffer {
  const algorithm = sequence(oid(SHA256_WITH_RSA), primitive(Type.NULL, ''));
  const publicKey = createPublicKey(content.key).export({ type: 'spki', format: 'der' });
  const tbs = sequence(
    tagged(VERSION_TAG, primitive(Type.INTEGER, '\u0002')),
    primitive(Type.INTEGER, binary(content.serial)),
    algorithm,
    name(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    name(content.subject),
    asn1.fromDer(binary(publicKey)),
    ...(content.policy === undefined ? [] : [extensions(content.policy)]),
  );
  const signed = Buffer.from(asn1.toDer(tbs).getBytes(), 'latin1');
  const signature = sign('sha256', signed, content.signingKey ?? content.key);
  const certificate = sequence(tbs, algorithm, primitive(Type.BITSTRING, `\u0000${binary(signature)}`));
  return Buffer.from(asn1.toDer(certificate).getBytes(), 'latin1');
}

function name(rdns: readonly Rdn[]): asn1.Asn1 {
  return sequence(
    ...rdns.map((rdn) =>
      asn1.create(Class.UNIVERSAL, Type.SET, true, rdn.map(([type, value]) => attribute(type, value)).sort(byDer)),
    ),
  );
}

function attribute(type: string, value: string): asn1.Asn1 {
  const stringType = type === OID.country || type === OID.serialNumber ? Type.PRINTABLESTRING : Type.UTF8;
  return sequence(oid(type), primitive(stringType, util.encodeUtf8(value)));
}

// X.690 section 11.6: the members of a SET OF stand in the order of their encodings.
function byDer(one: asn1.Asn1, other: asn1.Asn1): number {
  return asn1.toDer(one).getBytes() < asn1.toDer(other).getBytes() ? -1 : 1;
}

function time(date: Date): asn1.Asn1 {
  return primitive(Type.UTCTIME, asn1.dateToUtcTime(date));
}

function extensions(policy: string): asn1.Asn1 {
  const policies = asn1.toDer(sequence(sequence(oid(policy)))).getBytes();
  return tagged(EXTENSIONS_TAG, sequence(sequence(oid(CERTIFICATE_POLICIES), primitive(Type.OCTETSTRING, policies))));
}

/** DER as PEM. */
export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
