export { cookieName, readCookie, readCookies, serializeCookie, setCookie } from './cookies';
export type { LoginRecord } from './login-record';
export { LoginSessions } from './login-sessions';
export type { LoginSessionsOptions } from './login-sessions';
export { hashToken, newToken, tokenMatches } from './tokens';
