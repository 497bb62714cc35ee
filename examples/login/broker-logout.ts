import type { RequestHandler } from 'express';
import { mitidSession } from 'passport-mitid-saml';
import type { Login } from './login';
import type { SessionLog } from './session-log';
import { visitorOf } from './visitor';

/** Stands before `singleLogout()`, which ends the session of the very browser that the broker sent, without waiting for its next page. */
export function brokerLogoutHere(sessions: SessionLog): RequestHandler {
  return (req, res, next) => {
    const before = visitorOf(req);
    res.once('finish', () => {
      if (before !== undefined && visitorOf(req) === undefined) sessions.add('ended-by-broker', before.account.number);
    });
    next();
  };
}

/** Stands after `passport.session()`: who was logged out at the broker is logged out here, whichever browser said so. */
export function brokerLogout({ strategies }: Pick<Login, 'strategies'>, sessions: SessionLog): RequestHandler {
  const attach = mitidSession(strategies);
  return (req, res, next) => {
    const before = visitorOf(req);
    attach(req, res, (error?: unknown) => {
      if (before !== undefined && visitorOf(req) === undefined) sessions.add('ended-by-broker', before.account.number);
      next(error);
    });
  };
}
