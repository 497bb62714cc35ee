import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { StoreLocation } from '../../../src/migration';
import { installedSqliteDriver } from '../../../src/migration/engines/sqlite-driver';

const SERVER = 'postgres://root@127.0.0.1:5432/test';

/** An empty database of one engine, for one test. */
export interface TestDatabase {
  readonly location: StoreLocation;
  /** Everything that it holds, as text: the bytes of its files, or a dump of its tables. */
  contents(): Promise<string>;
  /** One statement past the product, as somebody with a console has it. */
  console(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  remove(): Promise<void>;
}

/** An engine, and how a test gets an empty database of it. */
export interface TestEngine {
  readonly name: 'sqlite' | 'postgres';
  readonly describe: jest.Describe;
  create(): Promise<TestDatabase>;
}

function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'account-links-'));
  const file = join(folder, 'links.db');
  return Promise.resolve({
    location: { sqlite: { file } },
    contents: () =>
      Promise.resolve(
        readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), 'latin1'))
          .join('\n'),
      ),
    console: (sql) => {
      const database = new (installedSqliteDriver())(file, { timeout: 1000 });
      try {
        if (sql.startsWith('SELECT'))
          return Promise.resolve(database.prepare(sql).all([]) as Record<string, unknown>[]);
        database.exec(sql);
        return Promise.resolve([]);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        database.close();
      }
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

async function createPostgres(): Promise<TestDatabase> {
  const schema = `links_${randomBytes(6).toString('hex')}`;
  const connectionString = `${SERVER}?options=-c%20search_path%3D${schema}`;
  const ask = async (sql: string, url = connectionString) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await ask(`CREATE SCHEMA ${schema}`, SERVER);
  return {
    location: { postgres: { connectionString } },
    contents: async () => {
      const tables = await ask(`SELECT tablename FROM pg_tables WHERE schemaname = '${schema}'`);
      const dumps = tables.map(({ tablename }) => ask(`SELECT * FROM ${String(tablename)}`));
      return JSON.stringify(await Promise.all(dumps));
    },
    console: ask,
    remove: async () => {
      await ask(`DROP SCHEMA ${schema} CASCADE`, SERVER);
    },
  };
}

/** `describe` where PostgreSQL answers; in CI a server that does not is a failure. */
function describeWithPostgres(): jest.Describe {
  const probe = `require('pg').Pool; const c = new (require('pg').Client)('${SERVER}');
    c.connect().then(() => c.end(), () => process.exit(1));`;
  if (spawnSync(process.execPath, ['-e', probe], { cwd: __dirname }).status === 0) return describe;
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is missing: CI runs every test on both engines');
  process.stderr.write('PostgreSQL is missing at 127.0.0.1:5432: its tests are skipped\n');
  return describe.skip;
}

/** Both engines: every test of the store runs on each. */
export const ENGINES: readonly TestEngine[] = [
  { name: 'sqlite', describe, create: createSqlite },
  { name: 'postgres', describe: describeWithPostgres(), create: createPostgres },
];
