import type { Outcome } from './outcome';

type Counts = Record<string, number>;

/** What came of many mutants, by code and by mutator. Plain data, so that it goes from process to process. */
export interface TallyData {
  refused: number;
  accepted: number;
  readonly codes: Counts;
  readonly mutators: Record<string, { refused: number; accepted: number }>;
}

export interface Tally extends TallyData {
  count(outcome: Outcome, by: readonly string[]): void;
}

export function emptyTally(): Tally {
  const tally: Tally = {
    refused: 0,
    accepted: 0,
    codes: {},
    mutators: {},
    count(outcome, by) {
      if (outcome.kind === 'broken') return;
      const code = outcome.kind === 'refused' ? outcome.code : 'accepted';
      tally[outcome.kind]++;
      tally.codes[code] = (tally.codes[code] ?? 0) + 1;
      for (const name of new Set(by)) (tally.mutators[name] ??= { refused: 0, accepted: 0 })[outcome.kind]++;
    },
  };
  return tally;
}

export function dataOf({ refused, accepted, codes, mutators }: Tally): TallyData {
  return { refused, accepted, codes, mutators };
}

/** Adds the second to the first. */
export function add(tally: TallyData, more: TallyData): void {
  tally.refused += more.refused;
  tally.accepted += more.accepted;
  for (const [code, count] of Object.entries(more.codes)) tally.codes[code] = (tally.codes[code] ?? 0) + count;
  for (const [name, { refused, accepted }] of Object.entries(more.mutators)) {
    const known = (tally.mutators[name] ??= { refused: 0, accepted: 0 });
    known.refused += refused;
    known.accepted += accepted;
  }
}
