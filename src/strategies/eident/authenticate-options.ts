import type { AuthenticateOptions } from 'passport';
import { z } from 'zod';
import { MitIdError } from '../../errors';
import type { Policy } from '../../policy';
import { closest } from '../did-you-mean';
import { ownMembers } from '../own';
import { readShape, type Problem } from '../problems';
import { isLocalPath } from '../return-path';
import { cprInUrl, PARAMETER_NAMES, PARAMETER_SHAPE, textThat } from './parameter-shape';
import { mergeParameters, parameterConflicts } from './parameter-rules';
import type { EIdentParameters } from './parameters';
import { WIRE } from './wire';

/** What `passport.authenticate('eident', …)` takes beside Passport's own options. */
export interface EIdentAuthenticateOptions extends AuthenticateOptions, EIdentParameters {
  /**
   * `cpr`: ask the person who is logged in for the CPR number, on the login they have made (within 15 minutes), without
   * a new login. The person who comes back must be the same.
   */
  readonly stepUp?: 'cpr';
  /** A local path such as `/account?tab=2`, found in `req.authInfo.returnTo` after the login. */
  readonly returnTo?: string;
}

/** What a call names itself. */
export interface CallWishes {
  readonly parameters: EIdentParameters;
  readonly stepUp?: 'cpr';
  readonly returnTo?: string;
}

/** A call's wishes with the strategy's defaults under them. */
export type LoginWishes = CallWishes;

const SHAPE = {
  ...PARAMETER_SHAPE,
  stepUp: z.enum(['cpr'], { error: 'must be cpr' }).optional(),
  returnTo: textThat((path) =>
    isLocalPath(path) ? cprInUrl(path) : 'must be a local path, such as /account',
  ).optional(),
};
const NAMES = [...PARAMETER_NAMES, 'stepUp', 'returnTo'];

// Passport hands every strategy the same object, and applications put keys of their own in it.
const PASSPORT_NAMES = new Set<string>([
  'assignProperty',
  'authInfo',
  'failWithError',
  'failureFlash',
  'failureMessage',
  'failureRedirect',
  'keepSessionInfo',
  'passReqToCallback',
  'pauseStream',
  'prompt',
  'scope',
  'session',
  'state',
  'successFlash',
  'successMessage',
  'successRedirect',
  'successReturnToOrRedirect',
  'userProperty',
] satisfies (keyof AuthenticateOptions)[]);

/**
 * Reads what one `passport.authenticate` call names.
 *
 * @throws MitIdError `parameter_invalid`, `where` being the parameter: a value of the wrong form, or a name that is one of
 *   ours misspelt (or E-Ident's own, such as `returnssn`).
 */
export function readCall(options: Readonly<Record<string, unknown>>): CallWishes {
  const { values, problems } = readShape(SHAPE, options);
  refuse([...misspelt(options), ...problems]);
  const { stepUp, returnTo, ...parameters } = values;
  return ownMembers({
    parameters: ownMembers(parameters as EIdentParameters),
    ...(stepUp && { stepUp }),
    ...(returnTo !== undefined && { returnTo }),
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
  refuse(parameterConflicts(merged, policy));
  const parameters = call.stepUp === undefined ? merged : ownMembers({ ...merged, returnSsn: true });
  return ownMembers({ ...call, parameters });
}

function misspelt(options: object): Problem[] {
  return Object.keys(options).flatMap((key) => {
    if (NAMES.includes(key) || PASSPORT_NAMES.has(key)) return [];
    const meant = nameOfWire(key) ?? closest(key, NAMES);
    return meant === undefined ? [] : [{ name: key, problem: `is not a parameter; did you mean ${meant}?` }];
  });
}

// Someone who knows E-Ident's own names tries those first.
function nameOfWire(key: string): string | undefined {
  if (key === WIRE.transactionId) return 'stepUp';
  if (key === WIRE.transactionTextType) return 'transactionText';
  return PARAMETER_NAMES.find((name) => WIRE[name] === key);
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const where = /^[^.[]+/.exec(first.name)?.[0] ?? first.name;
  throw new MitIdError('parameter_invalid', {
    where,
    problems: problems.map(({ name, problem }) => `${name} ${problem}`),
  });
}
