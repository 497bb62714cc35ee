import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '../../support/databases';
import { openDatabase } from '../../../../src/migration/database';
import { importAccounts, type ImportSummary } from '../../../../src/migration/import/import-accounts';
import type { ImportOptions } from '../../../../src/migration/import/import-options';
import { openForJudging } from '../../../../src/migration/import/open-for-judging';
import { pid, SECRET } from '../../support/people';

/** A folder for the files of one test. */
export class Folder {
  readonly #path = mkdtempSync(join(tmpdir(), 'account-import-'));

  path(name: string): string {
    return join(this.#path, name);
  }

  write(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The rejects without their headings. */
  rejects(name = 'rejects.csv'): readonly string[] {
    const [headings, ...lines] = this.read(name).trimEnd().split('\n');
    if (headings !== 'line,column,reason') throw new Error('no rejects');
    return lines;
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

/** Imports into a database that is opened for it, as the command does. */
export async function importInto({ location }: TestDatabase, options: ImportOptions): Promise<ImportSummary> {
  const open = options.dryRun === true ? openForJudging : openDatabase;
  const store = await open(location, { cprSecrets: [SECRET] });
  try {
    return await importAccounts(store, options);
  } finally {
    await store.engine?.close();
  }
}

/** The accounts and their keys, ordered. */
export async function accountsIn(database: TestDatabase): Promise<readonly string[]> {
  const accounts = await database.console('SELECT id, class, cvr FROM mitid_accounts');
  const keys = await database.console('SELECT scope, kind, value, account_id FROM mitid_keys');
  return [...accounts, ...keys].map((row) => JSON.stringify(row)).sort();
}

/** A CPR number that nobody has, another for each number below 300,000. */
export function fictitiousCpr(number: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [day, month, year] = [
    1 + (number % 28),
    1 + (Math.floor(number / 28) % 12),
    58 + (Math.floor(number / 336) % 40),
  ];
  return `${two(day)}${two(month)}${two(year)}${5000 + Math.floor(number / 13_440)}`;
}

/** A CSV of citizens, from account `first` on. */
export function citizensCsv(count: number, first = 1): string {
  const row = (number: number) => `k-${number};Åse;${pid(number)};${fictitiousCpr(number)}\n`;
  const rows = Array.from({ length: count }, (_, at) => row(first + at));
  return `KundeNr;Navn;PID;CPR\n${rows.join('')}`;
}
