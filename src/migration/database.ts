import { MitIdError } from '../errors';
import { CprHasher, type CprSecret } from './cpr-hash';
import { PostgresEngine, SqliteEngine, type Engine, type PostgresOptions, type SqliteOptions } from './engines';
import { migrateSchema } from './schema/migrate';
import { checkSecrets } from './secrets';

/** Where the links are kept: a file on this machine, or a PostgreSQL database. */
export type StoreLocation =
  | { readonly sqlite: SqliteOptions; readonly postgres?: never }
  | { readonly postgres: PostgresOptions; readonly sqlite?: never };

export interface DatabaseOptions {
  /** What CPR numbers are hashed under; the first is current, the others find what was hashed before it. */
  readonly cprSecrets: readonly CprSecret[];
  /** Now; default the system's clock. For tests that let time pass. */
  readonly clock?: () => Date;
}

/** An open database: what `AccountLinks` and the import share. No login is judged by it, so it has no policy. */
export interface Database {
  readonly engine: Engine;
  readonly hasher: CprHasher;
  /** Now, ISO 8601 in UTC. */
  readonly now: () => string;
}

/**
 * Opens the database, and brings its schema up to date; many processes may do so at once.
 *
 * @throws MitIdError `configuration_invalid` for a location that cannot be and for CPR secrets that the database was not written
 *   with; `link_schema_newer`, `link_store_failed`.
 */
export async function openDatabase(
  location: StoreLocation,
  { cprSecrets, clock = () => new Date() }: DatabaseOptions,
): Promise<Database> {
  const hasher = new CprHasher(cprSecrets);
  const now = () => clock().toISOString();
  const engine = await openEngine(location);
  try {
    await migrateSchema(engine);
    await checkSecrets(engine, hasher, now());
  } catch (error) {
    await engine.close();
    throw error;
  }
  return { engine, hasher, now };
}

async function openEngine(location: StoreLocation): Promise<Engine> {
  const { sqlite, postgres } = location as { sqlite?: Partial<SqliteOptions>; postgres?: Partial<PostgresOptions> };
  const problems: string[] = [];
  if ((sqlite === undefined) === (postgres === undefined)) problems.push('expected either sqlite or postgres');
  if (sqlite !== undefined && !sqlite.file) problems.push('sqlite.file: expected a path');
  if (sqlite?.file === ':memory:') problems.push('sqlite.file: expected a path; the links outlive the process');
  if (postgres !== undefined && !postgres.pool && !postgres.connectionString) {
    problems.push('postgres: expected connectionString or pool');
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  if (sqlite !== undefined) return await SqliteEngine.open(sqlite as SqliteOptions);
  return PostgresEngine.open(postgres as PostgresOptions);
}
