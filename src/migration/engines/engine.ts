/** What a column holds: times are ISO 8601 in UTC, so that both databases order and cut them as text. */
export type SqlValue = string | number | null;

export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Rows that are written at once. */
export interface ManyRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** What a row does that a constraint refuses: fails the whole (the default), or is left out. */
  readonly onConflict?: 'fail' | 'skip';
}

/** Asking the database. Parameters are written `?` in both engines and are always bound, never put into the text. */
export interface Reader {
  /**
   * @param text one statement that returns rows.
   * @throws UniqueViolation, MitIdError `link_store_failed`.
   */
  all(text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** Asking and writing within one transaction. Do not keep it beyond the call it was given to. */
export interface Transaction extends Reader {
  /** Behind a SELECT: its rows are not changed until the transaction ends. In SQLite nobody else writes anyway. */
  readonly forShare: '' | ' FOR SHARE';
  /** The same, and nobody else holds them meanwhile in either way. What only refers to the rows goes on. */
  readonly forChange: '' | ' FOR NO KEY UPDATE';
  /**
   * @param text one statement.
   * @returns how many rows it wrote.
   * @throws UniqueViolation, MitIdError `link_store_failed`.
   */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** @returns how many rows were written, those left out not counted. */
  insertMany(rows: ManyRows): Promise<number>;
}

/**
 * A database, as everything in this room uses it: one dialect of SQL (what SQLite 3.35 and PostgreSQL 13 share), and
 * transactions that are seen whole or not at all by other processes.
 */
export interface Engine extends Reader {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * Commits when `work` fulfils, rolls back when it rejects. SQLite runs one at a time over all processes; PostgreSQL
   * runs them side by side (READ COMMITTED), and a constraint makes the later of two wait for the earlier.
   *
   * @param work must await nothing but this transaction: the database is locked meanwhile.
   * @throws what `work` throws; UniqueViolation, MitIdError `link_store_failed`.
   */
  transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T>;
  /** Holds other processes off until the transaction ends: for changes of the schema. */
  lockSchema(sql: Transaction): Promise<void>;
  close(): Promise<void>;
}

/** A unique constraint refused a row. It says which columns are concerned, and no value. */
export class UniqueViolation extends Error {
  constructor(readonly constraint: string) {
    super(`a unique constraint refused the row: ${constraint}`);
    this.name = 'UniqueViolation';
  }
}
