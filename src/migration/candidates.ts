import type { Question } from './policy';
import type { Reader, SqlRow } from './engines/engine';
import type { Candidate, CandidateKey } from './judge';
import type { ProfileKeys } from './profile-keys';

const KEYS_AND_APPROVALS = `
  SELECT k.account_id, k.kind, k.value, CASE WHEN a.account_id IS NULL THEN 0 ELSE 1 END AS approved
  FROM mitid_keys k LEFT JOIN mitid_approvals a
    ON a.account_id = k.account_id AND a.kind = k.kind AND a.value = k.value AND a.used_at IS NULL`;

/** The accounts of the scope that have at least one of the login's keys, with all that they have. */
export async function findCandidates(reader: Reader, { scope, keys }: ProfileKeys): Promise<readonly Candidate[]> {
  const pairs = keys.flatMap(({ kind, values }) => values.map((value) => [kind, value] as const));
  if (pairs.length === 0) return [];
  // One look into the index for each key: an OR is a scan of the scope to SQLite.
  const holders = pairs.map(() => 'SELECT account_id FROM mitid_keys WHERE scope = ? AND kind = ? AND value = ?');
  const rows = await reader.all(
    `${KEYS_AND_APPROVALS} WHERE k.account_id IN (${holders.join(' UNION ')}) ORDER BY k.account_id`,
    pairs.flatMap((pair) => [scope, ...pair]),
  );
  const accounts = [...new Set(rows.map((row) => String(row['account_id'])))];
  return accounts.map((account) => ({
    account,
    keys: rows.filter((row) => row['account_id'] === account).map(keyOf),
  }));
}

/** All that an account has. */
export async function findAccountKeys(reader: Reader, account: string): Promise<readonly CandidateKey[]> {
  const rows = await reader.all(`${KEYS_AND_APPROVALS} WHERE k.account_id = ?`, [account]);
  return rows.map(keyOf);
}

/** Whether any account of the scope is known by this kind of key: only then is a person asked for it. */
export async function scopeHolds(reader: Reader, scope: string, kind: Question): Promise<boolean> {
  const rows = await reader.all('SELECT 1 AS found FROM mitid_keys WHERE scope = ? AND kind = ? LIMIT 1', [
    scope,
    kind,
  ]);
  return rows.length > 0;
}

function keyOf({ kind, value, approved }: SqlRow): CandidateKey {
  return { kind: String(kind), value: String(value), isApproved: approved === 1 };
}
