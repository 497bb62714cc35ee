import { MitIdError } from '../errors';
import { trimXml } from './xml-element';

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;
/** XML Schema part 2 section 3.2.7.3: fourteen hours at most, in minutes. */
const MAX_OFFSET = 14 * 60;

/**
 * An xs:dateTime with a zone (rules 1): JavaScript's own parser takes a missing zone for local time and rolls
 * 30 February over into March.
 *
 * @param where the attribute, for the log.
 * @returns milliseconds since 1970; finer fractions are cut off.
 * @throws MitIdError `time_malformed`
 */
export function parseDateTime(text: string, where: string): number {
  const match = DATE_TIME.exec(trimXml(text));
  if (match === null) throw malformed(where);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zoneHour = Number(match[9] ?? 0);
  const zoneMinute = Number(match[10] ?? 0);
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const real = new Date(utc);
  const exists =
    year >= 1900 &&
    real.getUTCMonth() === month - 1 &&
    real.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  const offset = zoneHour * 60 + zoneMinute;
  if (!exists || zoneMinute > 59 || offset > MAX_OFFSET) throw malformed(where);
  return utc - (match[8] === '-' ? -1 : 1) * offset * 60_000;
}

function malformed(where: string): MitIdError {
  return new MitIdError('time_malformed', { where, expected: 'an xs:dateTime with Z or an offset' });
}
