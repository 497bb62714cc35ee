/** One DER element: its tag byte and its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
} as const;

/**
 * Splits a DER content into its elements. Only what X.509 needs: single-byte tags, definite lengths up to four bytes.
 *
 * @throws RangeError when an element runs past the end, or its tag or length is of another form.
 */
export function readDer(content: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < content.length;) {
    const tag = content.readUInt8(at);
    if ((tag & 0x1f) === 0x1f) throw new RangeError('a tag of several bytes');
    const short = content.readUInt8(at + 1);
    const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
    if (short === 0x80 || lengthBytes > 4) throw new RangeError('a length of an unexpected form');
    const start = at + 2 + lengthBytes;
    const end = start + (lengthBytes === 0 ? short : content.readUIntBE(at + 2, lengthBytes));
    if (end > content.length) throw new RangeError('an element runs past the end');
    elements.push({ tag, content: content.subarray(start, end) });
    at = end;
  }
  return elements;
}

/** The elements inside one; none inside nothing. */
export function partsOf(element: DerElement | undefined): DerElement[] {
  return element === undefined ? [] : readDer(element.content);
}

/** An object identifier's content in dotted form; arcs above 2^53 are refused with a RangeError. */
export function readObjectIdentifier(content: Buffer): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new RangeError('an arc too large');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...others] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join('.');
}
