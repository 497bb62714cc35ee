import type { IncomingMessage } from 'node:http';
import type { StateStore } from '../state/state-store';
import { cookieName, readCookie, serializeCookie } from './cookies';
import { parseLoginRecord, type LoginRecord } from './login-record';
import { hashToken, newToken } from './tokens';

const COOKIE = 'mitid-session';

type HasCookies = Pick<IncomingMessage, 'headers'>;

export interface LoginSessionsOptions {
  readonly store: StateStore;
  /** True off loopback: Secure and `__Host-`. */
  readonly secure: boolean;
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
   * The record of the browser that made this request; undefined when it has none that lives.
   *
   * @throws MitIdError `state_store_failed`.
   */
  async read(req: HasCookies): Promise<LoginRecord | undefined> {
    const token = readCookie(req, this.#cookie);
    if (token === undefined) return undefined;
    const json = await this.#store.get(keyOf(hashToken(token)));
    const record = json === undefined ? undefined : parseLoginRecord(json);
    return record !== undefined && Date.now() < record.expiresAt ? record : undefined;
  }

  /** Ends the record of this browser, if it has one. @throws MitIdError `state_store_failed`. */
  async end(req: HasCookies): Promise<void> {
    const token = readCookie(req, this.#cookie);
    if (token !== undefined) await this.delete(hashToken(token));
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
