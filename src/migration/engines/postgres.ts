import { UniqueViolation, type Engine, type ManyRows, type SqlRow, type SqlValue, type Transaction } from './engine';
import { codeOf, storeFailed } from './failure';
import { openPool, type PostgresClient, type PostgresPool, type PostgresQuery } from './postgres-driver';

/** Either a pool of the application's, which stays open when the store is closed, or what to open one with. */
export type PostgresOptions =
  | { readonly pool: PostgresPool; readonly connectionString?: never }
  | { readonly connectionString: string; readonly pool?: never };

const UNIQUE_VIOLATION = '23505';
/** int8, int4, numeric: what counts, sums and whole numbers come as. */
const NUMBERS: readonly number[] = [20, 23, 1700];
/** A statement binds 65,535 values at most. */
const MOST_VALUES = 60_000;

/** PostgreSQL through `pg`, for where one machine is not enough. */
export class PostgresEngine implements Engine {
  readonly kind = 'postgres';
  readonly #pool: PostgresPool;
  readonly #isOurs: boolean;

  private constructor(pool: PostgresPool, isOurs: boolean) {
    this.#pool = pool;
    this.#isOurs = isOurs;
  }

  /** @throws MitIdError `configuration_invalid` where `pg` is not installed. */
  static open({ pool, connectionString }: PostgresOptions): PostgresEngine {
    if (pool !== undefined) return new PostgresEngine(pool, false);
    return new PostgresEngine(openPool(connectionString), true);
  }

  async all(text: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return (await reported('read', () => this.#pool.query(query(text, values)))).rows as SqlRow[];
  }

  async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
    const client = await reported('connect', () => this.#pool.connect());
    let broken = false;
    client.on('error', ignored);
    try {
      await reported('BEGIN', () => client.query(query('BEGIN ISOLATION LEVEL READ COMMITTED')));
      const result = await work(new PostgresTransaction(client));
      await reported('COMMIT', () => client.query(query('COMMIT')));
      return result;
    } catch (error) {
      broken = !(await rolledBack(client));
      throw error;
    } finally {
      client.off('error', ignored);
      client.release(broken);
    }
  }

  async lockSchema(sql: Transaction): Promise<void> {
    await sql.all(`SELECT pg_advisory_xact_lock(hashtext('passport-mitid-saml'), hashtext(current_schema()))`);
  }

  async close(): Promise<void> {
    if (this.#isOurs) await this.#pool.end();
  }
}

class PostgresTransaction implements Transaction {
  readonly forShare = ' FOR SHARE';
  readonly forChange = ' FOR NO KEY UPDATE';
  readonly #client: PostgresClient;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  async all(text: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return (await reported('read', () => this.#client.query(query(text, values)))).rows as SqlRow[];
  }

  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await reported('write', () => this.#client.query(query(text, values)))).rowCount ?? 0;
  }

  async insertMany({ table, columns, rows, onConflict }: ManyRows): Promise<number> {
    const skip = onConflict === 'skip' ? ' ON CONFLICT DO NOTHING' : '';
    const marks = `(${columns.map(() => '?').join(', ')})`;
    const size = Math.floor(MOST_VALUES / columns.length);
    let written = 0;
    for (let at = 0; at < rows.length; at += size) {
      const some = rows.slice(at, at + size);
      const list = some.map(() => marks).join(', ');
      written += await this.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${list}${skip}`, some.flat());
    }
    return written;
  }
}

/** Counts are numbers here too (pg gives an int8 as a string), whatever parsers the application has set. */
const types: PostgresQuery['types'] = {
  getTypeParser: (oid: number) => (NUMBERS.includes(oid) ? Number : (text: string) => text),
};

// Our SQL holds no question mark but the parameters'.
function query(text: string, values: readonly SqlValue[] = []): PostgresQuery {
  let count = 0;
  return { text: text.replaceAll('?', () => `$${++count}`), values: [...values], types };
}

/**
 * A connection that breaks tells the statement that waits for it, or the next one; it says so by an event too, which would end
 * the process if nobody listened: the pool does not, as long as somebody has the connection.
 */
function ignored(): void {
  // Nothing is lost.
}

async function reported<T>(where: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = codeOf(error);
    if (code !== UNIQUE_VIOLATION) throw storeFailed(`postgres: ${where}`, code);
    const { constraint } = error as { readonly constraint?: unknown };
    throw new UniqueViolation(String(constraint));
  }
}

async function rolledBack(client: PostgresClient): Promise<boolean> {
  try {
    await client.query(query('ROLLBACK'));
    return true;
  } catch {
    return false;
  }
}
