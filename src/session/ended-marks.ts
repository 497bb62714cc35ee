import type { StateStore } from '../state/state-store';
import type { LoginRecord } from './login-record';
import { hashToken } from './tokens';

/** Milliseconds that a LoginRecord can live at most: the greatest `sessionLifetimeMs` that the options allow. */
export const MAX_SESSION_LIFETIME_MS = 30 * 24 * 60 * 60_000;

/** An assertion from before a logout may arrive after it, and its record then outlives the mark; none lives for a day. */
const LATE_ARRIVAL_MS = 24 * 60 * 60_000;

/** What a broker says is over: sessions of its own, which the LoginRecords here hang on. */
export interface EndedByBroker {
  readonly issuer: string;
  readonly nameId: string;
  /** None: every session of that NameID at that issuer (rules 4). */
  readonly sessionIndexes: readonly string[];
  /** Milliseconds since 1970 on the broker's clock: when it said so. */
  readonly issuedAt: number;
}

/**
 * Marks sessions as ended. A mark stands beside the records and not in a list of them, so that no record made or read at
 * the same time can be missed. A mark outlives every record that it may end, whichever strategy made that one: strategies
 * that share a store differ in how long theirs live.
 *
 * @throws MitIdError `state_store_failed`.
 */
export async function markEnded(
  store: StateStore,
  { issuer, nameId, sessionIndexes, issuedAt }: EndedByBroker,
): Promise<void> {
  const name = hashToken(nameId);
  const keys =
    sessionIndexes.length === 0
      ? [keyOf(issuer, name)]
      : sessionIndexes.map((sessionIndex) => keyOf(issuer, name, hashToken(sessionIndex)));
  await Promise.all(keys.map((key) => putMark(store, key, issuedAt)));
}

// What was said earlier may arrive later, and takes nothing back of what a later word has ended.
async function putMark(store: StateStore, key: string, issuedAt: number): Promise<void> {
  const there = await store.get(key);
  const [, before] = there === undefined ? [] : readMark(there);
  const latest = before !== undefined && before > issuedAt ? before : issuedAt;
  await store.put(key, `${Date.now()} ${latest}`, MAX_SESSION_LIFETIME_MS + LATE_ARRIVAL_MS);
}

/**
 * Whether the broker has ended the session that a record hangs on: where the record was there when the broker said so, or
 * comes from an assertion that is no younger (saml-core-2.0-os section 3.7.3.1: whichever of the two arrives first).
 *
 * @throws MitIdError `state_store_failed`.
 */
export async function isEnded(store: StateStore, record: Omit<LoginRecord, 'id'>): Promise<boolean> {
  const { issuer, createdAt, assertedAt = Infinity } = record;
  const name = record.nameIdHash ?? hashOf(record.nameId);
  const index = record.sessionIndexHash ?? hashOf(record.sessionIndex);
  if (name === undefined) return false;
  const keys = [keyOf(issuer, name)];
  if (index !== undefined) keys.push(keyOf(issuer, name, index));
  const marks = await Promise.all(keys.map((key) => store.get(key)));
  return marks.some((mark) => {
    if (mark === undefined) return false;
    const [markedAt, issuedAt] = readMark(mark);
    return !(createdAt > markedAt && assertedAt > issuedAt);
  });
}

function readMark(mark: string): [markedAt: number, issuedAt: number] {
  const [markedAt = NaN, issuedAt = NaN] = mark.split(' ').map(Number);
  return [markedAt, issuedAt];
}

// As JSON, in which no two lists of names are written alike; hashed, so that the store names nobody.
function keyOf(...session: readonly [issuer: string, nameIdHash: string, sessionIndexHash?: string]): string {
  return `mitid:ended:${hashToken(JSON.stringify(session))}`;
}

function hashOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashToken(text);
}
