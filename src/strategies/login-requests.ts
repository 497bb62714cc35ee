import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { MitIdError } from '../errors';
import type { LoginRequest } from '../login-request';
import { cookieName, hashToken, newToken, readCookie, readCookies, serializeCookie, tokenMatches } from '../session';
import type { StateStore } from '../state/state-store';
import { GuardMarks } from './guard-marks';
import { sealed } from './own';

/** How long a person may take between the start of a login and the return (rules 5). */
const LOGIN_LIFETIME_MS = 15 * 60_000;
const COOKIE = 'mitid-login-';
// A browser that starts login after login without ending one would fill its own request headers.
const MAX_OPEN_LOGINS = 10;

const text = z.string().min(1);
const nsis = z.enum(['low', 'substantial', 'high']);
const schema = z.strictObject({
  strategy: text,
  issuer: text,
  callbackUrl: text,
  requestId: text.exactOptional(),
  cookieHash: text,
  startedAt: z.number(),
  asked: z.strictObject({
    eids: z.array(text).exactOptional(),
    identityTypes: z.array(z.enum(['private', 'professional'])).exactOptional(),
    loa: nsis.exactOptional(),
    aal: nsis.exactOptional(),
    returnSsn: z.boolean(),
    returnNemidPid: z.boolean(),
    presetId: text.exactOptional(),
    referenceText: text.exactOptional(),
    transactionText: z.strictObject({ text, type: z.enum(['text', 'html']) }).exactOptional(),
    additionalInfo: text.exactOptional(),
    forceAuthn: z.boolean().exactOptional(),
    isPassive: z.boolean().exactOptional(),
    authnContext: z.array(text).exactOptional(),
  }),
  returnTo: text.exactOptional(),
  stepUp: z
    .strictObject({ kind: z.enum(['cpr', 'assurance']), sessionId: text, transactionId: text.exactOptional() })
    .exactOptional(),
  guard: text.exactOptional(),
}) satisfies z.ZodType<LoginRequest>;

type HasCookies = Pick<IncomingMessage, 'headers'>;

export interface LoginRequestsOptions {
  readonly store: StateStore;
  /** True off loopback: Secure and `__Host-`. */
  readonly secure: boolean;
  /** `None` where the answer is posted from the broker's site, which a Lax cookie does not follow. */
  readonly sameSite: 'Lax' | 'None';
  /** Where the broker carries the target round, for the log. */
  readonly parameter: 'TARGET' | 'RelayState';
}

/** Who must have started a login for this strategy to end it: a mix-up of brokers or of routes ends here. */
export type LoginOwner = Pick<LoginRequest, 'strategy' | 'issuer' | 'callbackUrl'>;

/**
 * The logins under way. SAML 1.1 has no InResponseTo at the front, and SAML 2.0's says nothing of the browser, so this is
 * what ties an answer to a question and to the browser that asked it: a random `target` that the broker carries round, and
 * a second random token in a cookie, one cookie a login so that two tabs work. The store knows only hashes of both.
 */
export class LoginRequests {
  readonly #store: StateStore;
  readonly #secure: boolean;
  readonly #sameSite: 'Lax' | 'None';
  readonly #parameter: string;
  /** What the guards of routes know of the logins that they started. */
  readonly guardMarks: GuardMarks;

  constructor({ store, secure, sameSite, parameter }: LoginRequestsOptions) {
    this.#store = store;
    this.#secure = secure;
    this.#sameSite = sameSite;
    this.#parameter = parameter;
    this.guardMarks = new GuardMarks(secure);
  }

  /**
   * Keeps a login that is about to start.
   *
   * @returns the target to send to the broker, and the Set-Cookie values to send with the redirect.
   * @throws MitIdError `state_store_failed`.
   */
  async start(
    req: HasCookies,
    content: Omit<LoginRequest, 'cookieHash' | 'startedAt'>,
  ): Promise<{ target: string; cookies: string[] }> {
    const target = newToken();
    const token = newToken();
    const request: LoginRequest = { ...content, cookieHash: hashToken(token), startedAt: Date.now() };
    await this.#store.put(keyOf(target), JSON.stringify(request), LOGIN_LIFETIME_MS);
    const cookie = this.#serialize(this.#cookieOf(target), token, LOGIN_LIFETIME_MS / 1000);
    return { target, cookies: [cookie, ...this.#surplus(req)] };
  }

  /**
   * Takes the login that comes back, once, for the browser that started it. A stranger's browser is refused before
   * the login is consumed, so that it cannot end somebody else's.
   *
   * @throws MitIdError `login_unknown` (no target of ours, never started, ended already, expired, or of another strategy),
   *   `login_expired`, `browser_mismatch`, `state_store_failed`.
   */
  async take(req: HasCookies, target: string, owner: LoginOwner): Promise<LoginRequest> {
    if (!isTarget(target)) throw this.#unknown('no name of a login of ours');
    const kept = await this.#store.get(keyOf(target));
    if (kept === undefined) throw this.#unknown(`no login under way with this ${this.#parameter}`);
    const request = parse(kept);
    if (request === undefined) throw this.#unknown('a stored login that cannot be read');
    for (const part of ['strategy', 'issuer', 'callbackUrl'] as const) {
      if (request[part] !== owner[part]) throw this.#unknown(`a login whose ${part} is ${request[part]}`, owner[part]);
    }
    const token = readCookie(req, this.#cookieOf(target));
    if (token === undefined || !tokenMatches(token, request.cookieHash)) {
      throw new MitIdError('browser_mismatch', {
        where: `cookie ${this.#cookieOf(target)}`,
        got: token === undefined ? 'none' : 'another value',
        expected: 'the cookie this browser was given when the login started',
      });
    }
    if ((await this.#store.take(keyOf(target))) !== kept)
      throw this.#unknown('a login that another request has just ended');
    if (Date.now() >= request.startedAt + LOGIN_LIFETIME_MS)
      throw new MitIdError('login_expired', { where: this.#parameter });
    return request;
  }

  /** Whether the browser has sent the cookie of a login, right or wrong. */
  hasCookie(req: HasCookies, target: string): boolean {
    return readCookies(req).some(({ name }) => name === this.#cookieOf(target));
  }

  /** The Set-Cookie value that takes the login's cookie from the browser. */
  removal(target: string): string {
    return this.#serialize(this.#cookieOf(target), '', 0);
  }

  /** The Set-Cookie values of the end of a login that was taken: its cookie goes, and the guard that started it hears of it. */
  ending(target: string, { guard }: LoginRequest): string[] {
    return [this.removal(target), ...(guard === undefined ? [] : [this.guardMarks.mark(guard)])];
  }

  // Browsers send the oldest cookies of a path first (RFC 6265, 5.4).
  #surplus(req: HasCookies): string[] {
    const open = readCookies(req).filter(({ name }) => name.startsWith(cookieName(COOKIE, this.#secure)));
    const kept = MAX_OPEN_LOGINS - 1;
    return open.slice(0, Math.max(open.length - kept, 0)).map(({ name }) => this.#serialize(name, '', 0));
  }

  #cookieOf(target: string): string {
    return cookieName(`${COOKIE}${hashToken(target).slice(0, 22)}`, this.#secure);
  }

  #unknown(got: string, expected?: string): MitIdError {
    return new MitIdError('login_unknown', {
      where: this.#parameter,
      got,
      ...(expected !== undefined && { expected }),
    });
  }

  #serialize(name: string, value: string, maxAge: number): string {
    return serializeCookie(name, value, { secure: this.#secure, sameSite: this.#sameSite, maxAge });
  }
}

/** Whether a text has the form of a target. */
export function isTarget(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

function keyOf(target: string): string {
  return `mitid:login:${hashToken(target)}`;
}

function parse(json: string): LoginRequest | undefined {
  try {
    return sealed(schema.safeParse(JSON.parse(json)).data);
  } catch {
    return undefined;
  }
}
