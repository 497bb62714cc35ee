import type { RequestHandler } from 'express';
import { guardOf } from './guard';
import { readGuard, type GuardStrategy, type RouteGuardOptions } from './guard-options';

/**
 * Middleware that opens a route to whoever's login brought the CPR number; it stands after `passport.session()`.
 *
 * A browser without is sent through the step-up of its login, or to log in where nobody is logged in, and finds the way back
 * to the page in `req.authInfo.returnTo` at the callback. What follows no redirect is answered with 401 or 403 and
 * `{ error, message }`. A browser that is refused gets the MitIdError by way of Express.
 *
 * @example
 * app.get('/pension', requireCpr('eident'), (req, res) => res.render('pension'));
 * @param strategies whose logins it is about, as objects or by name; the first is the one to log in by.
 * @throws MitIdError `configuration_invalid`. Requests end with `login_required`, `cpr_required`, `cpr_unavailable`, those of
 *   the start of a step-up, `configuration_invalid`, `parameter_invalid` and `state_store_failed`.
 */
export function requireCpr(
  strategies: GuardStrategy | readonly GuardStrategy[],
  options: RouteGuardOptions = {},
): RequestHandler {
  const caller = 'requireCpr()';
  return guardOf(caller, { kind: 'cpr' }, readGuard(caller, strategies, options));
}
