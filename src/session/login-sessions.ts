import type { IncomingMessage } from 'node:http';
import type { StateStore } from '../state/state-store';
import { cookieName, readCookie, serializeCookie } from './cookies';
import { isEnded, markEnded, type EndedByBroker } from './ended-marks';
import { parseLoginRecord, type LoginRecord } from './login-record';
import { hashToken, newToken } from './tokens';

const COOKIE = 'mitid-session';

type HasCookies = Pick<IncomingMessage, 'headers'>;

export interface LoginSessionsOptions {
  readonly store: StateStore;
  /** True off loopback: Secure and `__Host-`. */
  readonly secure: boolean;
}

/** A record that is kept still, and whether the broker has ended it. */
export interface FoundRecord {
  readonly record: LoginRecord;
  readonly endedByBroker: boolean;
}

/** The LoginRecords in the state store, each under the browser's own cookie `mitid-session`. */
export class LoginSessions {
  readonly #store: StateStore;
  readonly #secure: boolean;
  readonly #cookie: string;

  constructor({ store, secure }: LoginSessionsOptions) {
    this.#store = store;
    this.#secure = secure;
    this.#cookie = cookieName(COOKIE, secure);
  }

  /**
   * Keeps a new record under a new token.
   *
   * @returns the record and the Set-Cookie value that gives it to the browser; until that is sent nobody can read it.
   * @throws MitIdError `state_store_failed`.
   */
  async create(content: Omit<LoginRecord, 'id'>): Promise<{ record: LoginRecord; cookie: string }> {
    const token = newToken();
    const record = { id: hashToken(token), ...content };
    const lifetimeMs = record.expiresAt - record.createdAt;
    await this.#store.put(keyOf(record.id), JSON.stringify(record), lifetimeMs);
    return { record, cookie: this.#serialize(token, Math.floor(lifetimeMs / 1000)) };
  }

  /**
   * The record of the browser that made this request; undefined when it has none that lives, or one that the broker ended.
   *
   * @throws MitIdError `state_store_failed`.
   */
  async read(req: HasCookies): Promise<LoginRecord | undefined> {
    const found = await this.find(req);
    return found?.endedByBroker === false ? found.record : undefined;
  }

  /**
   * As `read`, with a record that the broker ended: its cookie is still there, and so may be the application's session.
   *
   * @throws MitIdError `state_store_failed`.
   */
  async find(req: HasCookies): Promise<FoundRecord | undefined> {
    const token = readCookie(req, this.#cookie);
    return token === undefined ? undefined : this.findById(hashToken(token));
  }

  /**
   * As `find`, by the id of the record: it opens nothing by itself, so whoever says it must be believed.
   *
   * @throws MitIdError `state_store_failed`.
   */
  async findById(id: string): Promise<FoundRecord | undefined> {
    const json = await this.#store.get(keyOf(id));
    const record = json === undefined ? undefined : parseLoginRecord(json);
    if (record === undefined || Date.now() >= record.expiresAt) return undefined;
    return { record, endedByBroker: await isEnded(this.#store, record) };
  }

  /**
   * Ends the records of sessions that the broker says are over, in whichever browsers they are.
   *
   * @throws MitIdError `state_store_failed`.
   */
  async endByBroker(ended: EndedByBroker): Promise<void> {
    await markEnded(this.#store, ended);
  }

  /**
   * Ends the record of this browser, if it has one.
   *
   * @param also the id of one that the application's session hangs on, which may be another.
   * @throws MitIdError `state_store_failed`.
   */
  async end(req: HasCookies, also?: string): Promise<void> {
    const token = readCookie(req, this.#cookie);
    const ids = new Set([token === undefined ? [] : hashToken(token), also ?? []].flat());
    await Promise.all([...ids].map((id) => this.delete(id)));
  }

  /** Ends a record by its id. @throws MitIdError `state_store_failed`. */
  async delete(id: string): Promise<void> {
    await this.#store.delete(keyOf(id));
  }

  /** Ends a record by its id: whether there was one, which of two callers only one hears. @throws MitIdError `state_store_failed`. */
  async take(id: string): Promise<boolean> {
    return (await this.#store.take(keyOf(id))) !== undefined;
  }

  /** The Set-Cookie value that takes the cookie from the browser. */
  removal(): string {
    return this.#serialize('', 0);
  }

  #serialize(token: string, maxAge: number): string {
    return serializeCookie(this.#cookie, token, { secure: this.#secure, sameSite: 'Lax', maxAge });
  }
}

function keyOf(id: string): string {
  return `mitid:session:${id}`;
}
