import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, ManyRows, SqlRow, SqlValue, Transaction } from './engine';
import { storeFailed } from './failure';
import { Busy, Connection } from './sqlite-connection';
import { installedSqliteDriver, type SqliteDriver } from './sqlite-driver';

export interface SqliteOptions {
  /** The database's file; made where it is missing, readable by its owner alone. Its folder is not made. */
  readonly file: string;
  /** better-sqlite3's or libsql's class, where it is not to be looked for. */
  readonly driver?: SqliteDriver;
  /** How long a transaction waits for those of other processes, in milliseconds; default 10,000. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;

/**
 * SQLite in a file, for one machine: several processes may have it open. It writes through one connection, one transaction
 * after the other, and reads through another, which sees what is committed. WAL lets the two go on side by side;
 * `synchronous = FULL` has a link on the disk before the login is told of it.
 */
export class SqliteEngine implements Engine {
  readonly kind = 'sqlite';
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #patienceMs: number;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(writer: Connection, reader: Connection, patienceMs: number) {
    this.#writer = writer;
    this.#reader = reader;
    this.#patienceMs = patienceMs;
  }

  /**
   * @throws MitIdError `configuration_invalid` without a driver, `link_store_failed` for a file that cannot be opened and where
   *   there is no WAL.
   */
  static async open({ file, driver, patienceMs = PATIENCE_MS }: SqliteOptions): Promise<SqliteEngine> {
    const Driver = driver ?? installedSqliteDriver();
    makePrivate(file);
    const connect = () => patiently(patienceMs, () => new Connection(Driver, file));
    const writer = await connect();
    return new SqliteEngine(writer, await connect(), patienceMs);
  }

  async all(text: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return await patiently(this.#patienceMs, () => this.#reader.all(text, values));
  }

  async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
    const mine = this.#queue.then(() => this.#run(work));
    this.#queue = mine.catch(() => undefined);
    return await mine;
  }

  /** BEGIN IMMEDIATE has done it: there is one writer. */
  lockSchema(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#queue;
    this.#reader.close();
    this.#writer.close();
  }

  async #run<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
    const connection = this.#writer;
    await patiently(this.#patienceMs, () => connection.exec('BEGIN IMMEDIATE'));
    try {
      const result = await work(new SqliteTransaction(connection));
      await patiently(this.#patienceMs, () => connection.exec('COMMIT'));
      return result;
    } catch (error) {
      rollBack(connection);
      throw error instanceof Busy ? storeFailed('sqlite: transaction', 'SQLITE_BUSY') : error;
    }
  }
}

/** PIDs are nobody else's business; SQLite gives its other files the mode of this one. One that is there keeps its own. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch {
    // It is there already, or cannot be made: which of the two, opening it tells.
  }
}

class SqliteTransaction implements Transaction {
  readonly forShare = '';
  readonly forChange = '';
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async all(text: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return await Promise.resolve(this.#connection.all(text, values));
  }

  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    return await Promise.resolve(this.#connection.run(text, values));
  }

  async insertMany({ table, columns, rows, onConflict }: ManyRows): Promise<number> {
    const marks = columns.map(() => '?').join(', ');
    const skip = onConflict === 'skip' ? ' ON CONFLICT DO NOTHING' : '';
    const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})${skip}`;
    return await Promise.resolve(rows.reduce((sum, row) => sum + this.#connection.run(text, row), 0));
  }
}

/** Tries again while another process holds the file, letting this process do other things meanwhile. */
async function patiently<T>(patienceMs: number, call: () => T): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      if (performance.now() >= end) throw storeFailed(`sqlite: no lock within ${patienceMs} ms`, 'SQLITE_BUSY');
    }
    await sleep(1 + Math.random() * 10);
  }
}

function rollBack(connection: Connection): void {
  try {
    connection.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself (a full disk does it): there is none to end, and the first error is the news.
  }
}
