import { Command, Option } from 'commander';
import { statusPage, statusText, type MigrationReports, type MigrationStatus } from '../migration';
import { tell, withOutput, type OutputFlags } from './migrate-output';

const WRITERS = {
  text: statusText,
  json: (status: MigrationStatus) => `${JSON.stringify(status, undefined, 2)}\n`,
  html: statusPage,
};

interface StatusFlags extends OutputFlags {
  readonly format: keyof typeof WRITERS;
}

/** `mitid-saml migrate status`: how far the accounts have come. */
export function migrateStatusCommand(): Command {
  const command = new Command('status')
    .description('Report how many accounts are linked, by what and when, and how many are waiting.')
    .addOption(new Option('--format <format>').choices(Object.keys(WRITERS)).default('text'));
  return withOutput(command).action((flags: StatusFlags) => tell(flags, (reports) => told(reports, flags)));
}

async function* told(reports: MigrationReports, { format }: StatusFlags): AsyncGenerator<string> {
  yield WRITERS[format](await reports.status());
}
