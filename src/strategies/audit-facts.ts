import { createHash } from 'node:crypto';
import type { VerifiedAssertion } from '../assertion';
import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';
import type { Profile, ProfileKey } from '../profile';
import type { LoginRecord } from '../session';
import { mayHoldCpr } from '../step-up';
import type { LoginEnded, LoginRefused, LogoutByBroker, LogoutStarted } from './audit-event';

type PersonFacts = Omit<LoginEnded, 'event' | 'time' | 'strategy' | 'ip' | 'requestId' | 'session'>;
type RecordFacts = Pick<LogoutStarted, 'key' | 'identityType' | 'assertionId' | 'session'>;

const WITHHELD = 'withheld';

/** What the audit log is told of a verified assertion. */
export function factsOfLogin({ content }: VerifiedAssertion, { key, identityType, assurance }: Profile): PersonFacts {
  const { id, issuer, subject, authentication, signatures = [] } = content;
  const { sessionIndex, instant } = authentication;
  return {
    issuer,
    assertionId: id,
    key: factOfKey(key),
    identityType,
    authenticatedAt: instant.toISOString(),
    ...(assurance.loa !== undefined && { loa: assurance.loa }),
    ...(subject !== undefined && factsOfSubject(issuer, subject.nameId)),
    ...(sessionIndex !== undefined && { sessionIndex }),
    ...(signatures.length > 0 && { signatures }),
  };
}

/** What it is told of a login that is over. */
export function factsOfRecord({ id, key, identityType, transaction }: LoginRecord): RecordFacts {
  return { session: id, key: factOfKey(key), identityType, assertionId: transaction.assertionId };
}

/** What it is told of an error. */
export function factsOfRefusal(error: unknown): Pick<LoginRefused, 'code' | 'reference' | 'brokerCode'> {
  if (!(error instanceof MitIdError)) return { code: 'other_error' };
  const { code, reference, brokerCode } = error;
  return { code, reference, ...(brokerCode !== undefined && { brokerCode }) };
}

/**
 * What it is told of a NameID, which may be a person's name or number: whether two are the same can be told, and no more.
 * Of one that may hold a CPR number nothing: there are few enough of those to try them all against a hash.
 */
export function factsOfSubject(issuer: string, nameId: string): Pick<LogoutByBroker, 'subject'> {
  if (looksLikeCpr(nameId)) return {};
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, nameId]))
    .digest('hex');
  return { subject: `sha256:${digest}` };
}

// The log is kept for longer than the record, by others, and needs no key to compare with: `session` tells the login.
function factOfKey(key: ProfileKey): ProfileKey {
  if (!mayHoldCpr(key)) return key;
  const { issuer, namespace } = key;
  return { issuer, namespace, id: WITHHELD };
}
