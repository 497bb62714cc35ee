import type { ProfileKey } from '../profile';
import type { CprHasher } from './cpr-hash';

/** Issuers that give one name space: the UUIDs of one are those of the others. The first stands for all. */
export type SharedIssuers = readonly (readonly string[])[];

/** A `profile.key` as the database holds it. */
export interface Identity {
  readonly namespace: string;
  /** The first of those that share a name space. */
  readonly issuer: string;
  /** The ways in which the id may have been written down; the first is how it would be now. */
  readonly ids: readonly string[];
}

/** @param shared none by default: a test broker must not be able to assert another broker's UUID. */
export function identityOf(key: ProfileKey, hasher: CprHasher, shared: SharedIssuers = []): Identity {
  const group = shared.find((issuers) => issuers.includes(key.issuer));
  return { namespace: key.namespace, issuer: group?.[0] ?? key.issuer, ids: hasher.kept(key.id) };
}
