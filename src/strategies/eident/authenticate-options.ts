import type { AuthenticateOptions } from 'passport';
import { z } from 'zod';
import type { StepUpKind } from '../../login-request';
import type { Policy } from '../../policy';
import { misspelt, refuseParameters, returnTo } from '../call-options';
import { ownMembers } from '../own';
import { readShape, type Problem } from '../problems';
import { PARAMETER_NAMES, PARAMETER_SHAPE } from './parameter-shape';
import { mergeParameters, parameterConflicts } from './parameter-rules';
import type { EIdentParameters } from './parameters';
import { WIRE } from './wire';

/** What `passport.authenticate('eident', …)` takes beside Passport's own options. */
export interface EIdentAuthenticateOptions extends AuthenticateOptions, EIdentParameters {
  /**
   * Ask the person who is logged in for more; the person who comes back must be the same. `cpr`: for the CPR number, on the
   * login they have made (within 15 minutes), without a new login. `assurance`: for the `loa` beside it, by a new login.
   */
  readonly stepUp?: StepUpKind;
  /**
   * What a `cpr` step-up does where the login cannot be reused, after 15 minutes or with an id of another form. `refuse` (the
   * default): the login fails before any redirect. `authenticate`: the person logs in anew, and gives the CPR number there.
   */
  readonly stepUpFallback?: 'refuse' | 'authenticate';
  /** A local path such as `/account?tab=2`, found in `req.authInfo.returnTo` after the login. */
  readonly returnTo?: string;
}

/** What a call names itself. */
export interface CallWishes {
  readonly parameters: EIdentParameters;
  readonly stepUp?: StepUpKind;
  readonly stepUpFallback?: 'refuse' | 'authenticate';
  readonly returnTo?: string;
}

/** A call's wishes with the strategy's defaults under them. */
export type LoginWishes = CallWishes;

const SHAPE = {
  ...PARAMETER_SHAPE,
  stepUp: z.enum(['cpr', 'assurance'], { error: 'must be cpr or assurance' }).optional(),
  stepUpFallback: z.enum(['refuse', 'authenticate'], { error: 'must be refuse or authenticate' }).optional(),
  returnTo: returnTo.optional(),
};
const NAMES = [...PARAMETER_NAMES, 'stepUp', 'stepUpFallback', 'returnTo'];

/**
 * Reads what one `passport.authenticate` call names.
 *
 * @throws MitIdError `parameter_invalid`, `where` being the parameter: a value of the wrong form, or a name that is one of
 *   ours misspelt (or E-Ident's own, such as `returnssn`).
 */
export function readCall(options: Readonly<Record<string, unknown>>): CallWishes {
  const { values, problems } = readShape(SHAPE, options);
  refuseParameters([...misspelt(options, NAMES, nameOfWire), ...problems]);
  const { stepUp, stepUpFallback, returnTo: path, ...parameters } = values;
  return ownMembers({
    parameters: ownMembers(parameters as EIdentParameters),
    ...(stepUp && { stepUp }),
    ...(stepUpFallback && { stepUpFallback }),
    ...(path !== undefined && { returnTo: path }),
  });
}

/**
 * Reads the options of a call that starts a login.
 *
 * @throws MitIdError `parameter_invalid`: as `readCall`, and for parameters that contradict each other.
 */
export function readAuthenticateOptions(
  options: Readonly<Record<string, unknown>>,
  defaults: EIdentParameters,
  policy: Policy,
): LoginWishes {
  const call = readCall(options);
  const merged = mergeParameters(defaults, call.parameters);
  refuseParameters([...stepUpConflicts(call), ...parameterConflicts(merged, policy)]);
  const parameters = call.stepUp !== 'cpr' ? merged : ownMembers({ ...merged, returnSsn: true });
  return ownMembers({ ...call, parameters });
}

function stepUpConflicts({ stepUp, stepUpFallback, parameters }: CallWishes): Problem[] {
  const problems: Problem[] = [];
  if (stepUp === 'assurance' && parameters.loa === undefined)
    problems.push({ name: 'loa', problem: 'is missing beside stepUp assurance: the level to reach' });
  if (stepUpFallback !== undefined && stepUp !== 'cpr')
    problems.push({ name: 'stepUpFallback', problem: 'applies to stepUp cpr only' });
  return problems;
}

// Someone who knows E-Ident's own names tries those first.
function nameOfWire(key: string): string | undefined {
  if (key === WIRE.transactionId) return 'stepUp';
  if (key === WIRE.transactionTextType) return 'transactionText';
  return PARAMETER_NAMES.find((name) => WIRE[name] === key);
}
