import { MitIdError } from '../errors';
import { MemorySpace } from './memory-space';
import type { StateStore } from './state-store';

const DEFAULT_MAX_ENTRIES = 100_000;
const DEFAULT_MAX_LOGINS = 100_000;
/** The key space of logins under way: anybody can start one, without being anyone. */
const LOGINS = 'mitid:login:';

export interface MemoryStateStoreOptions {
  /**
   * How many entries may live at once beside logins under way, which are LoginRecords and used assertion ids; default
   * 100,000. None is dropped while it lives. An entry is about 1 kB.
   */
  readonly maxEntries?: number;
  /** How many logins may be under way at once; default 100,000. The oldest gives way to one more. */
  readonly maxLogins?: number;
  /** Milliseconds on a clock that never steps back; default `performance.now`. For tests that let time pass. */
  readonly clock?: () => number;
}

/**
 * State in this process's memory: for development, for tests, and for an application that runs as one process and
 * may lose logins under way when it restarts. Several processes need a store they share.
 *
 * Logins under way (`mitid:login:…`) have a quota of their own, where the oldest gives way, so that whoever starts logins
 * without end shuts nobody else out. No other entry is dropped while it lives (a forgotten assertion id could be used
 * again): when there is no room for one more, `put` and `claim` reject with `state_store_failed`. It keeps no timer, so
 * that it does not hold the process open.
 */
export class MemoryStateStore implements StateStore {
  readonly #logins: MemorySpace;
  readonly #others: MemorySpace;
  readonly #clock: () => number;

  constructor({
    maxEntries = DEFAULT_MAX_ENTRIES,
    maxLogins = DEFAULT_MAX_LOGINS,
    clock = () => performance.now(),
  }: MemoryStateStoreOptions = {}) {
    const problems = Object.entries({ maxEntries, maxLogins })
      .filter(([, value]) => !Number.isSafeInteger(value) || value < 1)
      .map(([name]) => `${name}: expected a whole number above 0`);
    if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
    this.#logins = new MemorySpace({ max: maxLogins, whenFull: 'drop-oldest' });
    this.#others = new MemorySpace({ max: maxEntries, whenFull: 'refuse' });
    this.#clock = clock;
  }

  /** The number of entries held, expired ones that no call has met yet included. */
  get size(): number {
    return this.#logins.size + this.#others.size;
  }

  put(key: string, value: string, ttlMs: number): Promise<void> {
    return settle(() => this.#set(key, value, ttlMs));
  }

  get(key: string): Promise<string | undefined> {
    return settle(() => this.#spaceOf(key).get(key, this.#clock()));
  }

  take(key: string): Promise<string | undefined> {
    return settle(() => {
      const space = this.#spaceOf(key);
      const value = space.get(key, this.#clock());
      space.delete(key);
      return value;
    });
  }

  claim(key: string, ttlMs: number): Promise<boolean> {
    return settle(() => {
      if (this.#spaceOf(key).get(key, this.#clock()) !== undefined) return false;
      this.#set(key, '', ttlMs);
      return true;
    });
  }

  delete(key: string): Promise<void> {
    return settle(() => this.#spaceOf(key).delete(key));
  }

  #set(key: string, value: string, ttlMs: number): void {
    if (!Number.isFinite(ttlMs) || ttlMs <= 0) {
      throw new MitIdError('state_store_failed', { got: `a lifetime of ${ttlMs} ms`, expected: 'more than 0 ms' });
    }
    const now = this.#clock();
    if (this.#spaceOf(key).set(key, { value, expiresAt: now + ttlMs }, now)) return;
    throw new MitIdError('state_store_failed', {
      got: `${this.#others.size} entries, none of them expired`,
      expected: 'room for one more',
      option: 'maxEntries of MemoryStateStore, or another stateStore',
    });
  }

  #spaceOf(key: string): MemorySpace {
    return key.startsWith(LOGINS) ? this.#logins : this.#others;
  }
}

// Runs at once, so that each step is atomic, and reports a throw as a rejection, as every other store would.
function settle<T>(step: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(step());
  });
}
