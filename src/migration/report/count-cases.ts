import type { AccountClass } from '../account-key';
import { readCases, type CaseReason } from '../cases';
import type { Reader } from '../engines';

/** The open cases, and the accounts that wait for one. */
export interface CaseCount {
  readonly open: number;
  /** The most frequent first. */
  readonly byReason: readonly { readonly reason: CaseReason; readonly cases: number }[];
  /** How many open accounts without a link are in an open case. */
  readonly ambiguous: Readonly<Record<AccountClass, number>>;
}

const LOOKED_UP_AT_ONCE = 500;

export async function countCases(reader: Reader): Promise<CaseCount> {
  const reasons = new Map<CaseReason, number>();
  const named = new Set<string>();
  for await (const { reason, accounts } of readCases(reader)) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    for (const { account } of accounts) named.add(account);
  }
  const byReason = [...reasons]
    .map(([reason, cases]) => ({ reason, cases }))
    .sort((a, b) => b.cases - a.cases || (a.reason < b.reason ? -1 : 1));
  const open = byReason.reduce((sum, { cases }) => sum + cases, 0);
  return { open, byReason, ambiguous: await countUnlinked(reader, [...named]) };
}

async function countUnlinked(reader: Reader, accounts: readonly string[]): Promise<Record<AccountClass, number>> {
  const counts: Record<AccountClass, number> = { citizen: 0, employee: 0, company: 0 };
  for (let from = 0; from < accounts.length; from += LOOKED_UP_AT_ONCE) {
    const some = accounts.slice(from, from + LOOKED_UP_AT_ONCE);
    const rows = await reader.all(
      `SELECT class, count(*) AS accounts FROM mitid_accounts
       WHERE id IN (${some.map(() => '?').join(', ')}) AND state = 'open'
         AND NOT EXISTS (SELECT 1 FROM mitid_links WHERE account_id = mitid_accounts.id)
       GROUP BY class`,
      some,
    );
    for (const row of rows) counts[row['class'] as AccountClass] += Number(row['accounts']);
  }
  return counts;
}
