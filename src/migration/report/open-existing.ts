import { existsSync } from 'node:fs';
import { MitIdError } from '../../errors';
import type { StoreLocation } from '../database';
import { PostgresEngine, SqliteEngine, type Engine } from '../engines';
import { hasSchema } from '../schema/has-schema';
import { migrateSchema } from '../schema/migrate';

/**
 * Opens a database that `AccountLinks` or an import has written. Where there is none, none is made: a report on an empty one
 * would hide that the path is wrong.
 *
 * @throws MitIdError `configuration_invalid` where there is none; `link_schema_newer`, `link_store_failed`.
 */
export async function openExisting({ sqlite, postgres }: StoreLocation): Promise<Engine> {
  if (sqlite !== undefined && !existsSync(sqlite.file)) throw missing(`sqlite: there is no file ${sqlite.file}`);
  const engine = postgres === undefined ? await SqliteEngine.open(sqlite) : PostgresEngine.open(postgres);
  try {
    if (!(await hasSchema(engine, engine)))
      throw missing(`${engine.kind}: this database holds no accounts of AccountLinks`);
    await migrateSchema(engine);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function missing(problem: string): MitIdError {
  return new MitIdError('configuration_invalid', { problems: [problem] });
}
