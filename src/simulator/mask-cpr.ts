import { PERSONAS } from './personas';

const DIVIDER = '[-\\u2010-\\u2015 ]';

// A possible date (day + 60 for replacement numbers), two digits of year, an optional hyphen or space, four digits;
// not a part of a longer word, so that ids and base64 keep their shape.
const CPR_SHAPE = new RegExp(
  `(?<![0-9A-Za-z])((?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])(?:0[1-9]|1[0-2])\\d{2})${DIVIDER}?\\d{4}(?![0-9A-Za-z])`,
  'g',
);

// The personas' own numbers are masked wherever they stand, even inside a longer word.
const OF_PERSONAS = new RegExp(
  PERSONAS.flatMap(({ cpr }) => (cpr === undefined ? [] : [cpr.reveal().replace(/^\d{6}/, `$&${DIVIDER}?`)])).join('|'),
  'g',
);

/** Leaves of every CPR number in `text` the birth date only: `010190-xxxx` (rules 7). */
export function maskCpr(text: string): string {
  return text
    .replace(OF_PERSONAS, (number) => `${number.slice(0, 6)}-xxxx`)
    .replace(CPR_SHAPE, (_number, date: string) => `${date}-xxxx`);
}
