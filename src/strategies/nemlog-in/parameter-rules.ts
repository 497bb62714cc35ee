import type { Policy } from '../../policy';
import { ownMembers } from '../own';
import type { Problem } from '../problems';
import type { NemLogInOptions } from './options';
import type { NemLogInParameters } from './parameters';
import { IDENTITY_TYPES } from './wire';

export const DEFAULT_LOA = 'substantial';

/** What decides, beside the parameters of a login, whether it can end well. */
export type LoginTerms = Pick<NemLogInOptions, 'dialect' | 'allowAssuranceLevel'> & { readonly policy?: Policy };

/** What the parameters say against each other, and against what the strategy is set up for. */
export function parameterConflicts(
  { loa, identityTypes = IDENTITY_TYPES, forceAuthn, isPassive }: NemLogInParameters,
  { dialect = 'oiosaml-3', policy = ownMembers<Policy>({}) }: LoginTerms,
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: string, problem: string) => problems.push({ name, problem });
  if (loa !== undefined && dialect === 'oiosaml-2') {
    say(
      'loa',
      'cannot be asked for in OIOSAML 2; policy.minimumLoa with allowAssuranceLevel is held against the answer',
    );
  }
  const allowed = policy.identityTypes;
  if (allowed !== undefined && !identityTypes.some((type) => allowed.includes(type))) {
    say('identityTypes', 'has no type in common with policy.identityTypes, so nobody could log in');
  }
  if (forceAuthn === true && isPassive === true) {
    say('isPassive', 'is set together with forceAuthn: nobody can authenticate anew without being shown a page');
  }
  return problems;
}

/** The strategy's parameters with a call's over them. */
export function mergeParameters(strategy: NemLogInParameters, call: NemLogInParameters): NemLogInParameters {
  return ownMembers({ ...strategy, ...call });
}
