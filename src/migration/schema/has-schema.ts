import type { Engine, Reader } from '../engines/engine';

/**
 * Whether a database has the tables of accounts, of any version.
 *
 * @param reader the engine, or a transaction of it.
 * @throws MitIdError `link_store_failed`.
 */
export async function hasSchema({ kind }: Pick<Engine, 'kind'>, reader: Reader): Promise<boolean> {
  const text =
    kind === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'mitid_schema'`
      : `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'mitid_schema'`;
  return (await reader.all(text)).length > 0;
}
