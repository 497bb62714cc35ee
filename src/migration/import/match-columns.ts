import { describeShape } from '../../identifiers';
import { closest } from './closest';

/** Which column fills a field, by its heading; for a field that is not named, the heading decides. */
export type MapOf<Field extends string> = Readonly<Partial<Record<Field, string>>>;

/** The fields that columns of a file may fill. */
export interface ColumnFields<Field extends string> {
  readonly fields: readonly Field[];
  /** The field that a heading says by itself. */
  readonly ofHeading: (heading: string) => Field | undefined;
  /** How the file is spoken of: `the file has`, `it has`. */
  readonly has: readonly [string, string];
}

const MOST_SHOWN = 64;

/**
 * Which column fills which field, and what is wrong with that: a column that is not there (with the one that is meant, perhaps),
 * and two that would fill one field. Case and spaces around a heading do not count; a column that is named fills nothing else.
 *
 * @returns for each field that the file has, the index of its column.
 */
export function matchColumns<Field extends string>(
  headings: readonly string[],
  map: MapOf<Field>,
  known: ColumnFields<Field>,
): { readonly chosen: ReadonlyMap<Field, number>; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const chosen = new Map<Field, number>();
  for (const field of known.fields) {
    const wanted = map[field];
    const found = [...headings.keys()].filter((at) => fills(headings[at] ?? '', field, map, known));
    const [first] = found;
    if (wanted !== undefined && first === undefined) problems.push(missing(field, wanted, headings, known.has));
    else if (found.length > 1) problems.push(several(field, found, headings));
    else if (first !== undefined) chosen.set(field, first);
  }
  return { chosen, problems };
}

/** Whether a column fills a field: because it is named for it, or by its heading where no column is. */
export function fills<Field extends string>(
  heading: string,
  field: Field,
  map: MapOf<Field>,
  { ofHeading }: Pick<ColumnFields<Field>, 'ofHeading'>,
): boolean {
  const wanted = map[field];
  if (wanted !== undefined) return same(heading) === same(wanted);
  const isNamed = Object.values<string | undefined>(map).some((named) => same(named ?? '') === same(heading));
  return !isNamed && ofHeading(heading) === field;
}

/** A heading as it may be shown: of a file without headings it is a person's data. */
export function shownHeading(heading: string): string {
  const isData = /\d{5}/.test(heading.replaceAll(/[^\p{L}\p{N}]/gu, '')) || heading.length > MOST_SHOWN;
  return isData ? `(${describeShape(heading)})` : heading.replaceAll(/\p{C}/gu, '\ufffd');
}

export function shownHeadings(headings: readonly string[]): string {
  return headings.map(shownHeading).join(', ');
}

function same(heading: string): string {
  return heading.normalize('NFC').trim().toLowerCase();
}

function missing(
  field: string,
  wanted: string,
  headings: readonly string[],
  [theFileHas, itHas]: readonly [string, string],
): string {
  const near = closest(wanted, headings);
  const hint = near === undefined ? `${itHas} ${shownHeadings(headings)}` : `did you mean ${shownHeading(near)}?`;
  return `map ${field}: ${theFileHas} no column ${shownHeading(wanted)}; ${hint}`;
}

function several(field: string, found: readonly number[], headings: readonly string[]): string {
  const names = found.map((at) => shownHeading(headings[at] ?? '')).join(' and ');
  return `map ${field}: ${names} could be it; name one with map, or give the columns different names`;
}
