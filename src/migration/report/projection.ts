import { daysAfter, isoWeek } from './iso-week';

/** When the last account would be linked if people kept coming as they do. */
export type Projection =
  /** No account is without a link. */
  | { readonly state: 'done' }
  /** Nothing has moved in the last complete weeks, or so little that it would take years: no date is told. */
  | { readonly state: 'unknown' }
  | {
      readonly state: 'projected';
      /** `YYYY-MM-DD`. */
      readonly end: string;
      /** The mean of the weeks it is reckoned from. */
      readonly linksPerWeek: number;
      /** How many complete weeks that were, 4 at most. */
      readonly fromWeeks: number;
    };

const LAST_WEEKS = 4;
/** Five years: a rate of a few weeks says nothing of what is beyond. */
const MOST_WEEKS = 260;

/**
 * Projects the end of one class. The week that is not over does not count.
 *
 * @param weeks in order, without a gap; `monday` and `at` as in `WeekStatus` and `MigrationStatus`.
 */
export function project(
  { waiting, ambiguous }: { readonly waiting: number; readonly ambiguous: number },
  weeks: readonly { readonly monday: string; readonly links: number }[],
  at: string,
): Projection {
  const left = waiting + ambiguous;
  if (left === 0) return { state: 'done' };
  const complete = weeks.filter(({ monday }) => monday < isoWeek(at).monday).slice(-LAST_WEEKS);
  const links = complete.reduce((sum, week) => sum + week.links, 0);
  if (links === 0) return { state: 'unknown' };
  const linksPerWeek = links / complete.length;
  const weeksLeft = left / linksPerWeek;
  if (weeksLeft > MOST_WEEKS) return { state: 'unknown' };
  const end = daysAfter(at.slice(0, 10), Math.ceil(weeksLeft * 7));
  return { state: 'projected', end, linksPerWeek, fromWeeks: complete.length };
}

/** All classes end with the last of them, and where that of one is unknown, so is the whole. */
export function latestOf(projections: readonly Projection[]): Projection {
  if (projections.some(({ state }) => state === 'unknown')) return { state: 'unknown' };
  const projected = projections.filter((one) => one.state === 'projected');
  const [last] = projected.toSorted((a, b) => (a.end < b.end ? 1 : -1));
  if (last === undefined) return { state: 'done' };
  return { ...last, linksPerWeek: projected.reduce((sum, one) => sum + one.linksPerWeek, 0) };
}
