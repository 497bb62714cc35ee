import { MitIdError } from '../../errors';
import { describeShape } from '../../identifiers';
import { closest } from './closest';
import { fieldOfHeading, IMPORT_FIELDS, type ImportField } from './fields';

/** Which column fills a field, by its heading; for a field that is not named, the heading decides. */
export type ColumnMap = Readonly<Partial<Record<ImportField, string>>>;

const MOST_SHOWN = 64;

/**
 * Which field each column fills. Case and spaces around a heading do not count.
 *
 * @param headings of the file: the first line of a CSV, or the members that JSON lines have.
 * @returns for each field that the file has, the index of its column.
 * @throws MitIdError `configuration_invalid` for a column that is not there (with the one that is meant, perhaps), for two that
 *   would fill one field, and where none is the account's id.
 */
export function chooseColumns(headings: readonly string[], map: ColumnMap): ReadonlyMap<ImportField, number> {
  const known = headings.map(same);
  const problems: string[] = [];
  const chosen = new Map<ImportField, number>();
  for (const field of IMPORT_FIELDS) {
    const wanted = map[field];
    const found =
      wanted === undefined
        ? [...headings.keys()].filter(
            (at) => fieldOfHeading(headings[at] ?? '') === field && !isNamed(headings[at], map),
          )
        : [...headings.keys()].filter((at) => known[at] === same(wanted));
    const [first] = found;
    if (wanted !== undefined && first === undefined) problems.push(missing(field, wanted, headings));
    else if (found.length > 1) problems.push(several(field, found, headings));
    else if (first !== undefined) chosen.set(field, first);
  }
  if (problems.length === 0 && !chosen.has('account')) {
    problems.push(`map account: no column is known as the account's id; the file has ${list(headings)}`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return chosen;
}

/** A heading as it may be shown: of a file without headings it is a person's data. */
export function shownHeading(heading: string): string {
  const isData = /\d{5}/.test(heading.replaceAll(/[^\p{L}\p{N}]/gu, '')) || heading.length > MOST_SHOWN;
  return isData ? `(${describeShape(heading)})` : heading.replaceAll(/\p{C}/gu, '\ufffd');
}

function same(heading: string): string {
  return heading.normalize('NFC').trim().toLowerCase();
}

function isNamed(heading: string | undefined, map: ColumnMap): boolean {
  return Object.values(map).some((wanted) => same(wanted) === same(heading ?? ''));
}

function missing(field: ImportField, wanted: string, headings: readonly string[]): string {
  const near = closest(wanted, headings);
  const hint = near === undefined ? `it has ${list(headings)}` : `did you mean ${shownHeading(near)}?`;
  return `map ${field}: the file has no column ${shownHeading(wanted)}; ${hint}`;
}

function several(field: ImportField, found: readonly number[], headings: readonly string[]): string {
  const names = found.map((at) => shownHeading(headings[at] ?? '')).join(' and ');
  return `map ${field}: ${names} could be it; name one with map, or give the columns different names`;
}

function list(headings: readonly string[]): string {
  return headings.map(shownHeading).join(', ');
}
