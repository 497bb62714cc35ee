import { nsisAtLeast } from '../../../identifiers';
import { randomHex } from '../../random';
import type { AuthnRequest } from './authn-request';
import { canLogIn, loaOf } from './levels';
import type { ServiceLogin, Session } from './session';
import type { NemLogIn } from './state';

const COOKIE = 'nemlogin_simulator';
const LIFETIME_MS = 30 * 60_000;

/** The session of a browser that does for the request. @param token from its cookie. */
export function sessionFor(state: NemLogIn, token: string, { loa = 'low' }: AuthnRequest): Session | undefined {
  const session = liveSession(state, token);
  if (session === undefined) return undefined;
  const does = canLogIn(session.persona, state.settings.dialect) && nsisAtLeast(loaOf(session.persona), loa);
  return does ? session : undefined;
}

/** The session of a browser, while a login would use it. */
export function liveSession({ sessions, world }: NemLogIn, token: string): Session | undefined {
  const session = sessions.get(token);
  return session === undefined || session.authenticatedAt + LIFETIME_MS <= world.clock.now() ? undefined : session;
}

/**
 * Begins a session, or goes on with the one that the browser has with the same person, and says the Set-Cookie line. It is a
 * cookie of the pages' path: ports do not keep cookies apart.
 *
 * @param token that the browser came with.
 * @param login what its service provider was told; undefined where it was told nothing.
 */
export function beginSession(
  { sessions }: NemLogIn,
  token: string,
  session: Omit<Session, 'logins'>,
  login: ServiceLogin | undefined,
): string {
  const before = sessions.get(token);
  const goesOn = before?.persona.id === session.persona.id;
  if (goesOn) sessions.delete(token);
  const logins = goesOn ? before.logins : [];
  const next = randomHex();
  sessions.set(next, { ...session, logins: login === undefined ? logins : withLogin(logins, login) });
  return `${COOKIE}=${next}; Path=/nemlogin; HttpOnly; SameSite=Lax`;
}

function withLogin(logins: readonly ServiceLogin[], login: ServiceLogin): readonly ServiceLogin[] {
  const same = logins.find((one) => isSameLogin(one, login));
  const sessionIndexes = [...new Set([...(same?.sessionIndexes ?? []), ...login.sessionIndexes])];
  return [...logins.filter((one) => one !== same), { ...login, sessionIndexes }];
}

/** Whether two are of one service provider, and under one name. */
export function isSameLogin(one: ServiceLogin, other: Omit<ServiceLogin, 'sessionIndexes'>): boolean {
  return one.entityId === other.entityId && one.nameId.value === other.nameId.value;
}

/** What the browser's cookie says; empty without one. @param cookies the Cookie header. */
export function sessionTokenIn(cookies = ''): string {
  const pairs = cookies.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}
