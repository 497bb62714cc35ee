import type { KeyKind } from '../account-key';
import type { AccountRow } from '../account-record';
import type { Reader } from '../engines';

/** Few enough that one statement binds them all. */
const ASKED_AT_ONCE = 2000;

/** The accounts of a batch that have a key which another account in the database has, and the kind of it. */
export async function keysElsewhere(
  reader: Reader,
  rows: readonly AccountRow[],
): Promise<ReadonlyMap<string, KeyKind>> {
  const asked = rows.flatMap(({ account, scope, keys }) =>
    keys.map(({ kind, value }) => ({ account, values: [scope, kind, value] })),
  );
  const found = new Map<string, KeyKind>();
  for (let from = 0; from < asked.length; from += ASKED_AT_ONCE) {
    const some = asked.slice(from, from + ASKED_AT_ONCE);
    const held = await reader.all(
      `WITH asked (scope, kind, value) AS (VALUES ${some.map(() => '(?, ?, ?)').join(', ')})
       SELECT held.scope, held.kind, held.value, held.account_id FROM asked
       JOIN mitid_keys held ON held.scope = asked.scope AND held.kind = asked.kind AND held.value = asked.value`,
      some.flatMap(({ values }) => values),
    );
    if (held.length === 0) continue;
    const holders = new Map<string, Set<string>>();
    for (const row of held) {
      const name = JSON.stringify([row['scope'], row['kind'], row['value']]);
      holders.set(name, (holders.get(name) ?? new Set()).add(String(row['account_id'])));
    }
    for (const { account, values } of some) {
      const others = holders.get(JSON.stringify(values));
      const isElsewhere = others !== undefined && [...others].some((other) => other !== account);
      if (isElsewhere && !found.has(account)) found.set(account, values[1] as KeyKind);
    }
  }
  return found;
}
