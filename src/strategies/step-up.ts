import type { Request } from 'express';
import { MitIdError } from '../errors';
import { higherNsis, nsisAtLeast } from '../identifiers';
import type { Asked, LoginRequest, StepUpKind } from '../login-request';
import type { Profile } from '../profile';
import type { LoginRecord } from '../session';
import { mergeStepUp } from '../step-up';
import type { FinishedLogin } from './admit';
import type { LoginCore } from './login-core';
import type { LoginOwner } from './login-requests';
import { isMarked } from './session-mark';

type StepUp = NonNullable<LoginRequest['stepUp']>;
type Core = Pick<LoginCore, 'sessions'>;

/** A step-up that is about to start. */
export interface BegunStepUp {
  /** Of the person who is logged in. */
  readonly record: LoginRecord;
  readonly stepUp: StepUp;
  readonly asked: Asked;
}

/**
 * Begins a step-up by a login anew, held to the person who is logged in, in this browser, now, by this strategy. It asks for
 * no less than the login has already: a CPR number does not cost the level that a route has let the person in by.
 *
 * @param asked what a login would ask for.
 * @throws MitIdError `step_up_no_transaction`, `state_store_failed`.
 */
export async function beginAnew(
  { config: { audit }, sessions }: Pick<LoginCore, 'config' | 'sessions'>,
  owner: LoginOwner,
  req: Request,
  kind: StepUpKind,
  asked: Asked,
): Promise<BegunStepUp> {
  audit.learn(req, { stepUp: kind });
  const record = await sessions.read(req);
  if (record === undefined || !req.isAuthenticated()) throw noTransaction('nobody is logged in');
  if (!isMarked(req, record.id)) throw noTransaction('a session that this login did not make');
  if (record.strategy !== owner.strategy || record.issuer !== owner.issuer) throw noTransaction('another login');
  audit.learn(req, { steppedUpFrom: record.id });
  const floor = asked.aal === undefined ? higherNsis(asked.loa, record.loa) : undefined;
  const stepUp = { kind, sessionId: record.id };
  return { record, stepUp, asked: { ...asked, ...(floor !== undefined && { loa: floor }) } };
}

/**
 * The session that a step-up began in, still there in the browser that comes back.
 *
 * @throws MitIdError `step_up_no_transaction` where it ended meanwhile, `state_store_failed`.
 */
export async function resumeStepUp({ sessions }: Core, req: Request, { sessionId }: StepUp): Promise<LoginRecord> {
  const record = await sessions.read(req);
  if (record?.id === sessionId && req.isAuthenticated() && isMarked(req, sessionId)) return record;
  throw noTransaction('a session that ended, or another one');
}

/**
 * What takes the place of the login that a step-up began with: of a transaction that is reused, a record that ends when that
 * login would have ended.
 */
export function inPlaceOf(
  core: Core,
  before: LoginRecord,
  stepUp: StepUp,
): Pick<FinishedLogin, 'endEarlier' | 'endsBy'> {
  return {
    endEarlier: () => endStepUp(core, stepUp),
    ...(stepUp.transactionId !== undefined && { endsBy: before.expiresAt }),
  };
}

/**
 * Ends the record that a step-up began with, in one step: a logout that came first, or another step-up, is not undone.
 *
 * @throws MitIdError `step_up_no_transaction` where it has ended already, `state_store_failed`.
 */
async function endStepUp({ sessions }: Core, { sessionId }: StepUp): Promise<void> {
  if (!(await sessions.take(sessionId))) throw noTransaction('a session that ended while the answer was judged');
}

/**
 * The profile after a step-up: of the same identity, at a level no lower than the login had.
 *
 * @throws MitIdError `step_up_other_person`, `loa_too_low`.
 */
export function stepUpProfile(before: LoginRecord, after: Profile): Profile {
  const profile = mergeStepUp(before, after);
  const { loa } = profile.assurance;
  if (before.loa === undefined || nsisAtLeast(loa, before.loa)) return profile;
  throw new MitIdError('loa_too_low', {
    where: 'LOA',
    got: loa ?? 'no level',
    expected: `${before.loa} or higher, as the login that is stepped up has`,
    option: 'stepUp',
  });
}

/** That there is no login for a step-up to go on from. */
export function noTransaction(got: string): MitIdError {
  return new MitIdError('step_up_no_transaction', { where: 'stepUp', got, expected: 'a login by this strategy' });
}
