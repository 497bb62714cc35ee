import { MitIdError } from '../../errors';
import { fieldOfHeading, IMPORT_FIELDS, type ImportField } from './fields';
import { matchColumns, shownHeadings, type ColumnFields, type MapOf } from './match-columns';

export type ColumnMap = MapOf<ImportField>;

const KNOWN: ColumnFields<ImportField> = {
  fields: IMPORT_FIELDS,
  ofHeading: fieldOfHeading,
  has: ['the file has', 'it has'],
};

/**
 * Which field each column fills, as `matchColumns` says.
 *
 * @param headings of the file: the first line of a CSV, or the members that JSON lines have.
 * @throws MitIdError `configuration_invalid` for what is wrong with that, and where none is the account's id.
 */
export function chooseColumns(headings: readonly string[], map: ColumnMap): ReadonlyMap<ImportField, number> {
  const { chosen, problems } = matchColumns(headings, map, KNOWN);
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  if (chosen.has('account')) return chosen;
  const problem = `map account: no column is known as the account's id; the file has ${shownHeadings(headings)}`;
  throw new MitIdError('configuration_invalid', { problems: [problem] });
}
