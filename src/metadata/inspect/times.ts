import { parseDateTime, trimXml, type XmlElement } from '../../trust';
import { parseDuration } from '../duration';
import type { EntityDescription } from './description';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Metadata that is renewed every day is seldom valid for more than a week. */
const SOON_DAYS = 2;

/**
 * How long an element says that it may be used, by itself and not by what stands around it.
 *
 * @param now milliseconds since 1970.
 * @param say is told what is odd.
 */
export function describeTimes(
  element: XmlElement,
  now: number,
  say: (odd: string) => void,
): Pick<EntityDescription, 'validUntil' | 'cacheDuration'> {
  const validUntil = element.attribute('validUntil');
  const cacheDuration = element.attribute('cacheDuration');
  if (validUntil !== undefined) judgeEnd(validUntil, now, say);
  if (cacheDuration !== undefined && parseDuration(cacheDuration) === undefined) {
    say('has a cacheDuration that is no xs:duration');
  }
  return {
    ...(validUntil !== undefined && { validUntil: trimXml(validUntil) }),
    ...(cacheDuration !== undefined && { cacheDuration: trimXml(cacheDuration) }),
  };
}

function judgeEnd(validUntil: string, now: number, say: (odd: string) => void): void {
  let end: number;
  try {
    end = parseDateTime(validUntil, 'validUntil');
  } catch {
    say('has a validUntil that is no xs:dateTime with a zone');
    return;
  }
  const said = new Date(end).toISOString();
  if (end <= now) say(`was valid until ${said}`);
  else if (end - now < SOON_DAYS * DAY_MS) say(`is valid until ${said} only`);
}
