import { createRequire } from 'node:module';
import { MitIdError } from '../../errors';
import { codeOf } from './failure';

/** A prepared statement, as far as better-sqlite3 and libsql agree. */
export interface SqliteStatement {
  run(values: readonly unknown[]): { readonly changes: number };
  all(values: readonly unknown[]): unknown[];
}

/** A connection, as far as better-sqlite3 and libsql agree. */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

/** The class that better-sqlite3 exports, and libsql too. `timeout` is in milliseconds. */
export type SqliteDriver = new (file: string, options: { readonly timeout: number }) => SqliteDatabase;

/** In the order in which they are looked for. */
const DRIVERS = ['better-sqlite3', 'libsql'] as const;

/**
 * The SQLite driver that is installed beside this package: better-sqlite3, or libsql, which has the same interface and needs
 * no compiler.
 *
 * @throws MitIdError `configuration_invalid` where neither is, saying what to install.
 */
export function installedSqliteDriver(): SqliteDriver {
  const load = createRequire(__filename);
  for (const name of DRIVERS) {
    try {
      return load(name) as SqliteDriver;
    } catch (error) {
      if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  const problem = 'sqlite: no SQLite driver is installed; `npm install better-sqlite3`, or `npm install libsql`';
  throw new MitIdError('configuration_invalid', { problems: [problem] });
}
