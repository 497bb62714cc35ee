import { closeSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { MitIdError } from '../../errors';

/** One line of the rejects: where it stands in the file that is imported, and what is wrong there. */
export interface Reject {
  readonly line: number;
  /** As the file calls it; empty where the whole line is meant. */
  readonly column: string;
  readonly reason: string;
}

const HEADINGS = 'line,column,reason\n';
const READ_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * The rejects of an import as a CSV. It writes synchronously, so that a batch's rejects are on the disk before the transaction
 * with its rows is committed: after a kill the file may say too much, never too little, and `keepUpTo` cuts that off.
 */
export class RejectsFile {
  readonly #file: number;

  /**
   * @param path made for its owner only where it is missing; a file that is there must be one of rejects.
   * @throws MitIdError `configuration_invalid` for another file, or one that cannot be written.
   */
  constructor(path: string) {
    let file: number | undefined;
    try {
      file = openSync(path, 'a+', 0o600);
      const start = Buffer.alloc(HEADINGS.length);
      const length = readSync(file, start, 0, start.length, 0);
      if (length > 0 && !HEADINGS.startsWith(start.toString('utf8', 0, length))) throw new Error('not of rejects');
      this.#file = file;
    } catch (error) {
      if (file !== undefined) closeSync(file);
      const { code = 'it holds something else than rejects' } = error as NodeJS.ErrnoException;
      throw new MitIdError('configuration_invalid', { problems: [`rejects: ${path} cannot be written: ${code}`] });
    }
  }

  /** Takes away what is said of lines behind this one; 0 leaves the headings alone. */
  keepUpTo(line: number): void {
    const kept = line === 0 ? 0 : this.#endOf(line);
    ftruncateSync(this.#file, kept);
    if (kept === 0) writeSync(this.#file, HEADINGS);
  }

  append(rejects: readonly Reject[]): void {
    if (rejects.length === 0) return;
    const lines = rejects.map(({ line, column, reason }) => `${line},${quoted(column)},${quoted(reason)}\n`);
    writeSync(this.#file, lines.join(''));
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Where the first line begins that is said of a later line, or is not whole. No cell holds a line feed. */
  #endOf(last: number): number {
    const chunk = Buffer.alloc(READ_BYTES);
    let [rest, kept] = [Buffer.alloc(0), 0];
    for (let from = 0; ;) {
      const length = readSync(this.#file, chunk, 0, chunk.length, from);
      if (length === 0) return kept;
      from += length;
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, start)) {
        const isHeading = kept === 0;
        if (!isHeading && !(Number.parseInt(bytes.toString('utf8', start, at), 10) <= last)) return kept;
        kept += at + 1 - start;
        start = at + 1;
      }
      rest = Buffer.from(bytes.subarray(start));
    }
  }
}

function quoted(cell: string): string {
  const line = cell.replaceAll(/[\r\n]+/g, ' ');
  return /[",;]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
