import type { RequestHandler } from 'express';
import { NSIS_LEVELS, type Nsis } from '../identifiers';
import { guardOf } from './guard';
import { readGuard, type GuardStrategy, type RouteGuardOptions } from './guard-options';
import { invalid } from './passport-request';

/**
 * Middleware that opens a route to whoever's login has at least this level of assurance; otherwise as {@link requireCpr}.
 *
 * @example
 * app.get('/prescriptions', requireAssurance('high', 'nemlog-in'), (req, res) => res.render('prescriptions'));
 * @param loa `low`, `substantial` or `high`.
 * @param strategies whose logins it is about, as objects or by name; the first is the one to log in by.
 * @throws MitIdError `configuration_invalid`. Requests end with `login_required`, `assurance_required`, `loa_unavailable`,
 *   those of the start of a step-up, `configuration_invalid`, `parameter_invalid` and `state_store_failed`.
 */
export function requireAssurance(
  loa: Nsis,
  strategies: GuardStrategy | readonly GuardStrategy[],
  options: RouteGuardOptions = {},
): RequestHandler {
  const caller = 'requireAssurance()';
  if (!NSIS_LEVELS.includes(loa)) throw invalid(`${caller}: the level must be one of ${NSIS_LEVELS.join(', ')}`);
  return guardOf(caller, { kind: 'assurance', loa }, readGuard(caller, strategies, options));
}
