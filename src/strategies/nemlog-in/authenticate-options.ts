import type { AuthenticateOptions } from 'passport';
import { z } from 'zod';
import { misspelt, refuseParameters, returnTo } from '../call-options';
import { ownMembers } from '../own';
import { readShape, type Problem } from '../problems';
import { optionOf } from './other-names';
import { PARAMETER_NAMES, PARAMETER_SHAPE } from './parameter-shape';
import { mergeParameters, parameterConflicts, type LoginTerms } from './parameter-rules';
import type { NemLogInParameters } from './parameters';

/** What `passport.authenticate('nemlog-in', …)` takes beside Passport's own options. */
export interface NemLogInAuthenticateOptions extends AuthenticateOptions, NemLogInParameters {
  /**
   * `assurance`: have the person who is logged in authenticate at the `loa` beside it. The person who comes back must be the
   * same. It asks for `forceAuthn` unless the call says otherwise.
   */
  readonly stepUp?: 'assurance';
  /** A local path such as `/account?tab=2`, found in `req.authInfo.returnTo` after the login. */
  readonly returnTo?: string;
}

/** What a call names itself. */
export interface CallWishes {
  readonly parameters: NemLogInParameters;
  readonly stepUp?: 'assurance';
  readonly returnTo?: string;
}

const SHAPE = {
  ...PARAMETER_SHAPE,
  stepUp: z
    .enum(['assurance'], { error: 'must be assurance: NemLog-in has the CPR number as an attribute, or not at all' })
    .optional(),
  returnTo: returnTo.optional(),
};
const NAMES: readonly string[] = [...PARAMETER_NAMES, 'stepUp', 'returnTo'];
/** What E-Ident can be asked and NemLog-in cannot: a call that names it would say more of the login than it is. */
const ASKED_ELSEWHERE = ['aal', 'eids', 'returnSsn', 'returnNemidPid'] as const;

/**
 * Reads what one `passport.authenticate` call names.
 *
 * @throws MitIdError `parameter_invalid`, `where` being the parameter: a value of the wrong form, or a name that is one of
 *   ours misspelt (or node-saml's own, such as `passive`), or one that only another broker can be asked.
 */
export function readCall(options: Readonly<Record<string, unknown>>): CallWishes {
  const { values, problems } = readShape(SHAPE, options);
  refuseParameters([
    ...ASKED_ELSEWHERE.flatMap((name) => askedElsewhere(name, options)),
    ...misspelt(options, [...NAMES, ...ASKED_ELSEWHERE], nameOfOther),
    ...problems,
  ]);
  const { stepUp, returnTo: path, ...parameters } = values;
  return ownMembers({
    parameters: ownMembers(parameters as NemLogInParameters),
    ...(stepUp && { stepUp }),
    ...(path !== undefined && { returnTo: path }),
  });
}

/**
 * Reads the options of a call that starts a login, with the strategy's own parameters under them.
 *
 * @throws MitIdError `parameter_invalid`: as `readCall`, and for parameters that contradict each other.
 */
export function readAuthenticateOptions(
  options: Readonly<Record<string, unknown>>,
  defaults: NemLogInParameters,
  terms: LoginTerms,
): CallWishes {
  const call = readCall(options);
  const merged = mergeParameters(defaults, call.parameters);
  const parameters = call.stepUp === undefined ? merged : authenticatedAnew(merged, call.parameters);
  refuseParameters([...stepUpProblems(call), ...parameterConflicts(parameters, terms)]);
  return ownMembers({ ...call, parameters });
}

// A session that NemLog-in has may be of a higher level already, made for another service and by who knows whom: whoever sits
// there now is to show who they are.
function authenticatedAnew(merged: NemLogInParameters, { forceAuthn = true }: NemLogInParameters): NemLogInParameters {
  return ownMembers({ ...merged, forceAuthn });
}

function stepUpProblems({ stepUp, parameters }: CallWishes): Problem[] {
  if (stepUp === undefined || parameters.loa !== undefined) return [];
  return [{ name: 'loa', problem: 'is missing beside stepUp assurance: the level to reach' }];
}

function askedElsewhere(name: string, options: Readonly<Record<string, unknown>>): Problem[] {
  if (!Object.hasOwn(options, name) || options[name] === undefined) return [];
  return [{ name, problem: 'cannot be asked of NemLog-in' }];
}

function nameOfOther(key: string): string | undefined {
  const name = optionOf(key);
  return name !== undefined && NAMES.includes(name) ? name : undefined;
}
