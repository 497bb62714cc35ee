import { MitIdError } from '../errors';
import type { BroughtKey } from './account-key';
import { appendAudit } from './audit';
import type { Transaction } from './engines';

/** Somebody's word that a key of an account still names its holder. */
export interface Approval {
  readonly account: string;
  /** The key that is vouched for; `cvr-rid` unless said otherwise. */
  readonly kind?: 'cvr-rid' | 'cvr-uid' | 'cvr-fid' | 'pid' | 'cpr-uuid' | 'certificate';
  readonly who: string;
  readonly why: string;
}

/**
 * Approves the account's keys of one kind, for the next login that has one of them. An approval that was used can be given
 * anew.
 *
 * @throws MitIdError `account_unknown` where the account has no such key.
 */
export async function approve(sql: Transaction, at: string, approval: Approval): Promise<void> {
  const { account, kind = 'cvr-rid', who, why } = approval;
  const approved = await sql.run(
    `INSERT INTO mitid_approvals (account_id, kind, value, who, why, approved_at)
     SELECT account_id, kind, value, ?, ?, ? FROM mitid_keys WHERE account_id = ? AND kind = ?
     ON CONFLICT (account_id, kind, value) DO UPDATE SET
       who = excluded.who, why = excluded.why, approved_at = excluded.approved_at, used_at = NULL`,
    [who, why, at, account, kind],
  );
  if (approved === 0) throw new MitIdError('account_unknown', { got: `no account with a ${kind}` });
  await appendAudit(sql, at, { action: 'approved', account, evidence: { kind }, who, why });
}

/**
 * Uses the approvals that a login has: each is for one.
 *
 * @returns how many it has used; none where another login was faster.
 */
export async function useApprovals(
  sql: Transaction,
  at: string,
  { account, keys }: { readonly account: string; readonly keys: readonly BroughtKey[] },
): Promise<number> {
  let used = 0;
  for (const { kind, values } of keys) {
    used += await sql.run(
      `UPDATE mitid_approvals SET used_at = ? WHERE account_id = ? AND kind = ? AND used_at IS NULL
       AND value IN (${values.map(() => '?').join(', ')})`,
      [at, account, kind, ...values],
    );
  }
  return used;
}
