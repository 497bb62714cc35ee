import type { Request } from 'express';
import { MitIdError } from '../../errors';
import type { Asked } from '../../login-request';
import type { LoginRecord } from '../../session';
import { beginAnew, noTransaction, type BegunStepUp } from '../step-up';
import type { CallWishes } from './authenticate-options';
import type { EIdentCore } from './core';
import type { EIdentParameters } from './parameters';

/**
 * Begins the step-up that a call names. For the CPR number it reuses the transaction of the login while E-Ident lets it, and
 * after that, where the call says so, the person logs in anew. Another level of assurance is a login anew always: E-Ident has
 * no other way.
 *
 * @param wished what a login would ask for.
 * @param named what the call itself names, without the strategy's parameters under it.
 * @returns undefined where the call names none.
 * @throws MitIdError `step_up_no_transaction`, `step_up_expired`, `state_store_failed`.
 */
export async function beginStepUp(
  core: EIdentCore,
  req: Request,
  { stepUp: kind, stepUpFallback, parameters }: CallWishes,
  wished: Asked,
  named: EIdentParameters,
): Promise<BegunStepUp | undefined> {
  if (kind === undefined) return undefined;
  const anew = await beginAnew(core, core.owner, req, kind, wished);
  const { record, stepUp } = anew;
  // What the login brought is asked for again: one without it would leave the session with less than it had. A call may do
  // without the PID, which is wanted until an account is found; a strategy that does so by default did not mean this login.
  const whole = {
    ...anew.asked,
    returnSsn: wished.returnSsn || record.hasCpr === true,
    returnNemidPid: named.returnNemidPid ?? (wished.returnNemidPid || record.hasPid === true),
  };
  if (kind === 'assurance') return { ...anew, asked: whole };
  // Where no level is named, a CPR number asks for the one that the login has, and not for more by default.
  const namesLevel = parameters.loa !== undefined || parameters.aal !== undefined || record.loa === undefined;
  const asked: Asked = namesLevel ? whole : { ...whole, loa: record.loa };
  const reusable = reusableTransaction(record);
  if (typeof reusable === 'string') return { record, stepUp: { ...stepUp, transactionId: reusable }, asked };
  if (stepUpFallback !== 'authenticate') throw reusable;
  return { ...anew, asked };
}

/** The transaction's id, or why there is none. */
function reusableTransaction({ transaction: { stepUpId, expiresAt } }: LoginRecord): string | MitIdError {
  if (stepUpId === undefined) return noTransaction('an AssertionID that does not begin with TI2-');
  return Date.now() >= expiresAt ? new MitIdError('step_up_expired', { where: 'transaction' }) : stepUpId;
}
