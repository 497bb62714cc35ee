import type { Request, RequestHandler } from 'express';
import { logRefusal } from '../strategies/log-refusal';
import type { LoginCore } from '../strategies/login-core';
import { LoginStrategy } from '../strategies/login-strategy';
import { asError } from '../strategies/outcome';
import { loginOf } from '../strategies/session-mark';
import { invalid, isLoggedIn } from './passport-request';

type Core = Pick<LoginCore, 'config' | 'sessions'>;

/**
 * Middleware that stands after `passport.session()`: puts the LoginRecord of whoever is logged in on `req.mitid`, and logs out
 * (`req.logout`) a session whose record is over, before the application sees its user: ended by the broker, in whichever
 * browser that was said, or past the end of its lifetime.
 *
 * A session that none of these strategies made, and that of somebody who is not logged in, are left alone and cost no look
 * into the state store. Where the store does not answer, nobody can say that the login goes on: that is an error.
 *
 * @example
 * app.use(passport.session());
 * app.use(mitidSession(strategy));
 * @param strategies those whose logins it is about.
 * @throws MitIdError `configuration_invalid`: none, what is no strategy of this package, two of one name. Requests end with
 *   `configuration_invalid` where `passport.session()` does not stand before it, and with `state_store_failed`.
 */
export function mitidSession(strategies: LoginStrategy | readonly LoginStrategy[]): RequestHandler {
  const cores = coresOf([strategies].flat());
  return (req, _res, next) => {
    attach(cores, req).then(
      () => next(),
      (error: unknown) => next(asError(error)),
    );
  };
}

async function attach(cores: ReadonlyMap<string, Core>, req: Request): Promise<void> {
  req.mitid = undefined;
  // Before Passport's own it would let everybody through.
  const login = isLoggedIn(req, 'mitidSession()') ? loginOf(req) : undefined;
  const core = login && cores.get(login.strategy);
  if (login === undefined || core === undefined) return;
  const { config, sessions } = core;
  try {
    const found = await sessions.findById(login.recordId);
    if (found?.endedByBroker === false) {
      req.mitid = found.record;
      return;
    }
    await logOut(req);
    const why = found === undefined ? 'whose login is over' : 'that the broker ended';
    config.logger.info(`a session ${why} was logged out`, { strategy: config.name });
  } catch (error) {
    logRefusal(config, error);
    throw error;
  }
}

function logOut(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.logout((error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(asError(error));
    });
  });
}

function coresOf(strategies: readonly LoginStrategy[]): ReadonlyMap<string, Core> {
  if (strategies.length === 0) throw invalid('mitidSession() is given no strategy');
  const cores = new Map<string, Core>();
  for (const strategy of strategies as readonly unknown[]) {
    if (!(strategy instanceof LoginStrategy))
      throw invalid('mitidSession() is given what is no strategy of this package');
    if (cores.has(strategy.name)) throw invalid(`mitidSession() is given two strategies named ${strategy.name}`);
    cores.set(strategy.name, strategy._core);
  }
  return cores;
}
