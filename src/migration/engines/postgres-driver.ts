import { createRequire } from 'node:module';
import { MitIdError } from '../../errors';
import { codeOf } from './failure';

/** One statement as `pg` takes it. */
export interface PostgresQuery {
  readonly text: string;
  readonly values: unknown[];
  readonly types: { getTypeParser(oid: number): (text: string) => unknown };
}

/** What `pg` answers, as far as it is used. */
export interface PostgresResult {
  readonly rows: unknown[];
  readonly rowCount: number | null;
}

/** A connection of `pg`'s, as far as it is used. */
export interface PostgresClient {
  query(query: PostgresQuery): Promise<PostgresResult>;
  release(destroy?: boolean): void;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
}

/** `pg`'s Pool, as far as it is used: said here, so that the types of this package need no others. */
export interface PostgresPool {
  query(query: PostgresQuery): Promise<PostgresResult>;
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

interface Pg {
  readonly Pool: new (config: { readonly connectionString: string }) => PostgresPool & {
    on(event: 'error', listener: () => void): unknown;
  };
}

/**
 * A pool of the `pg` that is installed beside this package.
 *
 * @throws MitIdError `configuration_invalid` where none is, saying what to install.
 */
export function openPool(connectionString: string): PostgresPool {
  const pool = new (installedPg().Pool)({ connectionString });
  // A connection that breaks while nobody uses it: the pool opens another, and the next query says if it cannot.
  pool.on('error', () => undefined);
  return pool;
}

function installedPg(): Pg {
  try {
    return createRequire(__filename)('pg') as Pg;
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new MitIdError('configuration_invalid', { problems: ['postgres: `pg` is not installed; `npm install pg`'] });
  }
}
