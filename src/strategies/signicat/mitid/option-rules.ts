import { storeProblems } from '../../common-options';
import type { Problem } from '../../problems';
import { keyProblems } from '../../saml2/option-rules';
import type { SignicatMitIdOptions } from './options';

/**
 * What the options say against each other.
 *
 * @param options those that are right by themselves.
 * @param absent whether an option was not given at all, which a wrong one is not.
 * @param environment NODE_ENV.
 */
export function optionConflicts(
  options: Partial<SignicatMitIdOptions>,
  absent: (name: keyof SignicatMitIdOptions) => boolean,
  environment: string | undefined,
): Problem[] {
  const allowed = options.policy?.identityTypes;
  const nobody = { name: 'policy.identityTypes', problem: 'has no private, and the method mitid gives no other type' };
  return [
    ...keyProblems(options, absent),
    ...(allowed?.includes('private') === false ? [nobody] : []),
    ...storeProblems(absent('stateStore'), environment),
  ];
}
