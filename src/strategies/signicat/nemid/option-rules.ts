import { storeProblems } from '../../common-options';
import type { Problem } from '../../problems';
import { identityTypesOf } from '../methods';
import type { SignicatNemIdOptions } from './options';
import { LOGIN_PARAMETER, WIRE } from './wire';

type Given = Partial<SignicatNemIdOptions>;

/**
 * What the options say against each other.
 *
 * @param options those that are right by themselves.
 * @param absent whether an option was not given at all, which a wrong one is not.
 * @param environment NODE_ENV.
 */
export function optionConflicts(
  options: Given,
  absent: (name: keyof SignicatNemIdOptions) => boolean,
  environment: string | undefined,
): Problem[] {
  return [
    ...queryProblem('authenticationUrl', options.authenticationUrl, [WIRE.id, WIRE.returnTo]),
    ...queryProblem('callbackUrl', options.callbackUrl, [LOGIN_PARAMETER]),
    ...floorProblems(options),
    ...methodProblems(options),
    ...storeProblems(absent('stateStore'), environment),
  ];
}

/** @param taken the parameters that are ours to add. */
function queryProblem(name: keyof SignicatNemIdOptions, url: string | undefined, taken: readonly string[]): Problem[] {
  if (url === undefined) return [];
  const query = new URL(url).searchParams;
  const found = taken.find((parameter) => query.has(parameter));
  return found === undefined ? [] : [{ name, problem: `has the parameter ${found}, which a login adds` }];
}

function floorProblems({ policy }: Given): Problem[] {
  return (['minimumLoa', 'minimumIal', 'minimumAal'] as const).flatMap((floor) =>
    policy?.[floor] === undefined
      ? []
      : [{ name: `policy.${floor}`, problem: 'can never be met: a NemID has no level of assurance' }],
  );
}

/** What the method says against the policy: also of a call, whose method may be another. */
export function methodProblems({ method, policy }: Pick<Given, 'method' | 'policy'>): Problem[] {
  const allowed = policy?.identityTypes;
  if (method === undefined || allowed === undefined) return [];
  if (identityTypesOf(method).some((type) => allowed.includes(type))) return [];
  return [{ name: 'method', problem: `is ${method}, which gives no type of policy.identityTypes` }];
}
