import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { OldAccount } from './generate';

const CLI = join(dirname(require.resolve('passport-mitid-saml/package.json')), 'dist/cli/index.js');
const SECRET_VARIABLE = 'DEMO_CPR_SECRET';

/**
 * Imports accounts with the command that you would type: `mitid-saml migrate import accounts.csv --sqlite links.db …`.
 *
 * @param folder for the CSV, which is gone afterwards: it has CPR numbers in it.
 * @param file the SQLite database.
 * @returns what the command said.
 */
export async function importAccounts(
  accounts: readonly OldAccount[],
  folder: string,
  file: string,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<string> {
  const csv = join(folder, 'accounts.csv');
  await writeFile(csv, toCsv(accounts), { mode: 0o600 });
  try {
    const where = ['--sqlite', file, '--cpr-secret', `${id}=env:${SECRET_VARIABLE}`];
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'migrate', 'import', csv, ...where], {
      env: { ...process.env, [SECRET_VARIABLE]: secret },
    });
    return stdout.trim();
  } finally {
    await rm(csv);
  }
}

/** As a Danish system writes it; the headings say what the columns are. */
function toCsv(accounts: readonly OldAccount[]): string {
  const lines = accounts.map(({ number, class: accountClass, pid = '', cpr = '', cvr = '', rid = '' }) =>
    [number, accountClass === 'citizen' ? 'borger' : 'medarbejder', pid, cpr, cvr, rid].join(';'),
  );
  return ['Kundenummer;Klasse;PID;CPR-nr.;CVR-nr.;RID', ...lines, ''].join('\r\n');
}
