import { createHash, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { SessionChange } from './pages/profile';

declare module 'express-session' {
  interface SessionData {
    /** There so that a visitor has a session, with an id, before the login too. */
    visitedAt?: number;
    /** The path of the login that was started last, to offer it again. Two tabs share it: it is a convenience. */
    lastStart?: string;
    /** The session id's hash before and after the login. */
    loginChange?: SessionChange;
    /** Passport's own: what `serializeUser` made of the person who is logged in. */
    passport?: { user?: unknown };
  }
}

/** The application's session. In production: a store that lasts, a secret from the environment, and `secure: true`. */
export function createSession(): RequestHandler {
  return session({
    name: 'demo-session',
    secret: randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: false },
  });
}

/** Gives every visitor a session. */
export const startSession: RequestHandler = (req, _res, next) => {
  req.session.visitedAt ??= Date.now();
  next();
};

/** A few characters that change when the session id does, and from which nobody can tell the id. */
export function sessionMark({ sessionID }: Pick<Request, 'sessionID'>): string {
  return createHash('sha256').update(sessionID).digest('hex').slice(0, 8);
}
