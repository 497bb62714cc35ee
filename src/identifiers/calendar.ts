const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/**
 * A day of the Gregorian calendar as `YYYY-MM-DD`.
 *
 * Made by hand because `Date` rolls over: it reads 30 February as 2 March.
 *
 * @returns undefined when there is no such day.
 */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  if (day < 1 || day > daysIn(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
