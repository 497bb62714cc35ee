import type { Request } from 'express';
import { MitIdError } from '../../errors';
import type { LoginRequest } from '../../login-request';
import type { Profile } from '../../profile';
import type { LoginRecord } from '../../session';
import { sameIdentity } from '../../step-up';
import { isMarked } from '../session-mark';
import type { EIdentCore } from './core';

type StepUp = NonNullable<LoginRequest['stepUp']>;

/**
 * The transaction that a CPR step-up reuses: that of the person who is logged in, in this browser, now.
 *
 * @throws MitIdError `step_up_no_transaction`, `step_up_expired`, `state_store_failed`.
 */
export async function beginStepUp({ sessions, owner }: EIdentCore, req: Request): Promise<StepUp> {
  const record = await sessions.read(req);
  if (record === undefined || !req.isAuthenticated()) throw noTransaction('nobody is logged in');
  if (!isMarked(req, record.id)) throw noTransaction('a session that this login did not make');
  if (record.strategy !== owner.strategy || record.issuer !== owner.issuer) throw noTransaction('another login');
  const { stepUpId: transactionId, expiresAt } = record.transaction;
  if (transactionId === undefined) throw noTransaction('an AssertionID that does not begin with TI2-');
  if (Date.now() >= expiresAt) throw new MitIdError('step_up_expired', { where: 'transaction' });
  return { kind: 'cpr', transactionId, sessionId: record.id };
}

/**
 * The session that a step-up began in, still there in the browser that comes back.
 *
 * @throws MitIdError `step_up_no_transaction` where it ended meanwhile, `state_store_failed`.
 */
export async function resumeStepUp(
  { sessions }: EIdentCore,
  req: Request,
  { sessionId }: StepUp,
): Promise<LoginRecord> {
  const record = await sessions.read(req);
  if (record?.id === sessionId && req.isAuthenticated() && isMarked(req, sessionId)) return record;
  throw noTransaction('a session that ended, or another one');
}

/**
 * Ends the record that a step-up began with, in one step: a logout that came first, or another step-up, is not undone.
 *
 * @throws MitIdError `step_up_no_transaction` where it has ended already, `state_store_failed`.
 */
export async function endStepUp({ sessions }: EIdentCore, { sessionId }: StepUp): Promise<void> {
  if (!(await sessions.take(sessionId))) throw noTransaction('a session that ended while the answer was judged');
}

/** @throws MitIdError `step_up_other_person` unless both are the same identity. */
export function requireSamePerson(before: LoginRecord, after: Profile): void {
  if (!sameIdentity(before, after)) throw new MitIdError('step_up_other_person', { where: 'profile.key' });
}

function noTransaction(got: string): MitIdError {
  return new MitIdError('step_up_no_transaction', { where: 'stepUp', got, expected: 'a login by this strategy' });
}
