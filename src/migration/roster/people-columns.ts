import { MitIdError } from '../../errors';
import { fills, matchColumns, shownHeadings, type ColumnFields, type MapOf } from '../import/match-columns';
import { fieldOfPeopleHeading, PEOPLE_FIELDS, type PeopleField } from './people-fields';

export type PeopleMap = MapOf<PeopleField>;

const KNOWN: ColumnFields<PeopleField> = {
  fields: PEOPLE_FIELDS,
  ofHeading: fieldOfPeopleHeading,
  has: ['the people have', 'they have'],
};

/**
 * Which column of the people's file fills which field, as `matchColumns` says.
 *
 * @param headings of the file: the first line of a CSV, or the members that JSON lines have.
 * @throws MitIdError `configuration_invalid` for what is wrong with that, for two fields that one column would fill, where none
 *   is the account's id, and where none holds a name or an address.
 */
export function choosePeopleColumns(headings: readonly string[], map: PeopleMap): ReadonlyMap<PeopleField, number> {
  const { chosen, problems: found } = matchColumns(headings, map, KNOWN);
  const problems = [...found];
  if (new Set(chosen.values()).size < chosen.size) problems.push('map: one column is named for two fields');
  const theyHave = `they have ${shownHeadings(headings)}`;
  if (problems.length === 0 && !chosen.has('account')) {
    problems.push(`map account: no column of the people is known as the account's id; ${theyHave}`);
  }
  if (problems.length === 0 && chosen.size === 1) {
    problems.push(`map: no column of the people is known as a name or an e-mail address; ${theyHave}`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return chosen;
}

/** Whether a column fills a field of the people. */
export function fillsPeople(heading: string, field: PeopleField, map: PeopleMap): boolean {
  return fills(heading, field, map, KNOWN);
}
