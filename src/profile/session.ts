import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';
import { compact, compactOrNothing } from './compact';
import { deepFreeze } from './freeze';
import type { NemId, Profile, Transaction, TransactionText } from './profile';
import { sessionSchema, type SessionProfile } from './session-schema';

type Stored = SessionProfile['profile'];
type StoredNemId = NonNullable<Stored['nemid']>;

/**
 * The profile as plain JSON, for a session store. The CPR stays behind, and so does a text of the transaction that holds
 * one: ask for the CPR again by a step-up, or keep it where the application keeps such things.
 */
export function toSession(profile: Profile): SessionProfile {
  const { person, nemid, transaction, attributes, ...rest } = profile;
  const stored: Stored = {
    ...rest,
    name: { ...rest.name },
    emails: rest.emails.map(({ value }) => ({ value })),
    authenticators: [...rest.authenticators],
    authorizedToRepresent: [...rest.authorizedToRepresent],
    person: compact<Stored['person']>({
      cprUuid: person.cprUuid,
      dateOfBirth: person.dateOfBirth,
      age: person.age,
    }),
    ...(nemid !== undefined && { nemid: nemIdToSession(nemid) }),
    transaction: transactionToSession(transaction),
    attributes: Array.from(attributes, ([name, values]) => [name, [...values]] as [string, string[]]),
  };
  return { version: 1, profile: stored };
}

function nemIdToSession({ certificate, ...nemid }: NemId): StoredNemId {
  if (certificate === undefined) return nemid;
  const { notBefore, notAfter, policyOids, ...subject } = certificate;
  return {
    ...nemid,
    certificate: {
      ...subject,
      ...(policyOids !== undefined && { policyOids: [...policyOids] }),
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    },
  };
}

function transactionToSession(transaction: Transaction): Stored['transaction'] {
  const { referenceText, transactionText, additionalInfo } = transaction;
  return compact<Stored['transaction']>({
    ...transaction,
    issuedAt: transaction.issuedAt.toISOString(),
    expiresAt: transaction.expiresAt.toISOString(),
    referenceText: withoutCpr(referenceText),
    transactionText: compactOrNothing<TransactionText>({ ...transactionText, text: withoutCpr(transactionText?.text) }),
    additionalInfo: withoutCpr(additionalInfo),
  });
}

function withoutCpr(text: string | undefined): string | undefined {
  return text === undefined || looksLikeCpr(text) ? undefined : text;
}

/**
 * The profile that `toSession` wrote, dates and map restored, deeply frozen; `person.cpr` is never there.
 *
 * @param value what the session store gave back.
 * @throws MitIdError `session_invalid` for anything that `toSession` would not have written.
 */
export function fromSession(value: unknown): Profile {
  const read = sessionSchema.safeParse(value);
  if (!read.success) {
    throw new MitIdError('session_invalid', {
      where: 'session',
      expected: 'what toSession wrote',
      problems: read.error.issues.map(({ path, code }) => `${path.join('.') || 'the value'}: ${code}`),
    });
  }
  return deepFreeze<Profile>(read.data.profile);
}
