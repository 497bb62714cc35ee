import { MitIdError } from '../../errors';
import { guessDelimiter, readCsv } from '../import/read-csv';
import { membersOf, readJsonLines } from '../import/read-json-lines';
import { inspectSource, type SourceFile } from '../import/source';
import { choosePeopleColumns, fillsPeople, type PeopleMap } from './people-columns';
import { PEOPLE_FIELDS, type PeopleField } from './people-fields';

type Values = Readonly<Partial<Record<PeopleField, string>>>;

/** What a line of the people says; empty cells are left out. */
export interface PeopleLine {
  /** Its first line in the file, from 1. */
  readonly line: number;
  readonly values: Values;
}

/**
 * The lines of the people: CSV or JSON lines, delimiter and encoding told by the content, as an import reads them.
 *
 * @param path of the file.
 * @throws MitIdError `configuration_invalid` as `choosePeopleColumns` does, and for a file that cannot be read at all;
 *   `parameter_invalid` naming the line, for one that cannot be read: an employee it stands for would be taken for one that is
 *   not in the file.
 */
export async function* readPeopleLines(path: string, map: PeopleMap): AsyncGenerator<PeopleLine> {
  const source = await inspectSource(path);
  const isJson = source.head.trimStart().startsWith('{');
  for await (const said of isJson ? ofJsonLines(source, map) : ofCsv(source, map)) {
    // A spreadsheet ends in rows of empty cells.
    if (Object.keys(said.values).length > 0) yield said;
  }
}

/** @throws MitIdError `parameter_invalid` saying what is wrong with a line, and never what it holds. */
export function refuseLine(line: number, got: string, expected: string): never {
  throw new MitIdError('parameter_invalid', { where: 'people', got: `line ${line}: ${got}`, expected });
}

async function* ofCsv(source: SourceFile, map: PeopleMap): AsyncGenerator<PeopleLine> {
  let width = 0;
  let chosen: ReadonlyMap<PeopleField, number> | undefined;
  for await (const { line, cells } of readCsv(source, guessDelimiter(source.head))) {
    if (cells === undefined) refuseLine(line, 'a quotation mark that opens or closes nothing', 'CSV as in RFC 4180');
    if (chosen === undefined) {
      chosen = choosePeopleColumns(cells, map);
      width = cells.length;
      continue;
    }
    if (cells.length !== width) refuseLine(line, `${cells.length} cells`, `${width} cells, as there are headings`);
    yield { line, values: valuesOf(new Map([...chosen].map(([field, at]) => [field, cells[at]])), line) };
  }
  if (chosen === undefined) throw new MitIdError('configuration_invalid', { problems: ['people: has no headings'] });
}

async function* ofJsonLines(source: SourceFile, map: PeopleMap): AsyncGenerator<PeopleLine> {
  const headings = membersOf(source.head);
  const chosen = choosePeopleColumns(headings, map);
  const names = new Map([...chosen].map(([field, at]) => [field, headings[at] ?? '']));
  for await (const { line, members } of readJsonLines(source)) {
    if (members === undefined) refuseLine(line, 'no JSON object', 'one JSON object on a line');
    const given = PEOPLE_FIELDS.map((field): [PeopleField, unknown] => {
      // What stands in no object of the first 64 KiB may stand in a later one.
      const name = names.get(field) ?? Object.keys(members).find((late) => fillsPeople(late, field, map));
      return [field, name === undefined ? undefined : members[name]];
    });
    yield { line, values: valuesOf(new Map(given), line) };
  }
}

function valuesOf(given: ReadonlyMap<PeopleField, unknown>, line: number): Values {
  const values: Partial<Record<PeopleField, string>> = {};
  for (const [field, value] of given) {
    const text = textOf(value) ?? refuseLine(line, `${field} is another JSON value`, 'a text');
    if (text !== '') values[field] = text;
  }
  return values;
}

/** An id may be written as a number, and what is null is not said. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return value === undefined || value === null ? '' : undefined;
}
