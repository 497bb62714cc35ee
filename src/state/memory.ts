import { MitIdError } from '../errors';
import type { StateStore } from './state-store';

const DEFAULT_MAX_ENTRIES = 100_000;
const PURGE_INTERVAL_MS = 60_000;

export interface MemoryStateStoreOptions {
  /** How many entries may live at once; default 100,000. A login under way or a session is one entry of about 1 kB. */
  readonly maxEntries?: number;
  /** Milliseconds on a clock that never steps back; default `performance.now`. For tests that let time pass. */
  readonly clock?: () => number;
}

interface Entry {
  readonly value: string;
  readonly expiresAt: number;
}

/**
 * State in this process's memory: for development, for tests, and for an application that runs as one process and
 * may lose logins under way when it restarts. Several processes need a store they share.
 *
 * It never drops an entry that still lives (a forgotten assertion id could be used again): when it is full, `put` and
 * `claim` reject with `state_store_failed`. It keeps no timer, so that it does not hold the process open.
 */
export class MemoryStateStore implements StateStore {
  readonly #entries = new Map<string, Entry>();
  readonly #maxEntries: number;
  readonly #clock: () => number;
  #earliestExpiry = Infinity;
  #nextPurge = 0;

  constructor({ maxEntries = DEFAULT_MAX_ENTRIES, clock = () => performance.now() }: MemoryStateStoreOptions = {}) {
    if (!Number.isSafeInteger(maxEntries) || maxEntries < 1) {
      throw new MitIdError('configuration_invalid', { problems: ['maxEntries: expected a whole number above 0'] });
    }
    this.#maxEntries = maxEntries;
    this.#clock = clock;
  }

  /** The number of entries held, expired ones that no call has met yet included. */
  get size(): number {
    return this.#entries.size;
  }

  put(key: string, value: string, ttlMs: number): Promise<void> {
    return settle(() => this.#set(key, value, ttlMs));
  }

  get(key: string): Promise<string | undefined> {
    return settle(() => this.#living(key)?.value);
  }

  take(key: string): Promise<string | undefined> {
    return settle(() => {
      const entry = this.#living(key);
      this.#entries.delete(key);
      return entry?.value;
    });
  }

  claim(key: string, ttlMs: number): Promise<boolean> {
    return settle(() => {
      if (this.#living(key) !== undefined) return false;
      this.#set(key, '', ttlMs);
      return true;
    });
  }

  delete(key: string): Promise<void> {
    return settle(() => {
      this.#entries.delete(key);
    });
  }

  #living(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#clock() < entry.expiresAt) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #set(key: string, value: string, ttlMs: number): void {
    if (!Number.isFinite(ttlMs) || ttlMs <= 0) {
      throw new MitIdError('state_store_failed', { got: `a lifetime of ${ttlMs} ms`, expected: 'more than 0 ms' });
    }
    const now = this.#clock();
    this.#makeRoom(now, this.#entries.has(key));
    this.#entries.set(key, { value, expiresAt: now + ttlMs });
    this.#earliestExpiry = Math.min(this.#earliestExpiry, now + ttlMs);
  }

  #makeRoom(now: number, replacing: boolean): void {
    const full = !replacing && this.#entries.size >= this.#maxEntries;
    if ((full && now >= this.#earliestExpiry) || now >= this.#nextPurge) this.#purge(now);
    if (replacing || this.#entries.size < this.#maxEntries) return;
    throw new MitIdError('state_store_failed', {
      got: `${this.#entries.size} entries, none of them expired`,
      expected: 'room for one more',
      option: 'maxEntries of MemoryStateStore, or another stateStore',
    });
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

// Runs at once, so that each step is atomic, and reports a throw as a rejection, as every other store would.
function settle<T>(step: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(step());
  });
}
