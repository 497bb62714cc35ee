import { parseDateTime } from '../trust';

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['d', 24 * 60 * 60_000],
  ['h', 60 * 60_000],
  ['min', 60_000],
  ['s', 1000],
];

/** A length of time in its two largest units: `3 h 5 min`. */
export function lengthOfTime(ms: number): string {
  const first = UNITS.findIndex(([, unit]) => ms >= unit);
  if (first === -1) return '0 s';
  let rest = ms;
  return UNITS.slice(first, first + 2)
    .flatMap(([name, unit]) => {
      const count = Math.floor(rest / unit);
      rest -= count * unit;
      return count === 0 ? [] : [`${count} ${name}`];
    })
    .join(' ');
}

/**
 * How an xs:dateTime lies to a moment.
 *
 * @param name of the attribute: of one that ends something, `expired` is said.
 * @returns what follows the time itself; undefined for what is no time.
 */
export function relativeTime(name: string, text: string, at: number): string | undefined {
  let time: number;
  try {
    time = parseDateTime(text, name);
  } catch {
    return undefined;
  }
  const ends = name.endsWith('NotOnOrAfter');
  if (time > at) return `${ends ? 'ends ' : ''}in ${lengthOfTime(time - at)}`;
  return `${ends ? 'expired ' : ''}${lengthOfTime(at - time)} ago`;
}
