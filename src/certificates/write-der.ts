import { asn1 } from 'node-forge';

const { Class, Type } = asn1;
// RFC 5280 and RFC 7292 number their context-specific tags from 0; node-forge's types know the universal tags of those
// numbers only.
const TAGS = [Type.NONE, Type.BOOLEAN, Type.INTEGER, Type.BITSTRING] as const;

export type Asn1 = asn1.Asn1;
type TagNumber = 0 | 1 | 2 | 3;

export const sequence = (...parts: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
export const set = (parts: Asn1[]): Asn1 => asn1.create(Class.UNIVERSAL, Type.SET, true, parts);

/** A primitive of a universal type; one character of `bytes` is one byte, save in a BMPString, which node-forge encodes. */
export const primitive = (type: asn1.Type, bytes: string): Asn1 => asn1.create(Class.UNIVERSAL, type, false, bytes);

export const oid = (dotted: string): Asn1 => primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
export const nothing = (): Asn1 => primitive(Type.NULL, '');
export const boolean = (value: boolean): Asn1 => primitive(Type.BOOLEAN, value ? '\u00ff' : '\u0000');
export const integer = (value: number): Asn1 => primitive(Type.INTEGER, asn1.integerToDer(value).getBytes());
export const octets = (bytes: Uint8Array): Asn1 => primitive(Type.OCTETSTRING, binary(bytes));
/** A BIT STRING, of whose last byte the last `unused` bits do not count. */
export const bits = (bytes: Uint8Array, unused = 0): Asn1 =>
  primitive(Type.BITSTRING, `${String.fromCharCode(unused)}${binary(bytes)}`);

/** An explicit context-specific tag. */
export const explicit = (tag: TagNumber, part: Asn1): Asn1 =>
  asn1.create(Class.CONTEXT_SPECIFIC, TAGS[tag], true, [part]);

/** The implicit context-specific tag [0] around a primitive value. */
export const implicit = (bytes: Uint8Array): Asn1 => asn1.create(Class.CONTEXT_SPECIFIC, TAGS[0], false, binary(bytes));

/** What is DER already. */
export const ready = (der: Uint8Array): Asn1 => asn1.fromDer(binary(der));

export const derOf = (node: Asn1): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'latin1');

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
