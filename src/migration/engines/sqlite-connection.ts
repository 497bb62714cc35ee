import { MitIdError } from '../../errors';
import { UniqueViolation, type SqlRow, type SqlValue } from './engine';
import { codeOf, storeFailed } from './failure';
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from './sqlite-driver';

/** How long one attempt to lock the file may hold this process up: the driver waits without letting others run. */
const DRIVER_TIMEOUT_MS = 20;
const MOST_STATEMENTS = 200;

/** One connection, its prepared statements, and its errors as this package reports them. */
export class Connection {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(Driver: SqliteDriver, file: string) {
    this.#database = reported('open', () => new Driver(file, { timeout: DRIVER_TIMEOUT_MS }));
    try {
      requireWal(this.all('PRAGMA journal_mode = WAL'));
      this.exec('PRAGMA synchronous = FULL');
      this.exec('PRAGMA foreign_keys = ON');
    } catch (error) {
      this.close();
      throw error;
    }
  }

  all(text: string, values: readonly SqlValue[] = []): SqlRow[] {
    return reported('read', () => this.#prepared(text).all(values) as SqlRow[]);
  }

  run(text: string, values: readonly SqlValue[]): number {
    return reported('write', () => this.#prepared(text).run(values).changes);
  }

  exec(text: string): void {
    reported(text, () => this.#database.exec(text));
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    // Lists of values make texts of many lengths: the oldest gives way.
    const [oldest] = this.#statements.keys();
    if (this.#statements.size >= MOST_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}

/**
 * SQLite says which mode it is in, and is silent where it could not change it: on a file system without shared memory, or with
 * none to keep a file in. Reading beside a writer, and the promise of several processes, rest on WAL.
 */
function requireWal([answer]: readonly SqlRow[]): void {
  const mode = answer?.['journal_mode'];
  if (mode === 'wal') return;
  const got = `journal_mode ${String(mode)}`;
  throw new MitIdError('link_store_failed', { where: 'sqlite: open', got, expected: 'wal: a file on a local disk' });
}

/** Another process holds the file: the same call may be made again. */
export class Busy extends Error {}

function reported<T>(where: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_RECOVERY' || code === 'SQLITE_BUSY_SNAPSHOT') throw new Busy();
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
      throw new UniqueViolation((error as Error).message.replace(/^.*: /, ''));
    }
    throw storeFailed(`sqlite: ${where}`, code);
  }
}
