const HOMES = 1024;
const HOME_SHIFT = 22;
/** What the last homes have no room for goes behind them. */
const SLOTS = HOMES + 64;
const MOST_FULL = 0.95 * HOMES;
const TAKEN = 0x80;
const MOST_LINES = 2 ** 23 - 1;

/**
 * Lines by 56 bits of a hash, 10 bytes a slot: 32 bits of it; the other 24, whether the slot is taken, and 7 bits of the line; 16
 * of the line, which is counted from the table's first.
 *
 * The slots are in the order of the hashes, each at its home or behind it with no empty slot between: a search for what is not
 * there ends at the first greater one, and the table may be nearly full.
 */
export class LineTable {
  readonly #first: number;
  readonly #words = new Uint32Array(2 * SLOTS);
  readonly #halves = new Uint16Array(SLOTS);
  #used = 0;

  /** @param first the line of the first that will be added. */
  constructor(first: number) {
    this.#first = first;
  }

  /** @param low below 2^24. */
  find(high: number, low: number): number | undefined {
    const words = this.#words;
    const at = placeOf(words, high, low);
    const rest = words[at + 1] ?? 0;
    if (words[at] !== high || rest >>> 8 !== low || rest === 0) return undefined;
    return this.#first + (((rest & ~TAKEN & 0xff) << 16) | (this.#halves[at / 2] ?? 0));
  }

  /** @returns whether it has room for one that it has not. */
  add(high: number, low: number, line: number): boolean {
    const [words, counted] = [this.#words, line - this.#first];
    if (this.#used >= MOST_FULL || counted > MOST_LINES) return false;
    const at = placeOf(words, high, low);
    let free = at;
    while (free < words.length && words[free + 1] !== 0) free += 2;
    if (free === words.length) return false;
    words.copyWithin(at + 2, at, free);
    this.#halves.copyWithin(at / 2 + 1, at / 2, free / 2);
    words[at] = high;
    words[at + 1] = (low << 8) | TAKEN | (counted >>> 16);
    this.#halves[at / 2] = counted & 0xffff;
    this.#used += 1;
    return true;
  }
}

/** Where the words of a hash are, or would be put. */
function placeOf(words: Uint32Array, high: number, low: number): number {
  let at = (high >>> HOME_SHIFT) * 2;
  while (at < words.length && words[at + 1] !== 0 && (words[at] ?? 0) < high) at += 2;
  while (words[at] === high && words[at + 1] !== 0 && (words[at + 1] ?? 0) >>> 8 < low) at += 2;
  return at;
}
