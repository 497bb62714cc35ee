import { existsSync } from 'node:fs';
import { pid } from '../migration/support/people';
import { accountsIn, citizensCsv, fictitiousCpr, Folder } from '../migration/import/support/files';
import { ENGINES, type TestDatabase } from '../migration/support/databases';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { Cli } from './support';

const SECRET = 'a fictitious secret of 32 bytes.';
const COUNT = 30;

/** What the command is told and shows. */
interface Told {
  readonly code: number | NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

describe.each(ENGINES)('mitid-saml migrate import ($name)', ({ describe: describeEngine, create }) => {
  describeEngine('into an empty database', () => {
    let database: TestDatabase;
    let folder: Folder;
    beforeEach(async () => {
      [database, folder] = [await create(), new Folder()];
    });
    afterEach(async () => {
      folder.remove();
      await database.remove();
    });

    const run = async (...args: readonly string[]): Promise<Told> => {
      const { sqlite, postgres } = database.location;
      const url = postgres?.connectionString ?? '';
      const where = sqlite === undefined ? ['--postgres', 'env:STORE_URL'] : ['--sqlite', sqlite.file];
      const command = ['migrate', 'import', ...args, ...where, '--cpr-secret', 'k1=env:CPR_SECRET'];
      const cli = Cli.start(command, { CPR_SECRET: SECRET, STORE_URL: url });
      const code = await cli.end();
      return { code, out: cli.out, err: cli.err };
    };

    test('imports, refuses nothing of it a second time, and says which is which', async () => {
      const file = folder.write('accounts.csv', citizensCsv(COUNT));
      const first = await run(file, '--class', 'citizen');
      expect(first).toMatchObject({ code: 0, err: '' });
      expect(first.out).toMatch(
        /^Imported: 30 rows, .*\nAccepted: 30. Rejected: 0.\nColumns that were not read: Navn.\n$/,
      );
      const stored = await accountsIn(database);
      expect(stored).toHaveLength(COUNT * 3);
      const second = await run(file, '--class', 'citizen');
      expect(second.code).toBe(0);
      expect(second.out).toMatch(/^This file was imported before: 30 rows/);
      expect(await accountsIn(database)).toEqual(stored);
    });

    test('no CPR number is in the database, the rejects or what it says', async () => {
      const digits = fictitiousCpr(COUNT + 1);
      const broken = [`k-98;Bo;;${digits}0`, `${digits};Bo;${pid(99)};`, `k-97;"${digits};x`, `k-1;;;${digits}`];
      const file = folder.write('accounts.csv', citizensCsv(COUNT) + broken.join('\n'));
      const rejects = folder.path('rejects.csv');
      const told = await run(file, '--class', 'citizen', '--rejects', rejects);
      expect(told.code).toBe(3);
      expect(told.out).toContain(`Rejected: 3: see ${rejects}`);
      const seen = [await database.contents(), folder.read('rejects.csv'), told.out, told.err].join('\n');
      for (let number = 1; number <= COUNT + 1; number++) {
        expect(findCpr(seen, cprForms(fictitiousCpr(number)))).toBeUndefined();
      }
      expect(seen).not.toContain(digits);
    });

    test('a dry run of it makes nothing, and ends like the import would', async () => {
      const file = folder.write('accounts.csv', `${citizensCsv(COUNT)}k-1;Bo;${pid(99)};\n`);
      const told = await run(file, '--class', 'citizen', '--dry-run');
      expect(told.code).toBe(3);
      expect(told.out).toMatch(/^Dry run, nothing was written: 31 rows/);
      if (database.location.sqlite !== undefined) expect(existsSync(database.location.sqlite.file)).toBe(false);
      else expect(await database.contents()).toBe('[]');
    });

    test('a file that changed after its import was broken off is refused, until it is to take its place', async () => {
      const file = folder.write('accounts.csv', `${citizensCsv(COUNT)}k-99;"${'x'.repeat(2 * 1024 * 1024)}`);
      const broken = await run(file, '--class', 'citizen');
      expect(broken.code).toBe(1);
      expect(broken.err).toContain('line 32: a quotation mark that is not closed');
      folder.write('accounts.csv', citizensCsv(COUNT + 1));
      const refused = await run(file, '--class', 'citizen');
      expect(refused.code).toBe(2);
      expect(refused.err).toMatch(/an import of accounts.csv was broken off at row 0, and was another file/);
      const resumed = await run(file, '--class', 'citizen', '--resume');
      expect(resumed.code).toBe(2);
      expect(resumed.err).toContain('resume: no import of this file');
      expect(await run(file, '--class', 'citizen', '--supersede')).toMatchObject({ code: 0 });
    }, 120_000);
  });
});

describe('mitid-saml migrate import, told what cannot work', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const csv = (headings: string) => folder.write('accounts.csv', `${headings}\n1;2;3\n`);
  const usual = ['--sqlite', folder.path('never.db'), '--cpr-secret', 'k1=env:CPR_SECRET'];

  const REFUSED: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    [
      'an unknown column',
      'konto;Perosn PID;x',
      ['--class', 'citizen', '--map', 'pid=Person PID'],
      /did you mean Perosn PID\?/,
    ],
    ['no account', 'a;pid;x', ['--class', 'citizen'], /map account: no column .* the file has a, pid, x/],
    ['two columns for one field', 'konto;pid;PID-nr', ['--class', 'citizen'], /map pid: pid and PID-nr could be it/],
    ['no class', 'konto;pid;x', [], /class: say of which class .* --class citizen/],
    ['a class twice', 'konto;pid;klasse', ['--class', 'citizen'], /class: the column klasse says it too/],
    ['nothing to compare', 'konto;navn;cvr', ['--class', 'company'], /no column is known that a login can be compared/],
    ['an unknown field', 'konto;pid;x', ['--map', 'acount=x'], /There is no such field; did you mean account\?/],
    ['a wrong encoding', 'konto;pid;\xe6', ['--class', 'citizen', '--encoding', 'utf-8'], /is not UTF-8/],
    ['an option that is none', 'konto;pid;x', ['--frobnicate'], /unknown option '--frobnicate'/],
  ];

  test.each(REFUSED)('%s', async (_, headings, args, says) => {
    folder.write('accounts.csv', Buffer.from(`${headings}\n1;2;3\n`, 'latin1'));
    const cli = Cli.start(['migrate', 'import', folder.path('accounts.csv'), ...args, ...usual], {
      CPR_SECRET: SECRET,
    });
    expect(await cli.end()).toBe(2);
    expect(cli.err).toMatch(says);
  });

  test('a file without headings: its data is not shown', async () => {
    const digits = fictitiousCpr(1);
    const file = csv(`k-1;${digits};${pid(1)}`);
    const cli = Cli.start(['migrate', 'import', file, '--class', 'citizen', ...usual], { CPR_SECRET: SECRET });
    expect(await cli.end()).toBe(2);
    expect(cli.err).toContain('the file has k-1, (10 digits)');
    expect(cli.err).not.toContain(digits);
  });

  test('a secret as an argument is refused, and not repeated', async () => {
    const file = csv('konto;pid;x');
    const args = ['migrate', 'import', file, '--class', 'citizen', '--sqlite', folder.path('never.db')];
    const cli = Cli.start([...args, '--cpr-secret', `k1=${SECRET}`]);
    expect(await cli.end()).toBe(2);
    expect(cli.err).toContain('--cpr-secret <id>=: expected env:<name> or file:<path>, never the secret itself');
    expect(cli.err).not.toContain('fictitious');
  });

  test.each(['file:cpr.secret', '=file:cpr.secret'])('%s, a secret without its id, is refused', async (secret) => {
    const file = csv('konto;pid;x');
    const args = ['--class', 'citizen', '--sqlite', folder.path('never.db'), '--cpr-secret', secret];
    const cli = Cli.start(['migrate', 'import', file, ...args]);
    expect(await cli.end()).toBe(2);
    expect(cli.err).toContain('--cpr-secret: expected <id>=env:<name> or <id>=file:<path>');
  });
});
