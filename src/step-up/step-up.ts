import { MitIdError } from '../errors';
import type { Profile, ProfileKey } from '../profile';
import { keptKey } from './kept-key';

/** Whoever has a key: a profile, or what a session remembers of one, its key as `keptKey` has it. */
export interface Identified {
  readonly key: ProfileKey;
}

/**
 * Whether a later login is the same identity: the same issuer, the same kind of id, the same id. Nothing equals nothing
 * only in name: an empty member makes two identities different (rules 5).
 */
export function sameIdentity(before: Identified, after: Profile): boolean {
  return (['issuer', 'namespace', 'id'] as const).every((member) => {
    const value: string | undefined = before.key[member];
    if (typeof value !== 'string' || value === '') return false;
    return value === after.key[member] || (member === 'id' && value === keptKey(after.key).id);
  });
}

/**
 * The profile after a step-up. It is the later one alone: the broker says everything again, and what an earlier assertion
 * said is not mixed into it.
 *
 * @param before whoever is logged in.
 * @param after what the step-up brought.
 * @throws MitIdError `step_up_other_person` where the two are not the same identity.
 */
export function mergeStepUp(before: Identified, after: Profile): Profile {
  if (sameIdentity(before, after)) return after;
  throw new MitIdError('step_up_other_person', {
    where: 'profile.key',
    got: `a ${after.key.namespace} that differs`,
    expected: `the ${before.key.namespace} that is logged in`,
  });
}
