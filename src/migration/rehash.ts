import type { BroughtKey } from './account-key';
import { appendAudit } from './audit';
import type { Reader } from './engines';
import type { Identity } from './identity';
import type { Store } from './store';

/** What a login brought that can be written under the current secret. */
export interface Rehashing {
  readonly account: string;
  readonly identity: Identity;
  readonly keys: readonly BroughtKey[];
}

/**
 * Renews what the account has hashed under an earlier secret: a login is the only time when the CPR number is at hand. Nothing
 * is read where there is one secret.
 */
export async function rehash({ engine, now }: Store, { account, identity, keys }: Rehashing): Promise<void> {
  const several = keys.filter(({ values }) => values.length > 1);
  if (several.length === 0 && identity.ids.length < 2) return;
  const stale = await staleKeys(engine, account, several);
  const [id = '', ...earlier] = identity.ids;
  if (stale.length === 0 && earlier.length === 0) return;
  await engine.transaction(async (sql) => {
    // Held until the keys are renewed: one that is closed in between would get them back.
    const open = await sql.all(`SELECT id FROM mitid_accounts WHERE id = ? AND state = 'open'${sql.forShare}`, [
      account,
    ]);
    if (open.length === 0) return;
    const at = now();
    let renewed = 0;
    for (const { kind, from, to } of stale) {
      const row = [kind, from, account];
      await sql.run(
        `INSERT INTO mitid_keys (scope, kind, value, account_id)
         SELECT scope, kind, ?, account_id FROM mitid_keys WHERE kind = ? AND value = ? AND account_id = ?
         ON CONFLICT DO NOTHING`,
        [to, ...row],
      );
      renewed += await sql.run('DELETE FROM mitid_keys WHERE kind = ? AND value = ? AND account_id = ?', row);
    }
    for (const old of earlier) {
      renewed += await sql.run(
        'UPDATE mitid_links SET identity = ? WHERE namespace = ? AND issuer = ? AND identity = ?',
        [id, identity.namespace, identity.issuer, old],
      );
    }
    if (renewed > 0) await appendAudit(sql, at, { action: 'rehashed', account, evidence: { renewed } });
  });
}

async function staleKeys(reader: Reader, account: string, keys: readonly BroughtKey[]) {
  if (keys.length === 0) return [];
  const held = await reader.all('SELECT kind, value FROM mitid_keys WHERE account_id = ?', [account]);
  return keys.flatMap(({ kind, values: [to = '', ...earlier] }) =>
    held
      .filter((row) => row['kind'] === kind && earlier.includes(String(row['value'])))
      .map((row) => ({ kind, from: String(row['value']), to })),
  );
}
