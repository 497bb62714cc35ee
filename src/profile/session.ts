import type { z } from 'zod';
import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';
import { compact, compactOrNothing } from './compact';
import { deepFreeze } from './freeze';
import type { NemId, Profile, Transaction, TransactionText } from './profile';
import { openCpr, sealCpr } from './session-cpr';
import { usableKey, usableKeys, type SessionKey } from './session-key';
import { privilegesToSession } from './session-privileges';
import { sessionSchema, type SessionProfile } from './session-schema';

type Stored = SessionProfile['profile'];
type StoredNemId = NonNullable<Stored['nemid']>;

export interface ToSessionOptions {
  /** What the CPR number is encrypted with; without it the session holds none. */
  readonly key?: SessionKey;
}

export interface FromSessionOptions {
  /** The keys that a CPR number may have been encrypted with; without them the profile has none. */
  readonly keys?: readonly SessionKey[];
}

/**
 * The profile as plain JSON, for a session store. Without a key the CPR number stays behind: ask for it again by a step-up,
 * or keep it where the application keeps such things. A text of the transaction and a privilege that hold one stay behind
 * always.
 *
 * @throws MitIdError `configuration_invalid` for a key that cannot be used, whether there is a CPR number or not.
 */
export function toSession(profile: Profile, { key }: ToSessionOptions = {}): SessionProfile {
  const usable = key === undefined ? undefined : usableKey(key, 'key');
  const stored = profileToSession(profile);
  const { cpr } = profile.person;
  if (usable === undefined || cpr === undefined) return { version: 1, profile: stored };
  return { version: 2, profile: stored, cpr: sealCpr(cpr, profile.key, usable) };
}

function profileToSession(profile: Profile): Stored {
  const { person, privileges, nemid, transaction, attributes, ...rest } = profile;
  return {
    ...rest,
    name: { ...rest.name },
    emails: rest.emails.map(({ value }) => ({ value })),
    authenticators: [...rest.authenticators],
    authorizedToRepresent: [...rest.authorizedToRepresent],
    privileges: privilegesToSession(privileges),
    person: compact<Stored['person']>({
      cprUuid: person.cprUuid,
      dateOfBirth: person.dateOfBirth,
      age: person.age,
    }),
    ...(nemid !== undefined && { nemid: nemIdToSession(nemid) }),
    transaction: transactionToSession(transaction),
    attributes: Array.from(attributes, ([name, values]) => [name, [...values]] as [string, string[]]),
  };
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
 * The profile that `toSession` wrote, dates and map restored, deeply frozen. `person.cpr` is there where it was stored and
 * `keys` are given: who reads without keys gets the profile without the number.
 *
 * @param value what the session store gave back.
 * @throws MitIdError `session_invalid` for anything that `toSession` would not have written, an encrypted CPR number whose
 *   key is not among `keys` or that was moved from another profile included; `configuration_invalid` for keys that cannot
 *   be used.
 */
export function fromSession(value: unknown, { keys }: FromSessionOptions = {}): Profile {
  const usable = keys === undefined ? undefined : usableKeys(keys);
  const stored = readSession(value);
  const { profile } = stored;
  if (stored.version === 1 || usable === undefined) return deepFreeze<Profile>(profile);
  const key = usable.find(({ id }) => id === stored.cpr.key);
  if (key === undefined) throw sealedBadly('encrypted with a key of another id', 'the id of one of the keys');
  const cpr = openCpr(stored.cpr, profile.key, key);
  if (cpr === undefined) throw sealedBadly('not decrypted', 'what toSession encrypted for this profile, with this key');
  return deepFreeze<Profile>({ ...profile, person: { cpr, ...profile.person } });
}

function readSession(value: unknown): z.output<typeof sessionSchema> {
  const read = sessionSchema.safeParse(value);
  if (read.success) return read.data;
  throw new MitIdError('session_invalid', {
    where: 'session',
    expected: 'what toSession wrote',
    problems: read.error.issues.map(({ path, code }) => `${path.join('.') || 'the value'}: ${code}`),
  });
}

function sealedBadly(got: string, expected: string): MitIdError {
  return new MitIdError('session_invalid', { where: 'session: the CPR number', got, expected, option: 'keys' });
}
