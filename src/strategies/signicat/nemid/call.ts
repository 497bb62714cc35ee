import type { Policy } from '../../../policy';
import { refuseParameters, returnTo } from '../../call-options';
import { ownMembers } from '../../own';
import { readParameters } from '../call';
import { PARAMETER_NAMES as MITID_NAMES } from '../mitid/parameter-shape';
import type { NemIdConfig } from './config';
import { methodProblems } from './option-rules';
import { optionOf } from './other-names';
import { PARAMETER_NAMES, PARAMETER_SHAPE } from './parameter-shape';
import type { SignicatNemIdParameters } from './parameters';

/** What a call names itself. */
export interface NemIdCall {
  readonly parameters: SignicatNemIdParameters;
  readonly returnTo?: string;
}

/** What a login starts with: a call's parameters over the strategy's. */
export interface NemIdStart extends NemIdCall {
  readonly parameters: NemIdConfig['defaults'];
}

const SHAPE = { ...PARAMETER_SHAPE, returnTo: returnTo.optional() };
const NAMES: readonly string[] = [...PARAMETER_NAMES, 'returnTo'];
const OTHERS: readonly string[] = [...MITID_NAMES, 'stepUp'];

/** @throws MitIdError `parameter_invalid`, as `readParameters`. */
export function readCall(options: Readonly<Record<string, unknown>>): NemIdCall {
  const { returnTo: path, ...parameters } = readParameters(SHAPE, options, OTHERS, (key) => {
    const name = optionOf(key);
    return name !== undefined && NAMES.includes(name) ? name : undefined;
  });
  return ownMembers({
    parameters: ownMembers(parameters as SignicatNemIdParameters),
    ...(path !== undefined && { returnTo: path }),
  });
}

/**
 * Reads the options of a call that starts a login, with the strategy's own parameters under them.
 *
 * @throws MitIdError `parameter_invalid`: as `readCall`, and for a method that the policy lets nobody in by.
 */
export function readStart(
  options: Readonly<Record<string, unknown>>,
  defaults: NemIdConfig['defaults'],
  policy: Policy,
): NemIdStart {
  const call = readCall(options);
  const parameters = ownMembers<NemIdConfig['defaults']>({ ...defaults, ...call.parameters });
  refuseParameters(methodProblems({ method: parameters.method, policy }));
  return ownMembers({ ...call, parameters });
}
