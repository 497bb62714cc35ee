import { MUTATORS } from './mutators';
import type { TallyData } from './tally';

/** Below so many, a mutator may not have met what it is there for: a message that refuses it, and one that does not care. */
const ENOUGH_TO_BE_REFUSED = 20_000;
const ENOUGH_TO_BE_LET_IN = 500_000;

const table = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map(
    ([name = '', ...numbers]) =>
      `  ${String(name).padEnd(46)}${numbers.map((each) => String(each).padStart(10)).join('')}`,
  );

/** What came of all mutants, by code and by mutator. */
export function summary({ refused, accepted, codes, mutators }: TallyData, seconds: number): string {
  const total = refused + accepted;
  const byCount = Object.entries(codes).sort(([, a], [, b]) => b - a);
  const byName = MUTATORS.map(
    ({ name }) => [name, mutators[name]?.refused ?? 0, mutators[name]?.accepted ?? 0] as const,
  );
  return [
    `${total} mutants in ${seconds.toFixed(0)} s, ${Math.round(total / Math.max(seconds, 0.001))} a second: ` +
      `${refused} refused, ${accepted} let in as the person who was signed.`,
    '',
    ...table([['verdict', 'mutants'], ...byCount]),
    '',
    ...table([['mutator (with others)', 'refused', 'let in'], ...byName]),
    '',
  ].join('\n');
}

/** Mutators that have not done what they are for: whoever searches with them searches less than they think. */
export function idle({ refused, accepted, mutators }: TallyData): readonly string[] {
  const total = refused + accepted;
  return MUTATORS.flatMap(({ name, harmless }) => {
    const seen = mutators[name] ?? { refused: 0, accepted: 0 };
    if (total >= ENOUGH_TO_BE_REFUSED && seen.refused === 0) return [`${name} was never refused`];
    return total >= ENOUGH_TO_BE_LET_IN && harmless && seen.accepted === 0 ? [`${name} was never let in`] : [];
  });
}
