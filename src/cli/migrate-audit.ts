import { Command, InvalidArgumentError, Option } from 'commander';
import type { MigrationReports } from '../migration';
import { tell, withOutput, type OutputFlags } from './migrate-output';

interface AuditFlags extends OutputFlags {
  readonly since?: Date;
}

const SINCE = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** `mitid-saml migrate audit`: every link, its evidence and its undoing. */
export function migrateAuditCommand(): Command {
  const command = new Command('audit')
    .description('Export the audit: every link, its evidence and its undoing, oldest first.')
    .addOption(new Option('--format <format>', 'an event a line').choices(['jsonl']).default('jsonl'))
    .addOption(new Option('--since <time>', 'a day (UTC) or a time with its zone').argParser(sinceOf));
  return withOutput(command).action((flags: AuditFlags) => tell(flags, (reports) => lines(reports, flags)));
}

async function* lines(reports: MigrationReports, { since }: AuditFlags): AsyncGenerator<string> {
  for await (const record of reports.audit(since === undefined ? {} : { since })) yield `${JSON.stringify(record)}\n`;
}

function sinceOf(text: string): Date {
  const [, day, time = 'T00:00Z'] = SINCE.exec(text) ?? [];
  const midnight = new Date(`${day}T00:00Z`);
  const since = new Date(`${day}${time}`);
  // JavaScript makes 2 March of 30 February.
  if (Number.isNaN(since.getTime()) || midnight.toISOString().slice(0, 10) !== day) {
    throw new InvalidArgumentError('Expected YYYY-MM-DD, or a time such as 2026-11-22T10:00:00Z.');
  }
  return since;
}
