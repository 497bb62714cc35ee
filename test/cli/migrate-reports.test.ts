import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditRecord, MigrationStatus, OpenCase } from '../../src/migration';
import { migrateCommand } from '../../src/cli/migrate';
import { populate } from '../migration/report/support';
import { ANNA, BENT, citizen, FIRM, OTHER_FIRM, pid, SECRET } from '../migration/support/people';
import { auditOf, casesOf, onBothEngines } from '../migration/support/stores';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { runInProcess, type Said } from './in-process';
import { Cli } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PEOPLE = [ANNA, BENT].flatMap((cpr) => cprForms(cpr));

onBothEngines('mitid-saml migrate', (world) => {
  beforeEach(() => populate(world()));

  const typed = (args: readonly string[]) => {
    const { sqlite, postgres } = world().database.location;
    const where = sqlite === undefined ? ['--postgres', 'env:DATABASE'] : ['--sqlite', sqlite.file];
    const env = { DATABASE: postgres?.connectionString, CPR_SECRET: String(SECRET.secret) };
    return [[...args, ...where], env] as const;
  };
  // Nothing that any of the commands says holds a CPR number, in any way of writing it.
  const clean = <T extends { out: string; err: string }>(said: T): T => {
    expect(findCpr(said.out + said.err, PEOPLE)).toBeUndefined();
    return said;
  };
  async function migrate(...args: readonly string[]): Promise<Said> {
    return clean(await runInProcess(migrateCommand(), ...typed(args)));
  }
  /** As a process of its own: its real streams, its environment and its exit code. */
  async function spawned(...args: readonly string[]): Promise<{ code: unknown; out: string; err: string }> {
    const [words, env] = typed(args);
    const cli = Cli.start(['migrate', ...words], env);
    const code = await cli.end();
    return clean({ code, out: cli.out, err: cli.err });
  }
  const secret = ['--cpr-secret', `${SECRET.id}=env:CPR_SECRET`];
  const decided = ['--who', 'support:kim', '--why', 'passport shown at the counter'];

  describe('status', () => {
    test('as text, on the terminal', async () => {
      const { code, out, err } = await spawned('status');
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^Accounts and their MitID logins, \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/);
      expect(out).toContain('\nCitizens         11       5  45 %        5          1\n');
      expect(out).toContain('\nOpen cases: 1 (evidence-disagrees 1)\n');
    });

    test('a file that is there is kept where the report fails, and the database is no file to write to', async () => {
      const file = join(folder, 'status.txt');
      writeFileSync(file, 'of last week');
      const { sqlite } = world().database.location;
      if (sqlite !== undefined) {
        const overwriting = await migrate('status', '--force', '--out', sqlite.file);
        expect([overwriting.code, existsSync(sqlite.file)]).toEqual([1, true]);
        expect(overwriting.err).toContain('is the database');
      }
      await world().database.console('ALTER TABLE mitid_accounts RENAME TO mitid_lost');
      for (const how of [[], ['--force']]) {
        expect(await migrate('status', '--out', file, ...how)).toMatchObject({ code: 1 });
        expect(readdirSync(folder)).toEqual(['status.txt']);
        expect(readFileSync(file, 'utf8')).toBe('of last week');
      }
    });

    test('as JSON and as a page, in files for their owner only', async () => {
      const [json, page] = [join(folder, 'status.json'), join(folder, 'status.html')];
      expect(await migrate('status', '--format', 'json', '--out', json)).toEqual({ code: 0, out: '', err: '' });
      expect(await migrate('status', '--format', 'html', '--out', page)).toEqual({ code: 0, out: '', err: '' });
      const { all } = JSON.parse(readFileSync(json, 'utf8')) as MigrationStatus;
      expect(all).toMatchObject({ accounts: 15, linked: 6, waiting: 8, ambiguous: 1 });
      expect(readFileSync(page, 'utf8')).toMatch(/^<!DOCTYPE html>\n/);
      expect(statSync(page).mode & 0o777).toBe(0o600);
    });

    test('a file that is there is overwritten with --force alone', async () => {
      const file = join(folder, 'status.txt');
      writeFileSync(file, 'mine');
      expect(await migrate('status', '--out', file)).toEqual({
        code: 1,
        out: '',
        err: `mitid-saml: --out: ${file} is there; --force overwrites\n`,
      });
      expect(readFileSync(file, 'utf8')).toBe('mine');
      expect((await migrate('status', '--out', file, '--force')).code).toBe(0);
      expect(readFileSync(file, 'utf8')).toContain('Citizens');
    });

    test('a folder that is not there is named', async () => {
      const { code, err } = await migrate('status', '--out', join(folder, 'no', 'status.txt'));
      expect([code, err]).toEqual([1, `mitid-saml: --out: ${folder}/no/status.txt cannot be written (ENOENT)\n`]);
    });
  });

  describe('resolve-ambiguous', () => {
    test('lists the open cases', async () => {
      const [open] = await casesOf(await world().open());
      const { id, openedAt, identity } = open!;
      expect(await migrate('resolve-ambiguous')).toEqual({
        code: 0,
        out: `${id}  evidence-disagrees
  1 login, ${openedAt}
  mitid-uuid ${identity.id} of https://eident.example, among citizen
  account c-6: pid agrees, cpr disagrees

1 case is open.
`,
        err: '',
      });
      const { out } = await migrate('resolve-ambiguous', '--list', '--format', 'json');
      expect(JSON.parse(out)).toEqual([open] satisfies (OpenCase | undefined)[]);
    });

    test('links the account, says who and why in the audit, and settles once', async () => {
      const links = await world().open();
      const [open] = await casesOf(links);
      const settle = () => migrate('resolve-ambiguous', '--case', open!.id, '--link', 'c-6', ...decided, ...secret);
      expect(await settle()).toEqual({ code: 0, out: 'Linked.\n', err: '' });
      const login = citizen({ id: 6, pid: pid(6), cpr: ANNA });
      expect(await links.resolve(login)).toMatchObject({ status: 'linked', account: 'c-6', evidence: 'approval' });
      expect((await auditOf(links)).slice(-2)).toMatchObject([
        { action: 'settled', caseId: open!.id, who: 'support:kim', why: 'passport shown at the counter' },
        { action: 'linked', account: 'c-6', who: 'support:kim', why: 'passport shown at the counter' },
      ]);
      const again = await settle();
      expect([again.code, again.out]).toEqual([1, '']);
      expect(again.err).toContain('case_unknown');
    });

    test('dismisses', async () => {
      const links = await world().open();
      const [open] = await casesOf(links);
      const { code, out } = await migrate('resolve-ambiguous', '--case', open!.id, '--dismiss', ...decided, ...secret);
      expect([code, out]).toEqual([0, 'Dismissed.\n']);
      expect(await casesOf(links)).toEqual([]);
      expect((await migrate('resolve-ambiguous', '--list')).out).toBe('No case is open.\n');
    });

    test('an account that is linked to somebody else is link_taken, and the case stays open', async () => {
      const links = await world().open();
      await links.resolve(citizen({ id: 77, pid: pid(1) })).catch(() => undefined);
      const taken = (await casesOf(links)).find(({ reason }) => reason === 'link-taken')!;
      const { code, err } = await migrate(
        'resolve-ambiguous',
        '--case',
        taken.id,
        '--link',
        'c-1',
        ...decided,
        ...secret,
      );
      expect(code).toBe(1);
      expect(err).toContain('link_taken');
      expect(await casesOf(links)).toContainEqual(taken);
    });

    test('an account that the case is not about is parameter_invalid; an unknown case is case_unknown', async () => {
      const [open] = await casesOf(await world().open());
      const other = await migrate('resolve-ambiguous', '--case', open!.id, '--link', 'c-7', ...decided, ...secret);
      expect([other.code, other.err]).toEqual([1, expect.stringContaining('parameter_invalid')]);
      const none = await migrate('resolve-ambiguous', '--case', 'nothing', '--dismiss', ...decided, ...secret);
      expect([none.code, none.err]).toEqual([1, expect.stringContaining('case_unknown')]);
    });

    test('a CPR number among the reasons is refused, and not repeated', async () => {
      const [open] = await casesOf(await world().open());
      const words = ['--who', 'kim', '--why', `showed ${ANNA}`];
      const { code, err } = await migrate('resolve-ambiguous', '--case', open!.id, '--dismiss', ...words, ...secret);
      expect([code, err]).toEqual([1, expect.stringContaining('parameter_invalid')]);
    });
  });

  describe('unlink', () => {
    test('undoes the link, and says who and why in the audit', async () => {
      const words = ['--account', 'c-1', '--who', 'support:kim', '--why', 'the phone was sold'];
      expect(await spawned('unlink', ...words, ...secret)).toEqual({ code: 0, out: 'Unlinked.\n', err: '' });
      const links = await world().open();
      expect((await auditOf(links)).at(-1)).toMatchObject({
        action: 'unlinked',
        account: 'c-1',
        who: 'support:kim',
        why: 'the phone was sold',
      });
      const again = await migrate('unlink', ...words, ...secret);
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('account_unknown')]);
    });

    test('another secret than the database was written with is refused', async () => {
      const words = ['--account', 'c-1', '--who', 'kim', '--why', 'r'];
      const file = join(folder, 'secret');
      writeFileSync(file, 'some other secret of 32 bytes, yes');
      const { code, err } = await migrate('unlink', ...words, '--cpr-secret', `${SECRET.id}=file:${file}`);
      expect([code, err]).toEqual([1, expect.stringContaining('is another secret than the database was written with')]);
    });
  });

  describe('export-roster', () => {
    test('as CSV, for Excel, and as JSON', async () => {
      const { code, out } = await migrate('export-roster');
      expect([code, out]).toEqual([
        0,
        `account,cvr,rid,givenName,surname,emailAddress,linked,note\r
e-1,${FIRM},007,,,,true,\r
e-2,${FIRM},'=1+1,,,,false,\r
e-3,${OTHER_FIRM},,,,,false,no-rid\r
`,
      ]);
      const file = join(folder, 'roster.csv');
      await migrate('export-roster', '--bom', '--delimiter', ';', '--cvr', OTHER_FIRM, '--out', file);
      expect(readFileSync(file, 'utf8').split('\r\n')).toEqual([
        '\ufeffaccount;cvr;rid;givenName;surname;emailAddress;linked;note',
        `e-3;${OTHER_FIRM};;;;;false;no-rid`,
        '',
      ]);
      const json = await migrate('export-roster', '--format', 'json');
      expect(JSON.parse(json.out)).toHaveLength(3);
    });

    describe('--people', () => {
      const people = (content: string) => {
        const file = join(folder, 'people.csv');
        writeFileSync(file, content);
        return file;
      };

      test('fills in names and addresses, tells counts alone, and leaves nothing of them in the database', async () => {
        const file = people(
          `Nr;Fornavn;Efternavn;E-mail\ne-1;=1+1;Sørensen;+as@firma.example\ne-3;Bo ${BENT};Bo;\nx-9;Carl;Ude;\n`,
        );
        const { code, out, err } = await spawned('export-roster', '--people', file, '--map', 'ACCOUNT=nr');
        expect([code, out]).toEqual([
          0,
          `account,cvr,rid,givenName,surname,emailAddress,linked,note\r
e-1,${FIRM},007,'=1+1,Sørensen,'+as@firma.example,true,\r
e-2,${FIRM},'=1+1,,,,false,\r
e-3,${OTHER_FIRM},,,Bo,,false,no-rid\r
`,
        ]);
        expect(err).toBe(`mitid-saml: employees that are not in people.csv, without names and addresses: 1
mitid-saml: people of people.csv that are not in the roster: 1
mitid-saml: names and addresses of people.csv that may hold a CPR number, left out: 1
`);
        expect(await world().database.contents()).not.toMatch(/Sørensen|as@firma|Carl/);
      });

      test('as JSON in a file, of one company: those of another count as not in the roster', async () => {
        const [file, out] = [
          people('{"user":"e-3","mail":"+b@firma.example"}\n{"user":"e-1"}\n'),
          join(folder, 'r.json'),
        ];
        const words = ['--people', file, '--cvr', OTHER_FIRM, '--format', 'json', '--out', out];
        expect(await migrate('export-roster', ...words)).toEqual({
          code: 0,
          out: '',
          err: 'mitid-saml: people of people.csv that are not in the roster: 1\n',
        });
        const roster: unknown = JSON.parse(readFileSync(out, 'utf8'));
        expect(roster).toMatchObject([{ account: 'e-3', givenName: null, emailAddress: '+b@firma.example' }]);
        expect(statSync(out).mode & 0o777).toBe(0o600);
      });

      test('that has an account twice is refused with both lines, and --force has taken nothing away', async () => {
        const out = join(folder, 'roster.csv');
        writeFileSync(out, 'mine');
        const file = people('konto;mail\ne-1;a\ne-2;b\ne-1;c\n');
        const said = await migrate('export-roster', '--people', file, '--out', out, '--force');
        expect([said.code, said.out, readFileSync(out, 'utf8')]).toEqual([1, '', 'mine']);
        expect(said.err).toContain('line 4: the account of line 2 again');
      });

      test('is not overwritten', async () => {
        const file = people('konto;mail\ne-1;a\n');
        const { code, err } = await migrate('export-roster', '--people', file, '--out', file, '--force');
        expect([code, err]).toEqual([1, 'mitid-saml: out: is the file of the people\n']);
        expect(readFileSync(file, 'utf8')).toContain('e-1');
      });
    });
  });

  describe('audit', () => {
    const records = (out: string) =>
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as AuditRecord);

    test('is every line of it, oldest first', async () => {
      const { code, out, err } = await spawned('audit', '--format', 'jsonl');
      expect([code, err]).toEqual([0, '']);
      expect(records(out)).toEqual(await auditOf(await world().open()));
      expect(records(out)).toHaveLength(9);
    });

    test('that breaks off leaves no file that would pass for a whole one', async () => {
      await world().database.console(
        `INSERT INTO mitid_audit (at, action, evidence) VALUES ('2026-11-20', 'linked', 'no JSON') RETURNING seq`,
      );
      const file = join(folder, 'audit.jsonl');
      const { code, out } = await spawned('audit', '--out', file);
      expect([code, out, existsSync(file)]).toEqual([1, '', false]);
    });

    test.each([
      ['2026-11-16', ['linked', 'closed']],
      ['2026-11-16T00:00:00+01:00', ['linked', 'linked', 'queued', 'linked', 'closed']],
      ['2026-11-16T00:00:00.001Z', []],
    ])('since %s', async (since, actions) => {
      const { out } = await migrate('audit', '--since', since);
      expect(records(out).map(({ action }) => action)).toEqual(actions);
    });
  });
});

// The command line alone: no database is opened.
test.each([
  ['a case without a decision', ['--case', '1', '--who', 'kim', '--why', 'w'], '--link <account> or --dismiss'],
  ['a decision without words', ['--case', '1', '--dismiss', '--who', 'kim'], '--who and --why'],
  ['a decision without a case', ['--dismiss', '--who', 'kim', '--why', 'w'], '--case says'],
  [
    'a decision without the secret',
    ['--case', '1', '--dismiss', '--who', 'kim', '--why', 'w'],
    '--cpr-secret is needed',
  ],
  ['two decisions', ['--case', '1', '--dismiss', '--link', 'a'], 'cannot be used with'],
  ['a list and a case', ['--case', '1', '--list'], 'cannot be used with'],
])('resolve-ambiguous: %s is refused', async (_name, args, said) => {
  expect(await refused('resolve-ambiguous', ...args)).toContain(said);
});

test.each(['2026-02-30', '2026-11-16T00:00:00', 'yesterday', '2026-11-16T25:00Z'])(
  'audit: since %s is refused',
  async (since) => {
    expect(await refused('audit', '--since', since)).toContain('Expected YYYY-MM-DD');
  },
);

test('export-roster: a CVR number of seven digits is refused', async () => {
  expect(await refused('export-roster', '--cvr', '9000000')).toContain('Expected 8 digits.');
});

test.each([
  ['a column of no people', ['--map', 'email=Mail'], 'name it with --people'],
  ['a field that there is not', ['--people', 'p.csv', '--map', 'cpr=Cpr'], 'account, givenName, surname, email'],
  ['a map without a column', ['--people', 'p.csv', '--map', 'email='], 'Expected <field>=<column>.'],
  ['a field twice', ['--people', 'p.csv', '--map', 'email=a', '--map', 'Email=b'], 'email is mapped twice.'],
  ['people that are not there', ['--people', 'none/people.csv'], 'there is no none/people.csv'],
])('export-roster: %s is refused', async (_name, args, said) => {
  expect(await refused('export-roster', ...args)).toContain(said);
});

test('no place for the accounts is refused, by the process, too', async () => {
  const said = '--sqlite <file> or --postgres env:<name>';
  expect(await refused('status')).toContain(said);
  const cli = Cli.start(['migrate', 'status']);
  expect([await cli.end(), cli.out, cli.err]).toEqual([1, '', expect.stringContaining(said)]);
});

test.each([
  ['status', []],
  ['unlink', ['--account', 'a', '--who', 'kim', '--why', 'r', '--cpr-secret', `${SECRET.id}=env:CPR_SECRET`]],
])('%s: a database that is not there is not made', async (command, words) => {
  const file = join(folder, 'none.db');
  expect(await refused(command, ...words, '--sqlite', file)).toBe(`mitid-saml: sqlite: there is no file ${file}\n`);
  expect(existsSync(file)).toBe(false);
});

async function refused(...args: readonly string[]): Promise<string> {
  const env = { CPR_SECRET: String(SECRET.secret) };
  const { code, out, err } = await runInProcess(migrateCommand(), args, env);
  expect([code, out]).toEqual([1, '']);
  return err;
}
