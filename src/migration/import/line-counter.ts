const LINE_FEED = 0x0a;

/** Tells on which lines a record stands, by where it ends. csv-parse's own count takes a CRLF within quotation marks for two. */
export class LineCounter {
  /** Where the line feeds of the last chunks are, those passed by left out. */
  #feeds: number[] = [];
  #fed = 0;
  #passed = 0;
  #endsInFeed = true;

  /** The next piece of the file. */
  feed(bytes: Buffer): void {
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
      this.#feeds.push(this.#fed + at);
    }
    this.#fed += bytes.length;
    if (bytes.length > 0) this.#endsInFeed = bytes.at(-1) === LINE_FEED;
    if (this.#next > 0) this.#feeds = this.#feeds.slice(this.#next);
    this.#next = 0;
  }

  #next = 0;

  /**
   * @param end the byte after the record and its line feed.
   * @param cells whose line feeds make it longer than a line.
   */
  ofRecord(end: number, cells: readonly string[]): { readonly first: number; readonly last: number } {
    let isEnded = false;
    for (let feed = this.#feeds[this.#next]; feed !== undefined && feed < end; feed = this.#feeds[this.#next]) {
      isEnded = feed === end - 1;
      this.#passed += 1;
      this.#next += 1;
    }
    const last = isEnded ? this.#passed : this.#passed + 1;
    return { first: last - cells.reduce((sum, cell) => sum + feedsIn(cell), 0), last };
  }

  /** The last line that has been fed. */
  get last(): number {
    return this.#passed + this.#feeds.length - this.#next + (this.#endsInFeed ? 0 : 1);
  }
}

function feedsIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}
