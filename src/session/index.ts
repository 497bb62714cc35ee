export { cookieName, readCookie, readCookies, serializeCookie, setCookie } from './cookies';
export { MAX_SESSION_LIFETIME_MS, type EndedByBroker } from './ended-marks';
export type { LoginRecord } from './login-record';
export { LoginSessions } from './login-sessions';
export type { FoundRecord, LoginSessionsOptions } from './login-sessions';
export { hashToken, newToken, tokenMatches } from './tokens';
