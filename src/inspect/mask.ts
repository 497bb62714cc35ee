import { Cpr } from '../identifiers';

const LEFT_OUT = '(left out: it holds a CPR number)';

/**
 * A CPR number in whatever way it is written, also beside a letter: what is inspected is pasted into tickets, and a number
 * masked that was none costs less than one that is shown.
 */
const NUMBER =
  /(?<!\d)(\d{2})([-./ ]?)(\d{2})\2(\d{2})(?:%[0-9a-f]{2}|&#x?[0-9a-f]{1,6};|[^\p{L}\p{N}]){0,6}(\d{4})(?!\d)/giu;

/** Shorter ones cannot hold ten digits, neither in base64 nor in hex. */
const ENCODED = /[A-Za-z0-9+/_-]{13,}={0,2}/g;
const ESCAPED = /(?:%[0-9a-f]{2})/i;

/**
 * Leaves of every CPR number in a text the birth date only (`010190-xxxx`; rules 7); leaves the whole text out where one is
 * written in base64, in hex or in escapes, of which no part could be shown.
 */
export function masked(text: string): string {
  const plain = text.replace(NUMBER, (written, day: string, _divider: string, month: string, ...rest: string[]) => {
    const [year = '', serial = ''] = rest;
    return Cpr.parse(`${day}${month}${year}${serial}`)?.toString() ?? written;
  });
  return holdsHidden(plain) ? LEFT_OUT : plain;
}

/** Whether a text holds a CPR number as it is written. */
export function holdsNumber(text: string): boolean {
  return [...text.matchAll(NUMBER)].some(
    ([, day = '', , month = '', year = '', serial = '']) => Cpr.parse(`${day}${month}${year}${serial}`) !== undefined,
  );
}

function holdsHidden(text: string): boolean {
  if (ESCAPED.test(text) && holdsNumber(unescaped(text))) return true;
  return [...text.matchAll(ENCODED)].some(([run]) => holdsEncoded(run));
}

function holdsEncoded(run: string): boolean {
  // What stands before it in a longer text decides where its octets begin.
  for (const offset of [0, 1, 2, 3]) if (holdsOctets(Buffer.from(run.slice(offset), 'base64'))) return true;
  return [0, 1].some((offset) => holdsOctets(Buffer.from(run.slice(offset), 'hex')));
}

/** In UTF-8, or with the zeros of UTF-16. */
function holdsOctets(octets: Buffer): boolean {
  const text = octets.toString('latin1');
  return holdsNumber(text) || (text.includes('\0') && holdsNumber(text.replaceAll('\0', '')));
}

/** Each escape for itself: one that is broken does not hide the others. */
function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
