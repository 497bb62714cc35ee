import { maskCpr } from '../mask-cpr';
import type { Check, Judgement } from './check';
import { CHECKS } from './checks';
import type { Evidence } from './evidence';

/** `mend`: a must that is not met; `warn`: a should that is not. */
export type Verdict = 'ok' | 'mend' | 'warn' | 'not seen';

/** The outcome of one check. */
export interface Finding extends Omit<Check, 'judge'> {
  readonly verdict: Verdict;
  /** What was found, CPR numbers masked. */
  readonly got: string;
  /** What to change, and where; for what was not seen, how it can be. */
  readonly mend?: string;
}

/** Every check of one service provider. */
export interface Checklist {
  /** Empty for requests and metadata that do not say whose they are. */
  readonly entityId: string;
  /** How many requests were received; the last one is judged. */
  readonly requests: number;
  readonly findings: readonly Finding[];
}

const MAX_TEXT = 300;

/** Judges a service provider by every check, in the order of the table. */
export function findingsOf(evidence: Evidence): readonly Finding[] {
  return CHECKS.map(({ id, about, what, demand, source, judge }) => {
    const judgement = judge(evidence);
    const { got, mend } = { mend: undefined, ...judgement };
    return {
      id,
      about,
      what,
      demand,
      source,
      verdict: verdictOf(demand, judgement),
      got: shortened(maskCpr(got)),
      ...(mend === undefined ? {} : { mend: shortened(maskCpr(mend)) }),
    };
  });
}

/** How many findings there are of each verdict: `2 to mend, 1 to look at, 40 OK, 8 not seen`. */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((one) => one.verdict === verdict).length;
  return `${count('mend')} to mend, ${count('warn')} to look at, ${count('ok')} OK, ${count('not seen')} not seen`;
}

function verdictOf(demand: Check['demand'], { met }: Judgement): Verdict {
  if (met === undefined) return 'not seen';
  if (met) return 'ok';
  return demand === 'must' ? 'mend' : 'warn';
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
