import type { IncomingMessage } from 'node:http';
import { cookieName, readCookie, serializeCookie } from '../session';

const COOKIE = 'mitid-asked';

/**
 * Seconds from the end of a login that a guard started until its route may start another. A redirect back to the route takes
 * no time; a person who reads why the login failed, and tries again, takes longer.
 */
const LIFETIME_S = 15;

/**
 * Tells the guard of a route that a login of its own has come back to this browser, whatever became of it. A route that is
 * still not open would otherwise send the browser to the broker again, and that one it back, for ever. It is a cookie beside
 * no session, since a login that failed has none; whoever makes one up is refused once.
 */
export class GuardMarks {
  readonly #secure: boolean;
  readonly #cookie: string;

  /** @param secure true off loopback: Secure and `__Host-`. */
  constructor(secure: boolean) {
    this.#secure = secure;
    this.#cookie = cookieName(COOKIE, secure);
  }

  /** The Set-Cookie value that says so. @param guard the name of what the route asks for. */
  mark(guard: string): string {
    return this.#serialize(guard, LIFETIME_S);
  }

  /** Whether a login has just come back that the guard of a route that asks for this started. */
  isMarked(req: Pick<IncomingMessage, 'headers'>, guard: string): boolean {
    return readCookie(req, this.#cookie) === guard;
  }

  /** The Set-Cookie value after which the guard starts logins again. */
  removal(): string {
    return this.#serialize('', 0);
  }

  #serialize(value: string, maxAge: number): string {
    return serializeCookie(this.#cookie, value, { secure: this.#secure, sameSite: 'Lax', maxAge });
  }
}
