import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { AccountLinks, type AccountLinksOptions, type SqliteDriver, type StoreLocation } from '../../src/migration';
import { PostgresEngine, SqliteEngine, UniqueViolation, type Engine } from '../../src/migration/engines';
import { installedSqliteDriver } from '../../src/migration/engines/sqlite-driver';
import { migrateSchema } from '../../src/migration/schema/migrate';
import { SCHEMA_STEPS, type SchemaStep } from '../../src/migration/schema/migrations';
import { codeOfAsync, errorOfAsync } from '../support/codes';
import { dump } from '../support/dump';
import { citizen, pid, SECRET } from './support/people';
import { onBothEngines } from './support/stores';

const options = { cprSecrets: [SECRET] };

async function engineOf({ sqlite, postgres }: StoreLocation): Promise<Engine> {
  return sqlite === undefined ? PostgresEngine.open(postgres) : await SqliteEngine.open(sqlite);
}

onBothEngines('the schema', (world) => {
  const withEngine = async (use: (engine: Engine) => Promise<void>) => {
    const engine = await engineOf(world().database.location);
    try {
      await use(engine);
    } finally {
      await engine.close();
    }
  };
  const second: SchemaStep = {
    version: 2,
    statements: ['ALTER TABLE mitid_accounts ADD COLUMN note {text}'],
    sqlite: [],
    postgres: [],
  };

  test('a later step is added to what is there, once', async () => {
    await world().open();
    await withEngine(async (engine) => {
      await migrateSchema(engine, [...SCHEMA_STEPS, second]);
      await migrateSchema(engine, [...SCHEMA_STEPS, second]);
      expect(await engine.all('SELECT version FROM mitid_schema ORDER BY version')).toMatchObject([
        { version: 1 },
        { version: 2 },
      ]);
      expect(await engine.all('SELECT note FROM mitid_accounts')).toEqual([]);
    });
  });

  test('an older program refuses a newer schema, and leaves it alone', async () => {
    await withEngine((engine) => migrateSchema(engine, [...SCHEMA_STEPS, second]));
    expect(await errorOfAsync(world().open())).toMatchObject({
      code: 'link_schema_newer',
      detail: { got: 'schema version 2', expected: '1 at most' },
    });
  });

  test('a step that fails leaves nothing of itself behind', async () => {
    const broken = { ...second, statements: [...second.statements, 'CREATE NONSENSE'] };
    await world().open();
    await withEngine(async (engine) => {
      expect(await codeOfAsync(migrateSchema(engine, [...SCHEMA_STEPS, broken]))).toBe('link_store_failed');
      expect(await codeOfAsync(engine.all('SELECT note FROM mitid_accounts'))).toBe('link_store_failed');
    });
  });
});

onBothEngines('an engine', (world) => {
  const account = (sql: { run(text: string): Promise<number> }, id: string) =>
    sql.run(`INSERT INTO mitid_accounts (id, class, created_at) VALUES ('${id}', 'citizen', 'now')`);
  let engine: Engine;
  beforeEach(async () => {
    await world().open();
    engine = await engineOf(world().database.location);
  });
  afterEach(async () => {
    await engine.close();
  });

  test('a transaction that rejects leaves nothing, and the next one works', async () => {
    const failed = engine.transaction(async (sql) => {
      await account(sql, 'a-1');
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    await engine.transaction((sql) => account(sql, 'a-2'));
    expect(await engine.all('SELECT id FROM mitid_accounts')).toMatchObject([{ id: 'a-2' }]);
  });

  test('what a transaction has not committed is seen by nobody else', async () => {
    await engine.transaction(async (sql) => {
      await account(sql, 'a-1');
      expect(await engine.all('SELECT id FROM mitid_accounts')).toEqual([]);
      expect(await sql.all('SELECT id FROM mitid_accounts')).toMatchObject([{ id: 'a-1' }]);
    });
  });

  test('a unique constraint is told from every other failure, and says no value', async () => {
    const twice = engine.transaction(async (sql) => {
      await account(sql, 'secret-1');
      await account(sql, 'secret-1');
    });
    const violation = await twice.catch((error: unknown) => error);
    expect(violation).toBeInstanceOf(UniqueViolation);
    expect(dump(violation)).not.toContain('secret-1');
    const noSuchAccount = engine.transaction((sql) =>
      sql.run(`INSERT INTO mitid_keys (scope, kind, value, account_id) VALUES ('s', 'k', 'secret-2', 'secret-3')`),
    );
    const refused = await errorOfAsync(noSuchAccount);
    expect(refused.code).toBe('link_store_failed');
    expect(dump(refused)).not.toMatch(/secret-[23]/);
  });

  test('a connection that the server ends in the middle of a transaction is a failure, and not the end of the process', async () => {
    if (engine.kind === 'sqlite') return;
    const ended = engine.transaction((sql) => sql.run('SELECT pg_terminate_backend(pg_backend_pid())'));
    expect(await codeOfAsync(ended)).toBe('link_store_failed');
    await engine.transaction((sql) => account(sql, 'a-1'));
    expect(await engine.all('SELECT id FROM mitid_accounts')).toMatchObject([{ id: 'a-1' }]);
  });

  test('many rows are written, in any number, and counted', async () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => [`a-${index}`, 'citizen', 'now']);
    const many = { table: 'mitid_accounts', columns: ['id', 'class', 'created_at'], rows };
    expect(await engine.transaction((sql) => sql.insertMany(many))).toBe(25_000);
    const again = { ...many, rows: [...rows.slice(0, 10), ['new', 'citizen', 'now']], onConflict: 'skip' } as const;
    expect(await engine.transaction((sql) => sql.insertMany(again))).toBe(1);
    expect(await engine.transaction((sql) => sql.insertMany({ ...many, rows: [] }))).toBe(0);
    expect(await engine.all('SELECT count(*) AS n FROM mitid_accounts')).toMatchObject([{ n: 25_001 }]);
  });
});

describe('AccountLinks.open', () => {
  const memory: StoreLocation = { sqlite: { file: join('/nonexistent-folder', 'links.db') } };
  const wrong: readonly [string, StoreLocation, AccountLinksOptions, string][] = [
    ['no location', {} as StoreLocation, options, 'expected either sqlite or postgres'],
    ['an empty file name', { sqlite: { file: '' } }, options, 'sqlite.file'],
    ['no connection', { postgres: {} as { connectionString: string } }, options, 'postgres: expected connectionString'],
    ['no secret', memory, { cprSecrets: [] }, 'cprSecrets: at least one'],
    ['a short secret', memory, { cprSecrets: [{ id: 'k1', secret: 'short' }] }, 'cprSecrets[0].secret: at least 32'],
    ['an id with a colon', memory, { cprSecrets: [{ ...SECRET, id: 'k:1' }] }, 'cprSecrets[0].id'],
    ['a secret twice', memory, { cprSecrets: [SECRET, SECRET] }, 'cprSecrets[1].id: is there twice'],
    ['an unknown option', memory, { ...options, secrets: [] } as AccountLinksOptions, 'secrets: no such option'],
    ['an unknown policy', memory, { ...options, policy: { ridAlone: true } as object }, 'policy.ridAlone: no such'],
    ['an unknown question', memory, { ...options, policy: { ask: ['rid' as 'pid'] } }, 'policy.ask: rid'],
    [
      'RID alone',
      memory,
      { ...options, policy: { sufficient: { employee: [['cvr-rid']] } } },
      'dangerouslyAcceptRidAlone',
    ],
    ['nothing as evidence', memory, { ...options, policy: { sufficient: { citizen: [[]] } } }, 'a set needs a key'],
    [
      'approval alone',
      memory,
      { ...options, policy: { sufficient: { citizen: [['approval']] } } },
      'a set needs a key',
    ],
    [
      'evidence of another class',
      memory,
      { ...options, policy: { sufficient: { citizen: [['cvr-uid']] } } },
      'cvr-uid',
    ],
    ['an unknown class', memory, { ...options, policy: { sufficient: { robot: [] } as object } }, 'sufficient.robot'],
    ['an issuer twice', memory, { ...options, policy: { sharedIssuers: [['a', 'b'], ['a']] } }, 'sharedIssuers'],
    ...(
      [
        [
          'issuers in one list',
          { sharedIssuers: ['https://a.example', 'https://b.example'] },
          'policy.sharedIssuers.0',
        ],
        ['a word for true', { dangerouslyAcceptRidAlone: 'false' }, 'policy.dangerouslyAcceptRidAlone'],
        ['evidence that is a text', { sufficient: { citizen: 'pid' } }, 'policy.sufficient.citizen'],
        ['evidence in one list', { sufficient: { citizen: ['pid'] } }, 'policy.sufficient.citizen.0'],
        ['a class without evidence', { sufficient: { citizen: undefined } }, 'policy.sufficient.citizen'],
        ['a question that is a text', { ask: 'pid' }, 'policy.ask'],
        ['a word of JavaScript', { sufficient: { toString: [['pid']] } }, 'policy.sufficient.toString'],
        ['no policy at all', null, 'policy: '],
      ] as const
    ).map(([name, policy, problem]): (typeof wrong)[number] => [
      name,
      memory,
      { ...options, policy: policy as object },
      problem,
    ]),
  ];

  test.each(wrong)('%s is refused, naming the option', async (_name, location, given, problem) => {
    const error = await errorOfAsync(AccountLinks.open(location, given));
    expect(error.code).toBe('configuration_invalid');
    expect(error.message).toContain(problem);
    expect(dump(error)).not.toContain(SECRET.secret);
  });

  test('a file that cannot be opened and a server that does not answer are link_store_failed', async () => {
    expect(await codeOfAsync(AccountLinks.open(memory, options))).toBe('link_store_failed');
    const nobody = { postgres: { connectionString: 'postgres://root@127.0.0.1:1/test' } };
    expect(await codeOfAsync(AccountLinks.open(nobody, options))).toBe('link_store_failed');
  });
});

test('a file that SQLite makes is its owner’s alone, and so is what is written beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'links-mode-'));
  const file = join(folder, 'links.db');
  const links = await AccountLinks.open({ sqlite: { file } }, options);
  try {
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    for (const path of [file, `${file}-wal`]) expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  } finally {
    await links.close();
    rmSync(folder, { recursive: true });
  }
});

onBothEngines('a driver that is handed in', (world, engine) => {
  test('is the one that is used', async () => {
    const { sqlite, postgres } = world().database.location;
    let used = 0;
    const Libsql = installedSqliteDriver();
    const driver = new Proxy(Libsql, {
      construct: (target, given: ConstructorParameters<SqliteDriver>) => {
        used++;
        return new target(...given);
      },
    });
    const pool = new Pool({ connectionString: postgres?.connectionString });
    pool.on('connect', () => used++);
    const location = engine.name === 'sqlite' ? { sqlite: { ...sqlite!, driver } } : { postgres: { pool } };
    const links = await AccountLinks.open(location, options);
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    expect(await links.resolve(citizen({ id: 1, pid: pid(1) }))).toMatchObject({ account: 'a-1' });
    await links.close();
    expect(used).toBeGreaterThan(0);
    // A pool of the application's stays open.
    if (engine.name === 'postgres') expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
