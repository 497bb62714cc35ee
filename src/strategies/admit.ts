import type { Request } from 'express';
import type { AssertionContent, VerifiedAssertion } from '../assertion';
import { looksLikeCpr } from '../identifiers';
import type { LoginRequest } from '../login-request';
import type { Profile } from '../profile';
import { hashToken, type LoginRecord } from '../session';
import { keptKey } from '../step-up';
import { factsOfLogin } from './audit-facts';
import type { LoginCore } from './login-core';
import { loginOf, markLogin, passMarkOn } from './session-mark';
import { askApplication, type VerifiedCallback, type VerifyAnswer } from './verify-callback';

const MIN_LIFETIME_MS = 1_000;

const X509_SUBJECT_NAME = 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName';
// What follows is not the padding of base64, in which "/CN=" may stand too.
const COMMON_NAME = /(?:^|[,;/+])\s*CN\s*=\s*[^\s=]/i;

/** A login that the package has nothing more to say against. */
export interface FinishedLogin {
  readonly profile: Profile;
  readonly assertion: VerifiedAssertion;
  readonly request: LoginRequest;
  /**
   * Ends the record whose place the new one takes; without it, that of this browser, if it has one.
   *
   * @throws MitIdError where that record must be there to be ended, and is not.
   */
  readonly endEarlier?: () => Promise<void>;
  /**
   * When the record ends at the latest, milliseconds since 1970: with the login that a step-up goes on from, where nobody
   * authenticates. Given each quarter of an hour, it would otherwise keep a session for ever.
   */
  readonly endsBy?: number;
  /** Whether Passport leaves the session that there is as it is. The login that made it then goes on, beside this one. */
  readonly keepsSession?: boolean;
}

/**
 * Asks the application for its user, and gives the browser a LoginRecord when it has one. The record is kept before the
 * application is asked, so that a store that is down costs no half-made account; the browser's earlier record, and the
 * transaction in it, ends with the new login. A login that the audit log does not take is none.
 *
 * @param run calls the verify callback.
 * @param cookies receives the Set-Cookie value of the record.
 * @throws MitIdError `state_store_failed`, `verify_failed`, `audit_failed`, those of `endEarlier`; VerifyCallbackError.
 */
export async function admit(
  { config, sessions }: LoginCore,
  req: Request,
  { profile, assertion, request, keepsSession = false, endEarlier, endsBy }: FinishedLogin,
  run: (done: VerifiedCallback) => unknown,
  cookies: string[],
): Promise<VerifyAnswer> {
  const latest = Math.min(Date.now() + config.sessionLifetimeMs, endsBy ?? Infinity);
  const { record, cookie } = await sessions.create(recordOf(config.name, profile, assertion.content, latest));
  let answer: VerifyAnswer;
  try {
    answer = await askApplication(run);
    if (answer.user !== false) {
      const takesPlace = !keepsSession || loginOf(req) === undefined;
      if (endEarlier === undefined && takesPlace) await sessions.end(req);
      await config.audit.demand(req, { event: 'login', ...factsOfLogin(assertion, profile), session: record.id });
      // Last: the log may take its time, and a logout meanwhile is known by the record that it has ended.
      await endEarlier?.();
    }
  } catch (error) {
    await sessions.delete(record.id);
    throw error;
  }
  if (answer.user === false) {
    await sessions.delete(record.id);
    return answer;
  }
  const login = { strategy: record.strategy, recordId: record.id };
  if (request.stepUp !== undefined) await passMarkOn(req, request.stepUp.sessionId, login);
  markLogin(req, login);
  cookies.push(cookie);
  return { user: answer.user, info: infoOf(answer.info, request.returnTo) };
}

function recordOf(
  strategy: string,
  { key, identityType, assurance, person, nemid, transaction }: Profile,
  { issuer, issuedAt, subject, authentication }: AssertionContent,
  latest: number,
): Omit<LoginRecord, 'id'> {
  const now = Date.now();
  const { assertionId, stepUpId, expiresAt } = transaction;
  const { sessionIndex, sessionNotOnOrAfter } = authentication;
  const index = withoutCpr(sessionIndex);
  const nameId = namesPerson(subject) ? undefined : withoutCpr(subject?.nameId);
  const nameIdHash = nameId === undefined ? hashOf(subject?.nameId) : undefined;
  const sessionIndexHash = index === undefined ? hashOf(sessionIndex) : undefined;
  const nameIdFormat = nameId === undefined ? undefined : withoutCpr(subject?.format);
  // A record lives no longer than the broker's session; that one may have ended within the skew of two clocks.
  const end = Math.min(latest, sessionNotOnOrAfter?.getTime() ?? Infinity);
  return {
    strategy,
    issuer,
    key: keptKey(key),
    identityType,
    ...(assurance.loa !== undefined && { loa: assurance.loa }),
    ...(person.cpr !== undefined && { hasCpr: true }),
    ...(nemid?.pid !== undefined && { hasPid: true }),
    ...(nameId !== undefined && { nameId }),
    ...(nameIdFormat !== undefined && { nameIdFormat }),
    ...(nameIdHash !== undefined && { nameIdHash }),
    ...(index !== undefined && { sessionIndex: index }),
    ...(sessionIndexHash !== undefined && { sessionIndexHash }),
    assertedAt: issuedAt.getTime(),
    transaction: {
      assertionId,
      ...(stepUpId !== undefined && { stepUpId }),
      expiresAt: expiresAt.getTime(),
    },
    createdAt: now,
    expiresAt: Math.max(end, now + MIN_LIFETIME_MS),
  };
}

// The subject of a certificate has the person's name in it, and the store holds none.
function namesPerson(subject: AssertionContent['subject']): boolean {
  return subject !== undefined && (subject.format === X509_SUBJECT_NAME || COMMON_NAME.test(subject.nameId));
}

// A broker may name the subject by anything, and the store holds no CPR number.
function withoutCpr(text: string | undefined): string | undefined {
  return text === undefined || text === '' || looksLikeCpr(text) ? undefined : text;
}

function hashOf(text = ''): string | undefined {
  return text === '' ? undefined : hashToken(text);
}

// What the application said goes first; the path it asked for at the start is added.
function infoOf(info: VerifyAnswer['info'] = {}, returnTo: string | undefined): object {
  const said = typeof info === 'string' ? { message: info } : info;
  return returnTo === undefined ? said : { ...said, returnTo };
}
