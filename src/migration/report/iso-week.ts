const DAY_MS = 24 * 60 * 60 * 1000;

/** A week of ISO 8601: Monday to Sunday, in UTC. */
export interface IsoWeek {
  /** `2026-W47`. */
  readonly week: string;
  /** Its first day, `2026-11-16`. */
  readonly monday: string;
}

/** @param day `YYYY-MM-DD`, or a time that begins with it. */
export function isoWeek(day: string): IsoWeek {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  const monday = date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY_MS;
  // A week belongs to the year that its Thursday is in, and the first has the year's first Thursday.
  const thursday = new Date(monday + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return { week: `${year}-W${String(number).padStart(2, '0')}`, monday: dayOf(monday) };
}

/** @param day `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
