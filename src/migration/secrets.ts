import { MitIdError } from '../errors';
import type { CprHasher } from './cpr-hash';
import type { Engine, Reader, SqlRow } from './engines';

/**
 * Holds the configured secrets against those the database was written with, and notes new ones.
 *
 * @throws MitIdError `configuration_invalid` for a secret that is another than before under its id, and for one that is left
 *   out while hashes need it: their accounts could no longer be found, and nobody would see why.
 */
export async function checkSecrets(engine: Engine, hasher: CprHasher, at: string): Promise<void> {
  const rows = await engine.all('SELECT id, proof FROM mitid_cpr_secrets');
  const known = rows.map(({ id }) => String(id));
  const problems = changed(hasher, rows);
  for (const id of known) {
    if (hasher.ids.includes(id) || !(await isUsed(engine, id))) continue;
    problems.push(`cprSecrets: ${id} is missing, and accounts are hashed under it; keep it behind the current one`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  const added = hasher.proofs().filter(({ id }) => !known.includes(id));
  if (added.length === 0) return;
  const noted = await engine.transaction(async (sql) => {
    await sql.insertMany({
      table: 'mitid_cpr_secrets',
      columns: ['id', 'proof', 'since'],
      rows: added.map(({ id, proof }) => [id, proof, at]),
      onConflict: 'skip',
    });
    return await sql.all('SELECT id, proof FROM mitid_cpr_secrets');
  });
  // Another process may have noted another secret under the id in this moment.
  const others = changed(hasher, noted);
  if (others.length > 0) throw new MitIdError('configuration_invalid', { problems: others });
}

/** What is said of each secret that is another than the one that was noted under its id. */
function changed(hasher: CprHasher, noted: readonly SqlRow[]): string[] {
  const proofs = new Map(noted.map(({ id, proof }) => [String(id), String(proof)]));
  return hasher
    .proofs()
    .filter(({ id, proof }) => (proofs.get(id) ?? proof) !== proof)
    .map(
      ({ id }) => `cprSecrets: ${id} is another secret than the database was written with; a new secret needs a new id`,
    );
}

/** Where hashes stand: of keys, of identities, and of logins that wait for somebody. `;` is the character after `:`. */
const HASHED = [
  { table: 'mitid_keys', where: `kind = 'cpr' AND value >= ? AND value < ?`, before: '' },
  { table: 'mitid_keys', where: 'value >= ? AND value < ?', before: 'hmac:' },
  { table: 'mitid_links', where: 'identity >= ? AND identity < ?', before: 'hmac:' },
  { table: 'mitid_cases', where: 'settled_at IS NULL AND identity >= ? AND identity < ?', before: 'hmac:' },
] as const;

/** Whether anything is hashed under the secret. */
async function isUsed(reader: Reader, id: string): Promise<boolean> {
  for (const { table, where, before } of HASHED) {
    const range = [`${before}${id}:`, `${before}${id};`];
    if ((await reader.all(`SELECT 1 AS found FROM ${table} WHERE ${where} LIMIT 1`, range)).length > 0) return true;
  }
  return false;
}

/** How many hashes stand under each secret, the current one first: one with none may be taken out of the configuration. */
export async function secretUse(reader: Reader, hasher: CprHasher): Promise<ReadonlyMap<string, number>> {
  const use = new Map<string, number>();
  for (const id of hasher.ids) {
    let hashes = 0;
    for (const { table, where, before } of HASHED) {
      const range = [`${before}${id}:`, `${before}${id};`];
      const [row] = await reader.all(`SELECT count(*) AS hashes FROM ${table} WHERE ${where}`, range);
      hashes += Number(row?.['hashes'] ?? 0);
    }
    use.set(id, hashes);
  }
  return use;
}
