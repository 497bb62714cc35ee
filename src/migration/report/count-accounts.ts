import type { AccountClass } from '../account-key';
import type { Reader } from '../engines';

/** How many open accounts of a class have, or have not, a first link of one day and evidence. */
export interface AccountCount {
  readonly class: AccountClass;
  readonly accounts: number;
  /** Undefined of accounts without a link. */
  readonly link?: {
    readonly evidence: string;
    /** `YYYY-MM-DD`, UTC. */
    readonly day: string;
  };
}

/**
 * Counts the open accounts in one statement, so that the figures are of one moment. An account that is linked to identities of
 * several issuers counts once, by the link that was made first.
 */
export async function countAccounts(reader: Reader): Promise<readonly AccountCount[]> {
  const rows = await reader.all(
    `SELECT a.class, l.evidence, l.day, count(*) AS accounts
     FROM mitid_accounts a LEFT JOIN (
       SELECT account_id, evidence, substr(linked_at, 1, 10) AS day,
         row_number() OVER (PARTITION BY account_id ORDER BY linked_at, issuer, namespace) AS place
       FROM mitid_links
     ) l ON l.account_id = a.id AND l.place = 1
     WHERE a.state = 'open' GROUP BY a.class, l.evidence, l.day ORDER BY l.day`,
  );
  return rows.map(({ class: accountClass, evidence, day, accounts }) => ({
    class: accountClass as AccountClass,
    accounts: Number(accounts),
    ...(evidence !== null && { link: { evidence: String(evidence), day: String(day) } }),
  }));
}
