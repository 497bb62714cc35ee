import type { AccountClass } from '../account-key';
import type { AccountCount } from './count-accounts';
import { daysAfter, isoWeek, type IsoWeek } from './iso-week';

/**
 * How many accounts got their first link in a week, by class and in all. Links of an import are left out: they say nothing of
 * how fast people come back.
 */
export interface WeekStatus extends IsoWeek, Readonly<Record<AccountClass | 'all', number>> {}

/** Every week from that of the first link to that of `at`, those without a link too. @param at ISO 8601, UTC. */
export function weeksOf(counts: readonly AccountCount[], at: string): readonly WeekStatus[] {
  const found = new Map<string, Record<AccountClass | 'all', number>>();
  for (const { class: accountClass, link, accounts } of counts) {
    if (link === undefined || link.evidence === 'import') continue;
    const { monday } = isoWeek(link.day);
    const week = found.get(monday) ?? { citizen: 0, employee: 0, company: 0, all: 0 };
    week[accountClass] += accounts;
    week.all += accounts;
    found.set(monday, week);
  }
  const mondays = [...found.keys(), isoWeek(at).monday].sort();
  const last = mondays.at(-1) ?? '';
  const weeks: WeekStatus[] = [];
  if (found.size === 0) return weeks;
  for (let monday = mondays[0] ?? last; monday <= last; monday = daysAfter(monday, 7)) {
    weeks.push({ ...isoWeek(monday), ...(found.get(monday) ?? { citizen: 0, employee: 0, company: 0, all: 0 }) });
  }
  return weeks;
}
