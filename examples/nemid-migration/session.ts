import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import session from 'express-session';

/** The application's session. In production: a store that lasts, a secret from the environment, and `secure: true`. */
export function createSession(): RequestHandler {
  return session({
    // Not that of the other demo: cookies do not tell ports apart.
    name: 'migration-session',
    secret: randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: false },
  });
}
