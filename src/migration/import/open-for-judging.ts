import { existsSync } from 'node:fs';
import { CprHasher, type CprSecret } from '../cpr-hash';
import type { StoreLocation } from '../database';
import { PostgresEngine, SqliteEngine, type Engine } from '../engines';
import { hasSchema } from '../schema/has-schema';
import { migrateSchema } from '../schema/migrate';
import { checkSecrets } from '../secrets';
import type { ImportStore } from './import-store';

/**
 * Opens a store for a dry run, which leaves nothing behind: no file, no table, no secret noted. A database that holds no accounts
 * yet is not opened at all.
 *
 * @throws MitIdError as `openDatabase` does.
 */
export async function openForJudging(
  location: StoreLocation,
  { cprSecrets }: { readonly cprSecrets: readonly CprSecret[] },
): Promise<ImportStore> {
  const hasher = new CprHasher(cprSecrets);
  const now = () => new Date().toISOString();
  const engine = await openExisting(location);
  try {
    if (engine === undefined || !(await hasSchema(engine, engine))) {
      await engine?.close();
      return { engine: undefined, hasher, now };
    }
    // Of the version that it should have, it changes nothing; and secrets that it knows are only compared.
    await migrateSchema(engine);
    const known = (await engine.all('SELECT id FROM mitid_cpr_secrets')).map(({ id }) => String(id));
    if (hasher.ids.every((id) => known.includes(id))) await checkSecrets(engine, hasher, now());
    return { engine, hasher, now };
  } catch (error) {
    await engine?.close();
    throw error;
  }
}

async function openExisting({ sqlite, postgres }: StoreLocation): Promise<Engine | undefined> {
  if (postgres !== undefined) return PostgresEngine.open(postgres);
  return existsSync(sqlite.file) ? await SqliteEngine.open(sqlite) : undefined;
}
