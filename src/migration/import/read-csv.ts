import { once } from 'node:events';
import { parse } from 'csv-parse';
import { MitIdError } from '../../errors';
import { LineCounter } from './line-counter';
import { readSource, type SourceFile } from './source';

export const DELIMITERS = [',', ';'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** One record of a CSV, or the lines that hold none. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[]; readonly position: number }
  | { readonly line: number; readonly lastLine: number; readonly cells?: never; readonly position: number };

/** A quotation mark that is not closed swallows what follows: beyond this, the rest of the file cannot be told. */
const LONGEST_RECORD = 1024 * 1024;

/**
 * The records of a CSV (RFC 4180, LF or CRLF), its headings first, empty lines left out. `position` is how far the file had been
 * read, in bytes.
 *
 * A quotation mark that stands where none may is not mended: the lines up to the next sound record are given as lines without
 * one. To guess would be to put the end of one person's line behind the start of another's.
 *
 * @throws MitIdError `parameter_invalid` naming the line, for a quotation mark that is not closed within 1 MiB.
 */
export async function* readCsv(source: SourceFile, delimiter: Delimiter): AsyncGenerator<CsvRecord> {
  const lines = new LineCounter();
  let found: CsvRecord[] = [];
  let [position, next, isBroken] = [0, 1, false];
  const skipUpTo = (line: number) => {
    if (isBroken) found.push({ line: next, lastLine: line, position });
    isBroken = false;
  };
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: string[], { bytes }) => {
      const { first, last } = lines.ofRecord(bytes, cells);
      skipUpTo(first - 1);
      found.push({ line: first, cells, position });
      next = last + 1;
      return null;
    },
    on_skip: () => {
      isBroken = true;
      return undefined;
    },
  });
  let parsed = 0;
  for await (const chunk of readSource(source)) {
    position = chunk.position;
    lines.feed(chunk.bytes);
    await new Promise<void>((resolve, reject) =>
      parser.write(chunk.bytes, (error) => (error ? reject(unreadable(next)) : resolve())),
    );
    parsed = found.length > 0 ? 0 : parsed + chunk.bytes.length;
    if (parsed > LONGEST_RECORD) throw unreadable(next);
    const ready = found;
    found = [];
    yield* ready;
  }
  // It has nothing to read out, and would not end before it is asked.
  parser.resume().end();
  await once(parser, 'end');
  skipUpTo(Math.max(next, lines.last));
  yield* found;
}

function unreadable(line: number): MitIdError {
  const got = `line ${line}: a quotation mark that is not closed within ${LONGEST_RECORD} bytes`;
  return new MitIdError('parameter_invalid', { where: 'file', got });
}

/** The delimiter that the headings have more of, outside quotation marks. */
export function guessDelimiter(head: string): Delimiter {
  const headings = head.replaceAll(/"[^"]*"/g, '').split('\n', 1)[0] ?? '';
  const count = (delimiter: Delimiter) => headings.split(delimiter).length;
  return count(';') > count(',') ? ';' : ',';
}
