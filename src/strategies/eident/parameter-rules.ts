import type { Policy } from '../../policy';
import { ownMembers } from '../own';
import type { Problem } from '../problems';
import type { EIdentParameters } from './parameters';
import { isLegacyEid, type Eid } from './wire';

export const DEFAULT_EIDS: readonly Eid[] = ['mitid'];

/**
 * What the parameters say against each other (rules 5; seeds 001 and 002).
 *
 * @param policy whose floors no NemID of old can reach.
 */
export function parameterConflicts(
  { eids = DEFAULT_EIDS, loa, aal, presetId }: EIdentParameters,
  policy: Policy = ownMembers({}),
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: string, problem: string) => problems.push({ name, problem });
  const erhvervOnly = eids.every((eid) => eid === 'mitid:mitid_erhverv');
  if (loa !== undefined && aal !== undefined)
    say('loa', 'is set together with aal, and the broker ignores one of them');
  if (loa === 'high' && erhvervOnly)
    say('loa', 'is high, which MitID Erhverv never issues; substantial is its highest');
  if (presetId !== undefined && !eids.includes('mitid'))
    say('presetId', 'applies to the eID mitid only, and eids has none');
  const legacy = eids.find(isLegacyEid);
  for (const floor of ['minimumLoa', 'minimumIal', 'minimumAal'] as const) {
    if (policy[floor] === undefined || legacy === undefined) continue;
    say(`policy.${floor}`, `can never be met by ${legacy} in eids: a NemID has no level of assurance`);
  }
  if (policy.minimumLoa === 'high' && erhvervOnly)
    say('policy.minimumLoa', 'is high, which MitID Erhverv never issues');
  return problems;
}

/** The strategy's parameters with a call's over them; a call that names a loa or an aal decides on both. */
export function mergeParameters(strategy: EIdentParameters, call: EIdentParameters): EIdentParameters {
  const { loa, aal, ...rest } = strategy;
  const level = call.loa !== undefined || call.aal !== undefined ? {} : { ...(loa && { loa }), ...(aal && { aal }) };
  return ownMembers({ ...rest, ...level, ...call });
}
