import type { Request } from 'express';
import type { LoginRecord } from '../session';
import type { LoginStrategy } from '../strategies/login-strategy';
import { loginOf } from '../strategies/session-mark';
import { invalid, isLoggedIn } from './passport-request';

/** Whose request it is, as far as a guard cares, and the strategy that takes it further. */
export interface Visitor {
  readonly strategy: LoginStrategy;
  /** Of the login that made the session; undefined where nobody is logged in, or that login is over. */
  readonly record: LoginRecord | undefined;
  /** Logged in by what is none of the guard's strategies. */
  readonly isStranger: boolean;
}

/**
 * Whose request it is: by the mark in Passport's session, as `mitidSession` finds the login.
 *
 * @param caller who asks, for the messages.
 * @throws MitIdError `configuration_invalid`, `state_store_failed`.
 */
export async function visitorOf(req: Request, strategies: readonly LoginStrategy[], caller: string): Promise<Visitor> {
  const [first] = strategies;
  if (first === undefined) throw invalid(`${caller} is given no strategy`);
  if (!isLoggedIn(req, caller)) return { strategy: first, record: undefined, isStranger: false };
  const login = loginOf(req);
  const strategy = strategies.find(({ _core }) => _core.config.name === login?.strategy);
  if (login === undefined || strategy === undefined) return { strategy: first, record: undefined, isStranger: true };
  const found = await strategy._core.sessions.findById(login.recordId);
  const record = found?.endedByBroker === false ? found.record : undefined;
  return { strategy, record, isStranger: false };
}
