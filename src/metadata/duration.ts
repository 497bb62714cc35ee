import { trimXml } from '../trust';

const DURATION =
  /^P(?=[\dT])(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,9}))?S)?)?$/;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Of years, months, days, hours, minutes, seconds. A month has 30 days here, a year 365: XML Schema leaves both open. */
const UNITS_MS = [365 * DAY_MS, 30 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS] as const;

/**
 * An xs:duration (XML Schema part 2 section 3.2.6) that is not negative.
 *
 * @returns milliseconds, finer fractions cut off; undefined for what is none.
 */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(trimXml(text));
  if (match === null) return undefined;
  const whole = UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
  return whole + Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
}
