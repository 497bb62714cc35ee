import { hashToken, type LoginRecord } from '../session';
import type { StateStore } from '../state';

/** Longer than the login by this, so that no process whose clock is behind finds the login alive and its tries forgotten. */
const MARGIN_MS = 10 * 60_000;
/** Longer than a session at NemLog-in: a record may end before it, and the next one be made out of it. */
const SESSION_MS = 24 * 60 * 60_000;

/**
 * The tries of each login, counted in the state store: across processes, and however many come at once. A login is the
 * person's at NemLog-in, which answers out of its own session whoever comes again: such an answer makes a new record, and
 * would otherwise be worth three guesses more for a click.
 */
export class Tries {
  readonly #store: StateStore;
  readonly #maximum: number;

  constructor(store: StateStore, maximum: number) {
    this.#store = store;
    this.#maximum = maximum;
  }

  /**
   * Uses one up, before anything is sent.
   *
   * @returns how many are left, at most; undefined when there was none.
   * @throws MitIdError `state_store_failed`
   */
  async use(record: LoginRecord): Promise<number | undefined> {
    const login = nameOf(record);
    const ttlMs = Math.max(SESSION_MS, record.expiresAt - Date.now()) + MARGIN_MS;
    // Each try has a number that can be claimed once: a counter that is read and written back could be read twice.
    for (let number = 1; number <= this.#maximum; number += 1) {
      if (await this.#store.claim(`mitid:cpr-match:${login}:${number}`, ttlMs)) return this.#maximum - number;
    }
    return undefined;
  }
}

/** Of the broker's session (rules 4: issuer, NameID, SessionIndex), hashed; of the record where it names none. */
function nameOf({ id, issuer, nameId, sessionIndex, sessionIndexHash }: LoginRecord): string {
  const index = sessionIndexHash ?? (sessionIndex === undefined ? undefined : hashToken(sessionIndex));
  return index === undefined ? id : hashToken(JSON.stringify([issuer, nameId, index]));
}
