const PURGE_INTERVAL_MS = 60_000;

export interface MemoryEntry {
  readonly value: string;
  /** On the clock of the store. */
  readonly expiresAt: number;
}

export interface MemorySpaceOptions {
  readonly max: number;
  /** What happens to one entry more than `max`: the oldest makes room for it, or it is not taken. */
  readonly whenFull: 'drop-oldest' | 'refuse';
}

/** Entries that share a quota, by the age they were set in. Times are the caller's clock's. */
export class MemorySpace {
  readonly #entries = new Map<string, MemoryEntry>();
  readonly #max: number;
  readonly #dropsOldest: boolean;
  #earliestExpiry = Infinity;
  #nextPurge = 0;

  constructor({ max, whenFull }: MemorySpaceOptions) {
    this.#max = max;
    this.#dropsOldest = whenFull === 'drop-oldest';
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string, now: number): string | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || now < entry.expiresAt) return entry?.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** @returns whether there was room. */
  set(key: string, entry: MemoryEntry, now: number): boolean {
    if (!this.#makeRoom(now, this.#entries.has(key))) return false;
    // A Map keeps an entry that is replaced where it stood: among the oldest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#earliestExpiry = Math.min(this.#earliestExpiry, entry.expiresAt);
    return true;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  #makeRoom(now: number, replacing: boolean): boolean {
    const isFull = () => !replacing && this.#entries.size >= this.#max;
    if (now >= this.#nextPurge || (isFull() && !this.#dropsOldest && now >= this.#earliestExpiry)) this.#purge(now);
    if (!isFull()) return true;
    if (!this.#dropsOldest) return false;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
    return true;
  }

  #purge(now: number): void {
    this.#earliestExpiry = Infinity;
    this.#nextPurge = now + PURGE_INTERVAL_MS;
    for (const [key, { expiresAt }] of this.#entries) {
      if (now >= expiresAt) this.#entries.delete(key);
      else this.#earliestExpiry = Math.min(this.#earliestExpiry, expiresAt);
    }
  }
}
