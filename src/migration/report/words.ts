import type { AccountClass } from '../account-key';
import type { Projection } from './projection';

/** The classes as a report calls them. */
export const CLASS_WORDS: Readonly<Record<AccountClass | 'all', string>> = {
  citizen: 'Citizens',
  employee: 'Employees',
  company: 'Companies',
  all: 'All',
};

/** `1,234`, or `0.25`. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

/** `42 %`; never 100 while one is missing, nor 0 when there is one. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = Math.floor((part / whole) * 100);
  return percent === 0 && part > 0 ? '< 1 %' : `${percent} %`;
}

/** `2026-11-22 10:00 UTC`. */
export function time(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** When the last account would be linked, in a few words. */
export function projectionWords(projection: Projection): string {
  if (projection.state !== 'projected') return projection.state;
  const { end, linksPerWeek, fromWeeks } = projection;
  const from = fromWeeks === 1 ? 'in the last complete week' : `a week in the last ${fromWeeks} complete weeks`;
  return `${end} (${number(linksPerWeek)} ${from})`;
}
