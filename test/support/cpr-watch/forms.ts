/** One spelling of a CPR number to look for. */
export interface CprForm {
  /** What to look for; compared without regard to case. */
  readonly needle: string;
  /** What to say when it is found: never the number itself. */
  readonly label: string;
}

/**
 * Every spelling in which a CPR number could leak: with and without a hyphen (also percent-encoded or as a character
 * reference), in hex, and inside base64 of a longer text, whatever stands before and after it.
 *
 * @param cpr ten digits.
 */
export function cprForms(cpr: string): CprForm[] {
  const masked = `${cpr.slice(0, 6)}-xxxx`;
  const [date, serial] = [cpr.slice(0, 6), cpr.slice(6)];
  const spellings = ['', '-', ' ', '+', '%2D', '%20', '&#45;', '&#x2d;', '\u2010', '\u2011', '\u2013'].map(
    (separator) => `${date}${separator}${serial}`,
  );
  const plain = spellings.map((needle) => ({ needle, label: `${masked} in plain text` }));
  const encoded = [cpr, `${date}-${serial}`].flatMap((text) => [
    { needle: Buffer.from(text).toString('hex'), label: `${masked} in hex` },
    { needle: Buffer.from(text, 'utf16le').toString('hex'), label: `${masked} in hex of UTF-16` },
    ...[0, 1, 2].map((offset) => ({ needle: insideBase64(text, offset), label: `${masked} in base64` })),
  ]);
  return [...plain, ...encoded];
}

/** The first CPR number that a text holds, by its label; undefined when it holds none. */
export function findCpr(text: string, forms: readonly CprForm[]): string | undefined {
  const lower = text.toLowerCase();
  return forms.find(({ needle }) => lower.includes(needle.toLowerCase()))?.label;
}

// The characters of base64 that depend on the text alone, when `offset` bytes (modulo 3) stand before it.
function insideBase64(text: string, offset: number): string {
  const encoded = Buffer.from('\0'.repeat(offset) + text)
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + text.length) * 8) / 6);
  return encoded.slice(first, last);
}
