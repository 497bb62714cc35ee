import { createHash } from 'node:crypto';
import { looksLikeCpr } from '../identifiers';
import type { ProfileKey } from '../profile';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * A key as it may be kept in the state store, which holds no CPR number: a RID is whatever the employer has made it, and some
 * have made it their employee's CPR number. Such an id is kept as its SHA-256, which tells whether another is the same and is
 * no secret from whoever tries all numbers: it is for a store that forgets, never for a log. Of every other key this is the
 * key itself.
 */
export function keptKey(key: ProfileKey): ProfileKey {
  const { issuer, namespace, id } = key;
  if (!looksLikeCpr(id)) return key;
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, namespace, id]))
    .digest('hex');
  return { issuer, namespace, id: `sha256:${digest}` };
}

/** Whether a key, of a profile or as `keptKey` has it, is of an id that may hold a CPR number. */
export function mayHoldCpr({ id }: ProfileKey): boolean {
  return DIGEST.test(id) || looksLikeCpr(id);
}
