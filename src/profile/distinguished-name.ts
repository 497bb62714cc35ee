/** What a login needs of a name: the CN and the serialNumber, each there at most once. */
export interface DistinguishedName {
  readonly commonName?: string;
  readonly serialNumber?: string;
  readonly organization?: string;
}

const TYPES: Readonly<Record<string, keyof DistinguishedName>> = {
  cn: 'commonName',
  '2.5.4.3': 'commonName',
  serialnumber: 'serialNumber',
  serial: 'serialNumber',
  '2.5.4.5': 'serialNumber',
  o: 'organization',
  '2.5.4.10': 'organization',
};

const MAX_CHARACTERS = 4096;
const TYPE = /\s*(?:OID\.)?([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*/iy;
const QUOTED = /"((?:[^"\\]|\\.)*)"\s*/sy;
const PLAIN = /((?!")(?:[^\\,;+]|\\.)*)/sy;
const SEPARATOR = /[,;+]|$/y;
const ESCAPES = /(?:\\[0-9A-Fa-f]{2})+|\\(.)/gs;
/** A BER string in hex, as RFC 4514 writes a type it has no name for: Java writes serialNumber so. */
const HEX_STRING = /^#(?:0c|13|16)([0-7][0-9a-f])((?:[0-9a-f]{2})*)$/i;

/**
 * Reads a distinguished name as brokers write it: `C=DK, O=…, CN=… + SERIALNUMBER=PID:…` (facts/eident.md), in any order,
 * with the quoting and escapes of RFC 1779 to RFC 4514.
 *
 * @returns undefined when it is malformed, or when CN, serialNumber or O is there twice.
 */
export function parseDistinguishedName(text: string): DistinguishedName | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const name: { -readonly [K in keyof DistinguishedName]: DistinguishedName[K] } = {};
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length;) {
    const type = take(TYPE, at);
    if (type === null) return undefined;
    at += type[0].length;
    const value = take(QUOTED, at) ?? take(PLAIN, at);
    if (value === null) return undefined;
    at += value[0].length;
    const separator = take(SEPARATOR, at);
    if (separator === null || (separator[0] !== '' && at + 1 === text.length)) return undefined;
    at += separator[0].length;
    const member = TYPES[(type[1] ?? '').toLowerCase()];
    if (member === undefined) continue;
    const read = readValue(value[1] ?? '', value[0].startsWith('"'));
    if (read === undefined || name[member] !== undefined) return undefined;
    name[member] = read;
  }
  return name;
}

function readValue(written: string, quoted: boolean): string | undefined {
  const hex = quoted ? null : HEX_STRING.exec(written.trim());
  if (hex) {
    const bytes = Buffer.from(hex[2] ?? '', 'hex');
    return bytes.length === parseInt(hex[1] ?? '', 16) ? bytes.toString('utf8') : undefined;
  }
  // An escaped blank at the end belongs to the value, so trimming comes before unescaping.
  const raw = quoted ? written : written.replace(/^\s+/, '').replace(/(?<!\\)\s+$/, '');
  return raw.replaceAll(ESCAPES, (escape, character: string | undefined) =>
    character === undefined ? Buffer.from(escape.replaceAll('\\', ''), 'hex').toString('utf8') : character,
  );
}
