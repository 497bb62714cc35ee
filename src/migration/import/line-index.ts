import { hash } from 'node:crypto';
import { LineTable } from './line-table';

const PARTS = 256;

/**
 * On which line of a file a text stood first, for millions of texts in little memory: 11 bytes each. Of a text it keeps 64 bits
 * of the SHA-256, 8 of them as the part it is in: that two of four million texts are taken for one happens in one file of two
 * million.
 */
export class LineIndex {
  /** Tables of one size, of which only the last has room: none is ever copied into a larger one, which would leave holes. */
  readonly #parts = Array.from({ length: PARTS }, (): LineTable[] => []);

  /** @returns the line that the text stood on before; undefined where it is new, and then it is noted. */
  add(text: string, line: number): number | undefined {
    // As a string: millions of small buffers would be memory that V8 does not see filling up.
    const digest = hash('sha256', text, 'binary');
    const tables = this.#parts[digest.charCodeAt(0)];
    if (tables === undefined) return undefined;
    const [high, low] = [bitsOf(digest, 1, 4), bitsOf(digest, 5, 3)];
    for (const table of tables) {
      const there = table.find(high, low);
      if (there !== undefined) return there;
    }
    if (tables.at(-1)?.add(high, low, line) !== true) {
      const table = new LineTable(line);
      table.add(high, low, line);
      tables.push(table);
    }
    return undefined;
  }
}

/** A number below 2^(8·length). */
function bitsOf(bytes: string, from: number, length: number): number {
  let bits = 0;
  for (let at = from; at < from + length; at++) bits = bits * 256 + bytes.charCodeAt(at);
  return bits;
}
