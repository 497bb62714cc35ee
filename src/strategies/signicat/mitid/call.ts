import { z } from 'zod';
import { refuseParameters, returnTo } from '../../call-options';
import { ownMembers } from '../../own';
import type { Problem } from '../../problems';
import { readParameters } from '../call';
import { PARAMETER_NAMES as NEMID_NAMES } from '../nemid/parameter-shape';
import type { MitIdConfig } from './config';
import { optionOf } from './other-names';
import { PARAMETER_NAMES, PARAMETER_SHAPE, parameterConflicts } from './parameter-shape';
import type { SignicatMitIdParameters } from './parameters';

/** What a call names itself. */
export interface MitIdCall {
  readonly parameters: SignicatMitIdParameters;
  readonly stepUp?: 'cpr';
  readonly returnTo?: string;
}

const SHAPE = {
  ...PARAMETER_SHAPE,
  stepUp: z.enum(['cpr'], { error: 'must be cpr: no level can be asked of Signicat' }).optional(),
  returnTo: returnTo.optional(),
};
const NAMES: readonly string[] = [...PARAMETER_NAMES, 'stepUp', 'returnTo'];

/** @throws MitIdError `parameter_invalid`, as `readParameters`. */
export function readCall(options: Readonly<Record<string, unknown>>): MitIdCall {
  const {
    stepUp,
    returnTo: path,
    ...parameters
  } = readParameters(SHAPE, options, NEMID_NAMES, (key) => {
    const name = optionOf(key);
    return name !== undefined && NAMES.includes(name) ? name : undefined;
  });
  return ownMembers({
    parameters: ownMembers(parameters as SignicatMitIdParameters),
    ...(stepUp && { stepUp }),
    ...(path !== undefined && { returnTo: path }),
  });
}

/**
 * Reads the options of a call that starts a login, with the strategy's own parameters under them.
 *
 * @throws MitIdError `parameter_invalid`: as `readCall`, for parameters that contradict each other, and for a step-up without
 *   the option `stepUpParameter`.
 */
export function readStart(
  options: Readonly<Record<string, unknown>>,
  { defaults, options: { stepUpParameter } }: Pick<MitIdConfig, 'defaults' | 'options'>,
): MitIdCall {
  const call = readCall(options);
  const parameters = ownMembers<SignicatMitIdParameters>({ ...defaults, ...call.parameters });
  const nowhere: Problem = {
    name: 'stepUp',
    problem: 'needs the option stepUpParameter, whose value Signicat gives you',
  };
  const problems = call.stepUp !== undefined && stepUpParameter === undefined ? [nowhere] : [];
  refuseParameters([...problems, ...parameterConflicts(parameters)]);
  return ownMembers({ ...call, parameters });
}
