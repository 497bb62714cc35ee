import { hash } from 'node:crypto';

const PARTS = 256;
const SLOTS = 2048;
const MOST_FULL = 0.75 * SLOTS;
/** A slot: 64 bits of the text's hash, and the line; line 0 is an empty slot. */
const WORDS = 3;

/** Tables of one size, of which only the last has room: none is ever copied into a larger one, which would leave holes. */
interface Part {
  readonly tables: Uint32Array[];
  /** How many slots of the last table are taken. */
  used: number;
}

/**
 * On which line of a file a text stood first, for millions of texts in little memory: 16 bytes each. Of a text it keeps 64 bits
 * of the SHA-256: that two of four million texts are taken for one happens in one file of two million.
 */
export class LineIndex {
  readonly #parts = Array.from({ length: PARTS }, (): Part => ({ tables: [], used: MOST_FULL }));

  /** @returns the line that the text stood on before; undefined where it is new, and then it is noted. */
  add(text: string, line: number): number | undefined {
    // As a string: millions of small buffers would be memory that V8 does not see filling up.
    const digest = hash('sha256', text, 'binary');
    const part = this.#parts[digest.charCodeAt(8)];
    if (part === undefined) return undefined;
    const [high, low] = [wordOf(digest, 0), wordOf(digest, 4)];
    let free = -1;
    for (const table of part.tables) {
      const at = find(table, high, low);
      const there = table[at + 2] ?? 0;
      if (there !== 0) return there;
      free = at;
    }
    if (part.used >= MOST_FULL) {
      part.tables.push(new Uint32Array(SLOTS * WORDS));
      part.used = 0;
      free = (high % SLOTS) * WORDS;
    }
    part.tables.at(-1)?.set([high, low, line], free);
    part.used += 1;
    return undefined;
  }
}

/** Where the slot of a hash is, or the empty one where it would be. */
function find(table: Uint32Array, high: number, low: number): number {
  for (let slot = high % SLOTS; ; slot = (slot + 1) % SLOTS) {
    const at = slot * WORDS;
    if ((table[at] === high && table[at + 1] === low) || table[at + 2] === 0) return at;
  }
}

function wordOf(bytes: string, at: number): number {
  const byte = (offset: number) => bytes.charCodeAt(at + offset);
  return ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
}
