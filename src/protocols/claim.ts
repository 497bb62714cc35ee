import { createHash } from 'node:crypto';
import { MitIdError, type MitIdErrorCode } from '../errors';
import type { StateStore } from '../state/state-store';

/** An id that may be used once, for its issuer. */
export interface ClaimedId {
  readonly issuer: string;
  readonly id: string;
  /** Milliseconds since 1970; how long the id could be replayed. */
  readonly expiresAt: number;
  /** The attribute that says the id, for the log. */
  readonly where: string;
}

interface Claims {
  readonly store: Pick<StateStore, 'claim'>;
  readonly now: () => number;
  readonly clockSkewMs: number;
}

/**
 * Claims an assertion's id for its issuer until it has expired (rules 5): the last act before an assertion is minted.
 *
 * @throws MitIdError `assertion_replayed` where the id was used before, `state_store_failed`
 */
export async function claimAssertion(claimed: ClaimedId, claims: Claims): Promise<void> {
  await claim('assertion', 'assertion_replayed', claimed, claims);
}

/**
 * Claims a LogoutRequest's id for its issuer: the last act before the logout is believed.
 *
 * @throws MitIdError `logout_replayed` where the id was used before, `state_store_failed`
 */
export async function claimLogout(claimed: ClaimedId, claims: Claims): Promise<void> {
  await claim('logout', 'logout_replayed', claimed, claims);
}

async function claim(
  kind: string,
  replayed: MitIdErrorCode,
  { issuer, id, expiresAt, where }: ClaimedId,
  { store, now, clockSkewMs }: Claims,
): Promise<void> {
  const key = `${kind}:${createHash('sha256').update(`${issuer}\n${id}`).digest('base64url')}`;
  let first: boolean;
  try {
    first = await store.claim(key, Math.max(expiresAt + clockSkewMs - now(), 1));
  } catch (cause) {
    throw new MitIdError('state_store_failed', { where: 'claim', option: 'stateStore' }, { cause });
  }
  if (!first) throw new MitIdError(replayed, { where, got: 'an id that was used before' });
}
