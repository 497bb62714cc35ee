import type { Request } from 'express';
import type { AssertionContent, VerifiedAssertion } from '../../assertion';
import { looksLikeCpr } from '../../identifiers';
import type { LoginRequest } from '../../login-request';
import type { Profile } from '../../profile';
import type { LoginRecord } from '../../session';
import { markLogin } from '../session-mark';
import { askApplication, type VerifiedCallback, type VerifyAnswer } from '../verify-callback';
import type { EIdentCore } from './core';
import { endStepUp } from './step-up';

/** A login that the package has nothing more to say against. */
export interface FinishedLogin {
  readonly profile: Profile;
  readonly assertion: VerifiedAssertion;
  readonly request: LoginRequest;
}

/**
 * Asks the application for its user, and gives the browser a LoginRecord when it has one. The record is kept before the
 * application is asked, so that a store that is down costs no half-made account; the browser's earlier record, and the
 * transaction in it, ends with the new login. Where the login was a step-up, that record must be there to be ended.
 *
 * @param run calls the verify callback.
 * @param cookies receives the Set-Cookie value of the record.
 * @throws MitIdError `state_store_failed`, `verify_failed`, `step_up_no_transaction`; VerifyCallbackError.
 */
export async function admit(
  core: EIdentCore,
  req: Request,
  { profile, assertion, request }: FinishedLogin,
  run: (done: VerifiedCallback) => unknown,
  cookies: string[],
): Promise<VerifyAnswer> {
  const { config, sessions } = core;
  const lifetimeMs = config.sessionLifetimeMs;
  const { record, cookie } = await sessions.create(recordOf(config.name, profile, assertion.content, lifetimeMs));
  let answer: VerifyAnswer;
  try {
    answer = await askApplication(run);
    if (answer.user !== false) await (request.stepUp ? endStepUp(core, request.stepUp) : sessions.end(req));
  } catch (error) {
    await sessions.delete(record.id);
    throw error;
  }
  if (answer.user === false) {
    await sessions.delete(record.id);
    return answer;
  }
  markLogin(req, record.id);
  cookies.push(cookie);
  return { user: answer.user, info: infoOf(answer.info, request.returnTo) };
}

function recordOf(
  strategy: string,
  { key, identityType, transaction }: Profile,
  { issuer, subject }: AssertionContent,
  lifetimeMs: number,
): Omit<LoginRecord, 'id'> {
  const now = Date.now();
  const { assertionId, stepUpId, expiresAt } = transaction;
  // A broker may name the subject by anything, and the store holds no CPR number.
  const nameId = subject === undefined || looksLikeCpr(subject.nameId) ? undefined : subject.nameId;
  return {
    strategy,
    issuer,
    key,
    identityType,
    ...(nameId !== undefined && { nameId }),
    transaction: {
      assertionId,
      ...(stepUpId !== undefined && { stepUpId }),
      expiresAt: expiresAt.getTime(),
    },
    createdAt: now,
    expiresAt: now + lifetimeMs,
  };
}

// What the application said goes first; the path it asked for at the start is added.
function infoOf(info: VerifyAnswer['info'] = {}, returnTo: string | undefined): object {
  const said = typeof info === 'string' ? { message: info } : info;
  return returnTo === undefined ? said : { ...said, returnTo };
}
