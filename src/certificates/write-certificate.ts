import { constants, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { asn1, util } from 'node-forge';
import {
  bits,
  boolean,
  derOf,
  explicit,
  integer,
  nothing,
  octets,
  oid,
  primitive,
  ready,
  sequence,
  set,
  type Asn1,
} from './write-der';
import type { WrittenExtension } from './write-extensions';

/** The attribute types of names that OCES certificates use (facts/oces-certificates.md). */
export const OID = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
} as const;

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const PSS_SALT_BYTES = 32;
const { Type } = asn1;

/** One relative distinguished name: attribute type and value; more than one makes it multi-valued, as in OCES2. */
export type Rdn = readonly (readonly [oid: string, value: string])[];

export interface CertificateContent {
  readonly subject: readonly Rdn[];
  /** Or the subject of the issuer's certificate, in DER, so that the two are the same to the byte. */
  readonly issuer: readonly Rdn[] | Buffer;
  /** Positive, big endian, the first bit clear. */
  readonly serial: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** An RSA private key; the certificate is for its public half. */
  readonly key: KeyObject;
  /** Who signs: `key` itself unless given. */
  readonly signingKey?: KeyObject;
  /** `rsa-pss-sha256` is RSASSA-PSS with MGF1-SHA-256 and a salt of 32 bytes, as OCES3 has it; else PKCS #1. */
  readonly signature?: 'rsa-sha256' | 'rsa-pss-sha256';
  readonly extensions?: readonly WrittenExtension[];
}

/**
 * Makes an X.509 certificate. node-forge's own writer cannot put two attributes into one relative distinguished name,
 * which is what an OCES2 subject is (facts/oces-certificates.md), and Node has none.
 *
 * @returns the certificate in DER.
 */
export function makeCertificate(content: CertificateContent): Buffer {
  const { signature = 'rsa-sha256', extensions = [] } = content;
  const publicKey = createPublicKey(content.key).export({ type: 'spki', format: 'der' });
  const tbs = sequence(
    explicit(0, integer(2)),
    primitive(Type.INTEGER, content.serial.toString('latin1')),
    algorithm(signature),
    Buffer.isBuffer(content.issuer) ? ready(content.issuer) : name(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    name(content.subject),
    ready(publicKey),
    ...(extensions.length === 0 ? [] : [explicit(3, sequence(...extensions.map(extension)))]),
  );
  const signed = sign('sha256', derOf(tbs), {
    key: content.signingKey ?? content.key,
    ...(signature === 'rsa-pss-sha256' && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES }),
  });
  return derOf(sequence(tbs, algorithm(signature), bits(signed)));
}

function algorithm(signature: 'rsa-sha256' | 'rsa-pss-sha256'): Asn1 {
  if (signature === 'rsa-sha256') return sequence(oid(SHA256_WITH_RSA), nothing());
  const hash = (): Asn1 => sequence(oid(SHA256), nothing());
  const parameters = [hash(), sequence(oid(MGF1), hash()), integer(PSS_SALT_BYTES)] as const;
  return sequence(
    oid(RSASSA_PSS),
    sequence(explicit(0, parameters[0]), explicit(1, parameters[1]), explicit(2, parameters[2])),
  );
}

function name(rdns: readonly Rdn[]): Asn1 {
  return sequence(...rdns.map((rdn) => set(rdn.map(([type, value]) => attribute(type, value)).sort(byDer))));
}

function attribute(type: string, value: string): Asn1 {
  const stringType = type === OID.country || type === OID.serialNumber ? Type.PRINTABLESTRING : Type.UTF8;
  return sequence(oid(type), primitive(stringType, util.encodeUtf8(value)));
}

// X.690 section 11.6: the members of a SET OF stand in the order of their encodings.
function byDer(one: Asn1, other: Asn1): number {
  return Buffer.compare(derOf(one), derOf(other));
}

function time(date: Date): Asn1 {
  return primitive(Type.UTCTIME, asn1.dateToUtcTime(date));
}

function extension({ oid: id, critical = false, value }: WrittenExtension): Asn1 {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

/** A certificate serial number of `bytes` bytes: never zero, never negative. */
export function positiveSerial(bytes: number): Buffer {
  const serial = randomBytes(bytes);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** DER as PEM. */
export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
