import { Command, Option } from 'commander';
import { MitIdError } from '../errors';
import type { AccountClass } from '../migration';
import { openDatabase } from '../migration/database';
import { IMPORT_FIELDS } from '../migration/import/fields';
import { importAccounts, type ImportSummary } from '../migration/import/import-accounts';
import type { ImportOptions } from '../migration/import/import-options';
import type { ImportStore } from '../migration/import/import-store';
import { openForJudging } from '../migration/import/open-for-judging';
import { DELIMITERS } from '../migration/import/read-csv';
import { FORMATS } from '../migration/import/records';
import { ENCODINGS } from '../migration/import/source';
import { explain } from './explain';
import { mappedColumns } from './mapped-columns';
import { count, ProgressDisplay } from './migrate-import-progress';
import { cprSecretsOf, locationOf, withStore, type StoreFlags } from './migrate-store';

const [FAILED, USAGE, REJECTS] = [1, 2, 3];
const CLASSES: readonly AccountClass[] = ['citizen', 'employee', 'company'];

type ImportFlags = StoreFlags & Omit<ImportOptions, 'file' | 'batchRows' | 'onProgress'>;

/** `mitid-saml migrate import`: accounts from a file into the store. */
export function migrateImportCommand(): Command {
  const command = new Command('import')
    .description('Import accounts and what they were keyed on, from CSV or JSON lines.')
    .argument('<file>', 'the accounts; the first line of a CSV holds the headings')
    .addOption(new Option('--format <format>', 'default: told by the content').choices(FORMATS))
    .addOption(new Option('--delimiter <sign>', 'default: told by the headings').choices(DELIMITERS))
    .addOption(new Option('--encoding <encoding>', 'default: told by the content').choices(ENCODINGS))
    .addOption(
      new Option('--map <field=column>', `which column holds ${IMPORT_FIELDS.join(', ')}; repeat it`).argParser(
        mappedColumns(IMPORT_FIELDS),
      ),
    )
    .addOption(new Option('--class <class>', 'of every account, where no column says it').choices(CLASSES))
    .option('--rejects <file>', 'write what is refused here, as CSV: line, column, reason')
    .option('--dry-run', 'judge everything, and write nothing but the rejects')
    .option('--resume', 'only go on with an import that was broken off; the same command without it goes on, too')
    .option('--supersede', 'take the place of an import of this file that was broken off and can no longer be finished')
    .addHelpText('after', '\nExit code: 0 imported, 1 something does not work, 2 usage, 3 imported, with rejects.')
    // The errors of commander itself, too.
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : USAGE);
    });
  return withStore(command).action(run);
}

async function run(file: string, flags: ImportFlags): Promise<void> {
  const progress = new ProgressDisplay(process.stderr);
  let store: ImportStore | undefined;
  try {
    const open = flags.dryRun === true ? openForJudging : openDatabase;
    store = await open(locationOf(flags), { cprSecrets: cprSecretsOf(flags) });
    const start = performance.now();
    const summary = await importAccounts(store, { ...flags, file, onProgress: (now) => progress.show(now) });
    progress.end();
    console.log(report(summary, (performance.now() - start) / 1000, flags.rejects));
    if (summary.rejected > 0 && summary.status !== 'done-before') process.exitCode = REJECTS;
  } catch (error) {
    progress.end();
    console.error(`mitid-saml: ${explain(error)}`);
    const isUsage = error instanceof MitIdError && error.code === 'configuration_invalid';
    process.exitCode = isUsage ? USAGE : FAILED;
  } finally {
    await store?.engine?.close();
  }
}

function report(summary: ImportSummary, seconds: number, rejects: string | undefined): string {
  const { status, rows, accepted, rejected, resumedAt, finishedAt, ignored } = summary;
  const rest = ignored.length === 0 ? [] : [`Columns that were not read: ${ignored.join(', ')}.`];
  if (status === 'done-before') {
    return [`This file was imported before: ${count(rows)} rows, done ${finishedAt}. Nothing was done.`, ...rest].join(
      '\n',
    );
  }
  const where = rejects === undefined ? ' (--rejects <file> says which)' : `: see ${rejects}`;
  const speed = `${count((rows - resumedAt) / seconds)} a second`;
  return [
    `${status === 'judged' ? 'Dry run, nothing was written' : 'Imported'}: ${count(rows)} rows, ${speed}.`,
    ...(resumedAt > 0 ? [`It went on behind row ${count(resumedAt)}, where it was broken off.`] : []),
    `Accepted: ${count(accepted)}. Rejected: ${count(rejected)}${rejected > 0 ? where : ''}.`,
    ...rest,
  ].join('\n');
}
