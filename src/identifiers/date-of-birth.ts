import { calendarDate } from './calendar';

const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_FIRST = /^(\d{2})([.-])(\d{2})\2(\d{4})$/;

/**
 * Reads a date of birth: `YYYY-MM-DD`, `DD.MM.YYYY` (E-Ident's legacy eIDs) or `DD-MM-YYYY` (OIOSAML 3), see
 * facts/eident.md and facts/oiosaml.md.
 *
 * @returns `YYYY-MM-DD`, or undefined when it is written otherwise or the day is not in the calendar.
 */
export function parseDateOfBirth(text: string): string | undefined {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return calendarDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return calendarDate(Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1]));
  return undefined;
}
