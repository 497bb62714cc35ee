import { MitIdError } from '../errors';
import { parseUuid } from '../identifiers';
import type { Asked } from '../login-request';
import type { Profile } from '../profile';
import { checkAuthenticators } from './authenticators';
import { checkEid, identityTypesOf } from './eids';
import { checkLevels } from './levels';
import type { Policy } from './policy';
import { checkShown } from './shown';

/**
 * Holds a login against what was asked for and against the application's policy. E-Ident's documentation leaves this
 * check to the customer (seed 001); without it the person could edit the request's URL and be let in with less.
 *
 * What is missing comes last, so that `cpr_missing` and `pid_missing` say that nothing else is wrong: the application may
 * then go on without, by starting a login that does not ask. A CPR or PID that was not asked for is no error: it is the
 * person's own, verified, and a broker may be set up to send it always.
 *
 * @throws MitIdError `eid_refused`, `identity_type_refused`, `loa_too_low`, `ial_too_low`, `aal_too_low`,
 *   `authenticator_refused`, `preset_id_mismatch`, `reference_text_mismatch`, `transaction_text_mismatch`,
 *   `additional_info_mismatch`, `cpr_missing`, `pid_missing`.
 */
export function checkPolicy(profile: Profile, policy: Policy, asked: Asked): void {
  if (asked.eids !== undefined) checkEid(profile, asked.eids);
  checkIdentityType(profile, policy, asked);
  checkLevels(profile, policy, asked);
  checkAuthenticators(profile, policy.authenticators);
  checkPresetId(profile, asked.presetId);
  checkShown(profile, asked);
  checkReturned(profile, asked);
}

/** What was asked for and what policy says both hold; without a policy, what was asked for says which types there are. */
function checkIdentityType({ identityType }: Profile, policy: Policy, { eids, identityTypes }: Asked): void {
  const askedFor: readonly string[] = identityTypes ?? (eids === undefined ? [] : identityTypesOf(eids));
  const allowed = policy.identityTypes ?? askedFor;
  if (allowed.includes(identityType) && (identityTypes?.some((type) => type === identityType) ?? true)) return;
  throw new MitIdError('identity_type_refused', {
    where: 'identityType',
    got: identityType,
    expected: (identityTypes?.filter((type) => allowed.includes(type)) ?? allowed).join(', ') || 'none',
    option: policy.identityTypes?.includes(identityType) === false ? 'policy.identityTypes' : 'identityTypes',
  });
}

/** A preset id names a citizen; an identity that cannot be shown to be that one is not let in as it. */
function checkPresetId({ key }: Profile, presetId: string | undefined): void {
  if (presetId === undefined) return;
  if (key.namespace === 'mitid-uuid' && key.id === parseUuid(presetId)) return;
  throw new MitIdError('preset_id_mismatch', {
    where: 'MITID_UUID',
    got: key.namespace === 'mitid-uuid' ? 'another MitID UUID' : `a ${key.namespace}`,
    expected: 'the MitID UUID that was asked for',
    option: 'presetId',
  });
}

function checkReturned({ provider, person, nemid }: Profile, asked: Asked): void {
  if (asked.returnSsn && person.cpr === undefined) {
    throw new MitIdError('cpr_missing', {
      where: 'person.cpr',
      got: 'nothing',
      expected: 'a CPR',
      option: 'returnSsn',
    });
  }
  // The PID is looked up during a MitID login; a legacy login is itself a PID, or has none to look up.
  if (asked.returnNemidPid && provider !== 'nemid' && nemid?.pid === undefined) {
    throw new MitIdError('pid_missing', {
      where: 'nemid.pid',
      got: 'nothing',
      expected: 'a PID',
      option: 'returnNemidPid',
    });
  }
}
