import type { AccountClass } from '../account-key';
import type { CaseReason } from '../cases';
import type { Reader } from '../engines';
import { countAccounts, type AccountCount } from './count-accounts';
import { countCases } from './count-cases';
import { latestOf, project, type Projection } from './projection';
import { weeksOf, type WeekStatus } from './weeks';

/** How far accounts have come. `linked`, `waiting` and `ambiguous` add up to `accounts`. */
export interface Progress {
  /** Those that are not closed. */
  readonly accounts: number;
  /** Those that have a link: a login finds them. */
  readonly linked: number;
  /** Those that no login has claimed. */
  readonly waiting: number;
  /** Those without a link that an open case is about. */
  readonly ambiguous: number;
  /** What the accounts' first links were made by, the most frequent first: kinds of key joined by `+`, `approval`, `import`. */
  readonly byEvidence: readonly { readonly evidence: string; readonly accounts: number }[];
  readonly projection: Projection;
}

export interface ClassStatus extends Progress {
  readonly class: AccountClass;
}

/** How far the migration is: `mitid-saml migrate status --format json`. It names no account and no person. */
export interface MigrationStatus {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly classes: readonly ClassStatus[];
  readonly all: Progress;
  /** From the first link to now, without a gap. */
  readonly weeks: readonly WeekStatus[];
  /** Logins that somebody must look at. One may be about an account that is linked. */
  readonly cases: {
    readonly open: number;
    readonly byReason: readonly { readonly reason: CaseReason; readonly cases: number }[];
  };
}

const CLASSES: readonly AccountClass[] = ['citizen', 'employee', 'company'];

/** @param at now, ISO 8601 in UTC. @throws MitIdError `link_store_failed`. */
export async function readStatus(reader: Reader, at: string): Promise<MigrationStatus> {
  const counts = await countAccounts(reader);
  const { open, byReason, ambiguous } = await countCases(reader);
  const weeks = weeksOf(counts, at);
  const classes = CLASSES.map((accountClass): ClassStatus => {
    const progress = progressOf(
      counts.filter((one) => one.class === accountClass),
      ambiguous[accountClass],
    );
    const links = weeks.map((week) => ({ monday: week.monday, links: week[accountClass] }));
    return { class: accountClass, ...progress, projection: project(progress, links, at) };
  });
  const ambiguousOfAll = classes.reduce((sum, one) => sum + one.ambiguous, 0);
  const projection = latestOf(classes.map((one) => one.projection));
  return { at, classes, all: { ...progressOf(counts, ambiguousOfAll), projection }, weeks, cases: { open, byReason } };
}

function progressOf(counts: readonly AccountCount[], ambiguousNow: number): Omit<Progress, 'projection'> {
  const byEvidence = new Map<string, number>();
  let [accounts, linked] = [0, 0];
  for (const { link, accounts: some } of counts) {
    accounts += some;
    if (link === undefined) continue;
    linked += some;
    byEvidence.set(link.evidence, (byEvidence.get(link.evidence) ?? 0) + some);
  }
  // The cases were read a moment later: by then an account that was linked may be without a link.
  const ambiguous = Math.min(ambiguousNow, accounts - linked);
  return {
    accounts,
    linked,
    waiting: accounts - linked - ambiguous,
    ambiguous,
    byEvidence: [...byEvidence]
      .map(([evidence, some]) => ({ evidence, accounts: some }))
      .sort((a, b) => b.accounts - a.accounts || (a.evidence < b.evidence ? -1 : 1)),
  };
}
