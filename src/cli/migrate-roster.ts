import { basename, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MitIdError } from '../errors';
import { parseCvr } from '../identifiers';
import { jsonArray, rosterCsv } from '../migration';
import type { PeopleMap } from '../migration/roster/people-columns';
import { PEOPLE_FIELDS } from '../migration/roster/people-fields';
import { readPeople, withPeople, type People, type Unmatched } from '../migration/roster/people';
import { mappedColumns } from './mapped-columns';
import { tell, withOutput, type OutputFlags } from './migrate-output';

interface RosterFlags extends OutputFlags {
  readonly format: 'csv' | 'json';
  readonly cvr?: string;
  readonly delimiter: ',' | ';';
  readonly bom: boolean;
  readonly people?: string;
  readonly map?: PeopleMap;
}

/** `mitid-saml migrate export-roster`: the employees, with their RIDs, for an organisation's IdM. */
export function migrateRosterCommand(): Command {
  const command = new Command('export-roster')
    .description("Export the employees with their RIDs, for an organisation's IdM and MitID Erhverv.")
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--cvr <number>', "one company's employees alone").argParser(cvrOf))
    .addOption(new Option('--delimiter <sign>', 'of a CSV').choices([',', ';']).default(','))
    .option('--bom', 'begin a CSV with a byte order mark, for Excel', false)
    .option('--people <file>', 'fill in names and e-mail addresses by account from this CSV, or these JSON lines')
    .addOption(
      new Option('--map <field=column>', `which column of it holds ${PEOPLE_FIELDS.join(', ')}; repeat it`).argParser(
        mappedColumns(PEOPLE_FIELDS),
      ),
    );
  return withOutput(command).action(exportRoster);
}

async function exportRoster(flags: RosterFlags): Promise<void> {
  const { format, cvr, delimiter, bom, people: file } = flags;
  // Before --force takes anything away.
  const people = await peopleOf(flags);
  let unmatched: Unmatched | undefined;
  await tell(flags, (reports) => {
    const roster = reports.roster(cvr === undefined ? {} : { cvr });
    const entries = people === undefined ? roster : withPeople(roster, people, (found) => (unmatched = found));
    return format === 'json' ? jsonArray(entries) : rosterCsv(entries, { delimiter, bom });
  });
  if (people !== undefined && file !== undefined) say(basename(file), people, unmatched);
}

async function peopleOf({ people, map, out }: RosterFlags): Promise<People | undefined> {
  const problems: string[] = [];
  if (people === undefined && map !== undefined) problems.push('map: says what a file holds; name it with --people');
  if (people !== undefined && out !== undefined && resolve(people) === resolve(out)) {
    problems.push('out: is the file of the people');
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return people === undefined ? undefined : await readPeople(people, map);
}

/** Counts alone: a name or an id of a person belongs in no log. */
function say(file: string, { leftOut }: People, { employees, people }: Unmatched = { employees: 0, people: 0 }): void {
  const counts = [
    [`employees that are not in ${file}, without names and addresses`, employees],
    [`people of ${file} that are not in the roster`, people],
    [`names and addresses of ${file} that may hold a CPR number, left out`, leftOut],
  ] as const;
  for (const [what, count] of counts) if (count > 0) console.error(`mitid-saml: ${what}: ${count}`);
}

function cvrOf(text: string): string {
  const cvr = parseCvr(text);
  if (cvr === undefined) throw new InvalidArgumentError('Expected 8 digits.');
  return cvr;
}
