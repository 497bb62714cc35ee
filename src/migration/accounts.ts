import { MitIdError } from '../errors';
import type { AccountRow } from './account-record';
import { appendAudit } from './audit';
import type { Transaction } from './engines';
import { addIdentities, judgeIdentities } from './known-identities';
import { dropLinks } from './links';

/** What became of one account of a batch. */
export type Added =
  | 'added'
  /** It was there, of the same class and company: keys it had not were added. */
  | 'extended'
  /** It is there with another class or company, or is closed; nothing was written. */
  | 'refused-class'
  /** It is there with another CPR number or CPR UUID, which a person has one of; nothing was written of the account. */
  | 'refused-person'
  /** An identity is another account's, or the account has another one of the kind; nothing was written of the account. */
  | 'refused-identity';

const LOOKED_UP_AT_ONCE = 1000;

/**
 * Writes a batch of accounts with their keys and identities, in a few statements however long it is.
 *
 * @param importId written on the accounts that are new.
 * @returns what became of each, in the order of `rows`. A batch names an account once.
 * @throws UniqueViolation where another batch or a login has written one of them meanwhile: the batch can be tried again.
 */
export async function addAccounts(
  sql: Transaction,
  at: string,
  rows: readonly AccountRow[],
  importId?: string,
): Promise<readonly Added[]> {
  const known = await knownAccounts(sql, rows);
  const isOther = ({ account, scope }: AccountRow) => (known.get(account) ?? `open ${scope}`) !== `open ${scope}`;
  const others = await otherPersons(
    sql,
    rows.filter(({ account }) => known.has(account)),
  );
  const { taken, fresh } = await judgeIdentities(
    sql,
    rows.filter((row) => !isOther(row) && !others.has(row.account)),
  );
  const results = rows.map((row): Added => {
    if (isOther(row)) return 'refused-class';
    if (others.has(row.account)) return 'refused-person';
    if (taken.has(row.account)) return 'refused-identity';
    return known.has(row.account) ? 'extended' : 'added';
  });
  const accepted = inOrder(rows.filter((_, index) => !results[index]?.startsWith('refused')));
  const added = accepted.filter(({ account }) => !known.has(account));
  await sql.insertMany({
    table: 'mitid_accounts',
    columns: ['id', 'class', 'cvr', 'created_at', 'import_id'],
    rows: added.map(({ account, class: accountClass, cvr }) => [account, accountClass, cvr, at, importId ?? null]),
  });
  await sql.insertMany({
    table: 'mitid_keys',
    columns: ['scope', 'kind', 'value', 'account_id'],
    rows: accepted.flatMap(({ scope, account, keys }) => keys.map(({ kind, value }) => [scope, kind, value, account])),
    onConflict: 'skip',
  });
  await addIdentities(sql, at, fresh, importId);
  return results;
}

/** One order for every batch: two that have accounts in common wait for each other, and never each for the other. */
function inOrder(rows: readonly AccountRow[]): AccountRow[] {
  return [...rows].sort((a, b) => (a.account < b.account ? -1 : 1));
}

/**
 * State and scope of those that are there already; held until the batch is written, so that none is closed in between, and no
 * other batch gives one another person's keys.
 */
async function knownAccounts(sql: Transaction, rows: readonly AccountRow[]): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const all = inOrder(rows).map(({ account }) => account);
  for (let from = 0; from < all.length; from += LOOKED_UP_AT_ONCE) {
    const ids = all.slice(from, from + LOOKED_UP_AT_ONCE);
    const found = await sql.all(
      `SELECT id, class, cvr, state FROM mitid_accounts WHERE id IN (${ids.map(() => '?').join(', ')})
       ORDER BY id${sql.forChange}`,
      ids,
    );
    for (const { id, class: accountClass, cvr, state } of found) {
      const scope = cvr === null ? String(accountClass) : `${String(accountClass)}:${String(cvr)}`;
      known.set(String(id), `${String(state)} ${scope}`);
    }
  }
  return known;
}

/**
 * The accounts that are another person's by now: an id that the application has given out anew, or a line that slipped. With
 * the keys of both, the account would be open to both.
 */
async function otherPersons(sql: Transaction, rows: readonly AccountRow[]): Promise<ReadonlySet<string>> {
  const others = new Set<string>();
  for (let from = 0; from < rows.length; from += LOOKED_UP_AT_ONCE) {
    const some = rows.slice(from, from + LOOKED_UP_AT_ONCE);
    const held = await sql.all(
      `SELECT account_id, kind, value FROM mitid_keys
       WHERE kind IN ('cpr', 'cpr-uuid') AND account_id IN (${some.map(() => '?').join(', ')})`,
      some.map(({ account }) => account),
    );
    const heldBy = new Map<string, string[]>();
    for (const row of held) {
      const name = JSON.stringify([row['account_id'], row['kind']]);
      heldBy.set(name, [...(heldBy.get(name) ?? []), String(row['value'])]);
    }
    for (const { account, keys } of some) {
      for (const { kind, value, earlier = [] } of keys) {
        const values = heldBy.get(JSON.stringify([account, kind]));
        if (values !== undefined && ![value, ...earlier].some((one) => values.includes(one))) others.add(account);
      }
    }
  }
  return others;
}

/**
 * Closes an account: its keys and links are removed, and no login finds it any more. What the audit says of it stays.
 *
 * @throws MitIdError `account_unknown`.
 */
export async function closeAccount(
  sql: Transaction,
  at: string,
  { account, who, why }: { readonly account: string; readonly who: string; readonly why: string },
): Promise<void> {
  const closed = await sql.run(`UPDATE mitid_accounts SET state = 'closed' WHERE id = ? AND state = 'open'`, [account]);
  if (closed === 0) throw new MitIdError('account_unknown', { got: 'no open account' });
  await dropLinks(sql, at, { account, who, why });
  for (const table of ['mitid_keys', 'mitid_approvals']) {
    await sql.run(`DELETE FROM ${table} WHERE account_id = ?`, [account]);
  }
  await appendAudit(sql, at, { action: 'closed', account, who, why });
}
