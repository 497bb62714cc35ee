import { MitIdError } from '../../errors';
import { closest } from '../import/closest';
import { shownHeading } from '../import/columns';
import { fieldOfPeopleHeading, PEOPLE_FIELDS, type PeopleField } from './people-fields';

/** Which column fills a field, by its heading; for a field that is not named, the heading decides. */
export type PeopleMap = Readonly<Partial<Record<PeopleField, string>>>;

/**
 * Which column of the people's file fills which field. As for an import, case and spaces around a heading do not count, and a
 * column that is named fills nothing else.
 *
 * @param headings of the file: the first line of a CSV, or the members that JSON lines have.
 * @returns for each field that the file has, the index of its column.
 * @throws MitIdError `configuration_invalid` for a column that is not there, for two that would fill one field or two fields
 *   that one would fill, where none is the account's id, and where none holds a name or an address.
 */
export function choosePeopleColumns(headings: readonly string[], map: PeopleMap): ReadonlyMap<PeopleField, number> {
  const problems: string[] = [];
  const chosen = new Map<PeopleField, number>();
  for (const field of PEOPLE_FIELDS) {
    const wanted = map[field];
    const found = [...headings.keys()].filter((at) => fills(headings[at] ?? '', field, map));
    const [first] = found;
    if (wanted !== undefined && first === undefined) problems.push(missing(field, wanted, headings));
    else if (found.length > 1) problems.push(several(field, found, headings));
    else if (first !== undefined) chosen.set(field, first);
  }
  if (new Set(chosen.values()).size < chosen.size) problems.push('map: one column is named for two fields');
  if (problems.length === 0 && !chosen.has('account')) {
    problems.push(`map account: no column of the people is known as the account's id; they have ${list(headings)}`);
  }
  if (problems.length === 0 && chosen.size === 1) {
    problems.push(`map: no column of the people is known as a name or an e-mail address; they have ${list(headings)}`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return chosen;
}

/** Whether a column fills a field: because it is named for it, or by its heading where no column is. */
export function fills(heading: string, field: PeopleField, map: PeopleMap): boolean {
  const wanted = map[field];
  if (wanted !== undefined) return same(heading) === same(wanted);
  const isNamed = Object.values(map).some((named) => same(named) === same(heading));
  return !isNamed && fieldOfPeopleHeading(heading) === field;
}

function same(heading: string): string {
  return heading.normalize('NFC').trim().toLowerCase();
}

function missing(field: PeopleField, wanted: string, headings: readonly string[]): string {
  const near = closest(wanted, headings);
  const hint = near === undefined ? `they have ${list(headings)}` : `did you mean ${shownHeading(near)}?`;
  return `map ${field}: the people have no column ${shownHeading(wanted)}; ${hint}`;
}

function several(field: PeopleField, found: readonly number[], headings: readonly string[]): string {
  const names = found.map((at) => shownHeading(headings[at] ?? '')).join(' and ');
  return `map ${field}: ${names} could be it; name one with map, or give the columns different names`;
}

function list(headings: readonly string[]): string {
  return headings.map(shownHeading).join(', ');
}
