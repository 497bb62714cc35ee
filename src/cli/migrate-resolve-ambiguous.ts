import { Command, Option } from 'commander';
import { jsonArray, type MigrationReports, type OpenCase } from '../migration';
import { decide, type DecisionFlags } from './migrate-decide';
import { tell } from './migrate-output';
import { cprSecretOption, withDatabase } from './migrate-store';
import { shown } from './shown';

interface CaseFlags extends DecisionFlags {
  readonly list?: boolean;
  readonly format: 'text' | 'json';
  readonly case?: string;
  readonly link?: string;
  readonly dismiss?: boolean;
  readonly who?: string;
  readonly why?: string;
}

/** `mitid-saml migrate resolve-ambiguous`: the logins that somebody must look at, and the decision over one. */
export function migrateResolveAmbiguousCommand(): Command {
  const command = new Command('resolve-ambiguous')
    .description('List the logins that were queued, or settle one of them.')
    .addOption(new Option('--list', 'list the open cases, the default').conflicts(['case', 'link', 'dismiss']))
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .option('--case <id>', 'settle this case')
    .addOption(new Option('--link <account>', "the login is this account's").conflicts('dismiss'))
    .option('--dismiss', 'the login is none of the accounts; the next one opens a case again')
    .option('--who <name>', 'who decides, for the audit')
    .option('--why <text>', 'why, for the audit; no CPR number');
  return withDatabase(command).addOption(cprSecretOption()).action(run);
}

async function run(flags: CaseFlags): Promise<void> {
  const { case: id, link, dismiss = false, who, why } = flags;
  if (id === undefined) {
    if (link !== undefined || dismiss) throw new Error('--case says which case is to be settled');
    await tell(flags, (reports) => list(reports, flags));
    return;
  }
  if (link === undefined && !dismiss) throw new Error('--link <account> or --dismiss says how the case is settled');
  if (who === undefined || why === undefined) throw new Error('--who and --why go into the audit: both are needed');
  const decision = link === undefined ? 'dismiss' : { linkTo: link };
  await decide(flags, (links) => links.settle(id, { decision, who, why }));
  console.log(link === undefined ? 'Dismissed.' : 'Linked.');
}

function list(reports: MigrationReports, { format }: CaseFlags): AsyncGenerator<string> {
  return format === 'json' ? jsonArray(reports.cases()) : paragraphs(reports.cases());
}

async function* paragraphs(cases: AsyncIterable<OpenCase>): AsyncGenerator<string> {
  let open = 0;
  for await (const one of cases) {
    open++;
    yield `${paragraph(shown(one))}\n\n`;
  }
  yield `${open === 0 ? 'No case is' : open === 1 ? '1 case is' : `${open} cases are`} open.\n`;
}

function paragraph({ id, reason, openedAt, lastAt, logins, scope, identity, accounts }: OpenCase): string {
  const kinds = (list: readonly string[]) => (list.length === 0 ? 'nothing' : list.join(', '));
  return [
    `${id}  ${reason}`,
    `  ${logins === 1 ? `1 login, ${openedAt}` : `${logins} logins, ${openedAt} to ${lastAt}`}`,
    `  ${identity.namespace} ${identity.id} of ${identity.issuer}, among ${scope}`,
    ...accounts.map(
      ({ account, agrees, disagrees }) =>
        `  account ${account}: ${kinds(agrees)} agrees, ${kinds(disagrees)} disagrees`,
    ),
  ].join('\n');
}
