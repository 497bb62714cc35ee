import { MitIdError } from '../errors';
import type { IdentityType, Profile } from '../profile';

const MITID = 'mitid';
const MITID_ERHVERV = 'mitid:mitid_erhverv';

/** The identity types that each eID gives; on behalf of a company, Erhverv gives a private one too (seed 001). */
const IDENTITY_TYPES: ReadonlyMap<string, readonly IdentityType[]> = new Map([
  [MITID, ['private']],
  [MITID_ERHVERV, ['professional', 'private']],
  ['dk_nemid_js', ['private', 'professional', 'company']],
  ['dk_nemid-opensign', ['private', 'professional', 'company']],
]);

/**
 * The identity types that a login with these eIDs may end in: the default of `policy.identityTypes`.
 *
 * @param eids the broker's names, as in the option `eids`; unknown ones imply nothing.
 */
export function identityTypesOf(eids: readonly string[]): readonly IdentityType[] {
  return [...new Set(eids.flatMap((eid) => IDENTITY_TYPES.get(eid) ?? []))];
}

/**
 * Refuses a login by an eID that was not asked for: the request's URL is the person's to edit.
 *
 * @throws MitIdError `eid_refused`.
 */
export function checkEid(profile: Profile, eids: readonly string[]): void {
  const used = usedEids(profile);
  if (used.some((eid) => eids.includes(eid))) return;
  throw new MitIdError('eid_refused', {
    where: 'the eID used',
    got: used.join(' or ') || 'one that is not named',
    expected: eids.join(', ') || 'none',
    option: 'eids',
  });
}

/** The eIDs that can have given this profile. */
function usedEids(profile: Profile): readonly string[] {
  switch (profile.provider) {
    case 'nemid':
      return profile.nemid?.eid === undefined ? [] : [profile.nemid.eid];
    case 'mitid-erhverv':
      return [MITID_ERHVERV];
    case 'mitid':
      return profile.authorizedToRepresent.length > 0 ? [MITID, MITID_ERHVERV] : [MITID];
  }
}
