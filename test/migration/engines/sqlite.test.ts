import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountLinks, type SqliteDriver } from '../../../src/migration';
import { SqliteEngine } from '../../../src/migration/engines';
import { installedSqliteDriver } from '../../../src/migration/engines/sqlite-driver';
import { errorOfAsync } from '../../support/codes';
import { SECRET } from '../support/people';

/** What `PRAGMA synchronous` answers; better-sqlite3 is built to begin with NORMAL, where it finds WAL. */
const [NORMAL, FULL] = [1, 2];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-engine-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The installed driver, its connections left as `begin` leaves them. */
function driverThatBegins(begin: string): SqliteDriver {
  return new Proxy(installedSqliteDriver(), {
    construct: (Target, given: ConstructorParameters<SqliteDriver>) => {
      const database = new Target(...given);
      database.exec(begin);
      return database;
    },
  });
}

test.each([
  ['as installed', installedSqliteDriver()],
  ['built for less', driverThatBegins(`PRAGMA synchronous = ${NORMAL}`)],
])('what it commits is on the disk, and read beside a writer: WAL and FULL, with a driver %s', async (_, driver) => {
  const engine = await SqliteEngine.open({ file: join(folder, 'links.db'), driver });
  try {
    const wal = [{ journal_mode: 'wal' }];
    expect(await engine.all('PRAGMA journal_mode')).toEqual(wal);
    expect(await engine.all('PRAGMA synchronous')).toEqual([{ synchronous: FULL }]);
    await engine.transaction(async (sql) => {
      expect(await sql.all('PRAGMA journal_mode')).toEqual(wal);
      expect(await sql.all('PRAGMA synchronous')).toEqual([{ synchronous: FULL }]);
    });
  } finally {
    await engine.close();
  }
});

test('where SQLite can have no WAL the store does not open, and says which mode it is in', async () => {
  // A file whose locks are other files: without shared memory, as a network drive is.
  const file = `file:${join(folder, 'links.db')}?vfs=unix-dotfile`;
  const refusal = await errorOfAsync(AccountLinks.open({ sqlite: { file } }, { cprSecrets: [SECRET] }));
  expect(refusal).toMatchObject({
    code: 'link_store_failed',
    detail: { where: 'sqlite: open', got: 'journal_mode delete', expected: 'wal: a file on a local disk' },
  });
});

test('a database in memory is refused: its two connections would be two databases', async () => {
  const refusal = await errorOfAsync(AccountLinks.open({ sqlite: { file: ':memory:' } }, { cprSecrets: [SECRET] }));
  expect(refusal.code).toBe('configuration_invalid');
  expect(refusal.message).toContain('sqlite.file: expected a path');
});
