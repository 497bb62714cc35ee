import { MitIdError } from '../../errors';
import { chooseColumns, type ColumnMap } from './columns';
import { fieldOfHeading, IMPORT_FIELDS, type ImportField } from './fields';
import { shownHeading } from './match-columns';
import { readCsv, type Delimiter } from './read-csv';
import { membersOf, readJsonLines } from './read-json-lines';
import type { SourceFile } from './source';

export const FORMATS = ['csv', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

const MOST_NAMES = 1000;

/** What a record of the file says, or why it cannot be read. Empty cells are left out. */
export interface SourceRecord {
  /** Its first line, from 1. */
  readonly line: number;
  readonly values: Readonly<Partial<Record<ImportField, string>>>;
  readonly unreadable?: { readonly field?: ImportField; readonly reason: string };
  /** How far the file had been read, in bytes. */
  readonly position: number;
}

/** A file, its columns chosen. */
export interface SourceRecords {
  readonly records: AsyncGenerator<SourceRecord>;
  /** What the column of each field is called in the file, as it may be shown. */
  readonly columns: ReadonlyMap<ImportField, string>;
  /** The columns that fill nothing, as they may be shown. */
  readonly ignored: readonly string[];
}

/**
 * Reads the headings, and gives the records behind them.
 *
 * @throws MitIdError `configuration_invalid` as `chooseColumns` does.
 */
export async function openRecords(
  source: SourceFile,
  { format, delimiter, map }: { readonly format: Format; readonly delimiter: Delimiter; readonly map: ColumnMap },
): Promise<SourceRecords> {
  if (format === 'jsonl') {
    const headings = membersOf(source.head);
    const chosen = chooseColumns(headings, map);
    const names = new Map([...chosen].map(([field, at]) => [field, headings[at] ?? '']));
    const shown = shownColumns(headings, chosen);
    const late = (field: ImportField, name: string) => {
      names.set(field, name);
      shown.columns.set(field, shownHeading(name));
    };
    return { records: ofJsonLines(source, names, lateMembers(headings, names, late)), ...shown };
  }
  const lines = readCsv(source, delimiter);
  const first = await lines.next();
  const headings = first.done === true ? [] : (first.value.cells ?? []);
  if (headings.length === 0) {
    throw new MitIdError('configuration_invalid', { problems: ['file: the first line holds no headings'] });
  }
  const chosen = chooseColumns(headings, map);
  return { records: ofCsv(lines, headings.length, chosen), ...shownColumns(headings, chosen) };
}

function shownColumns(headings: readonly string[], chosen: ReadonlyMap<ImportField, number>) {
  const used = [...chosen.values()];
  return {
    columns: new Map([...chosen].map(([field, at]) => [field, shownHeading(headings[at] ?? '')])),
    ignored: headings.filter((_, at) => !used.includes(at)).map(shownHeading),
  };
}

async function* ofCsv(
  lines: ReturnType<typeof readCsv>,
  width: number,
  chosen: ReadonlyMap<ImportField, number>,
): AsyncGenerator<SourceRecord> {
  for await (const { line, position, ...record } of lines) {
    if (record.cells === undefined) {
      const reason = `lines ${line} to ${record.lastLine}: a quotation mark that opens or closes nothing`;
      yield { line, position, values: {}, unreadable: { reason } };
    } else if (record.cells.length !== width) {
      const reason = `expected ${width} cells, as there are headings; got ${record.cells.length}`;
      yield { line, position, values: {}, unreadable: { reason } };
    } else {
      const values: Partial<Record<ImportField, string>> = {};
      for (const [field, at] of chosen) {
        const text = record.cells[at]?.trim() ?? '';
        if (text !== '') values[field] = text;
      }
      yield { line, position, values };
    }
  }
}

/** Looks at the members of an object for one that is there for the first time, and says by itself which field it is. */
function lateMembers(
  headings: readonly string[],
  names: ReadonlyMap<ImportField, string>,
  add: (field: ImportField, name: string) => void,
): (members: Readonly<Record<string, unknown>>) => void {
  const seen = new Set(headings);
  return (members) => {
    for (const name in members) {
      if (seen.has(name)) continue;
      // A file whose every line has names of its own is no table: what is remembered of it has a bound.
      if (seen.size < MOST_NAMES) seen.add(name);
      const field = fieldOfHeading(name);
      if (field !== undefined && !names.has(field)) add(field, name);
    }
  };
}

async function* ofJsonLines(
  source: SourceFile,
  names: ReadonlyMap<ImportField, string>,
  lookFor: (members: Readonly<Record<string, unknown>>) => void,
): AsyncGenerator<SourceRecord> {
  for await (const { line, members, position } of readJsonLines(source)) {
    if (members === undefined) {
      yield { line, position, values: {}, unreadable: { reason: 'expected one JSON object on a line' } };
      continue;
    }
    lookFor(members);
    const values: Partial<Record<ImportField, string>> = {};
    let other: ImportField | undefined;
    for (const field of IMPORT_FIELDS) {
      const value = members[names.get(field) ?? ''] ?? '';
      if (typeof value === 'string') {
        if (value.trim() !== '') values[field] = value.trim();
      } else if (typeof value === 'number' && Number.isSafeInteger(value)) values[field] = String(value);
      else other ??= field;
    }
    const unreadable = other && { field: other, reason: 'expected a text; got another JSON value' };
    yield { line, position, values, ...(unreadable && { unreadable }) };
  }
}
