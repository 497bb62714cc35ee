import defaultPassport, { type PassportStatic } from 'passport';
import { z } from 'zod';
import { cprInUrl } from '../strategies/cpr-in-url';
import type { EIdentParameters } from '../strategies/eident';
import { LoginStrategy } from '../strategies/login-strategy';
import type { NemLogInParameters } from '../strategies/nemlog-in';
import { readShape, unknownKeys } from '../strategies/problems';
import { isLocalPath } from '../strategies/return-path';
import type { SignicatMitIdParameters } from '../strategies/signicat';
import { textThat } from '../strategies/value-shape';
import { invalid } from './passport-request';

/** A strategy of this package, or the name under which Passport knows one. */
export type GuardStrategy = LoginStrategy | string;

/** What `requireCpr` and `requireAssurance` take beside the strategies. */
export interface RouteGuardOptions {
  /** The Passport that strategies given by name are found in; default the one that `passport` exports. */
  readonly passport?: InstanceType<PassportStatic['Passport']>;
  /**
   * A local path where a person lands after a step-up that a POST (or a PUT …) led to: such a request is not repeated.
   * Without it such a request is refused.
   */
  readonly afterPost?: string;
  /** Parameters of the logins and step-ups that the route starts, such as `referenceText`. */
  readonly parameters?: EIdentParameters | NemLogInParameters | SignicatMitIdParameters;
}

/** The same, judged. */
export interface GuardConfig {
  readonly afterPost?: string;
  readonly parameters: object;
  /** @throws MitIdError `configuration_invalid` for a name that stands for no strategy of this package. */
  readonly strategies: () => readonly LoginStrategy[];
}

/** The rule of each option by itself. */
export const GUARD_SHAPE = {
  passport: z
    .custom((one) => isRecord(one) && typeof one['_strategy'] === 'function', { error: 'must be a Passport' })
    .optional(),
  afterPost: textThat((path) =>
    isLocalPath(path) ? cprInUrl(path) : 'must be a local path, such as /account',
  ).optional(),
  parameters: z.custom<object>(isRecord, { error: 'must be an object' }).optional(),
} satisfies Record<keyof RouteGuardOptions, z.ZodType>;

/**
 * Judges what a guard is given.
 *
 * @param caller its name, for the messages.
 * @throws MitIdError `configuration_invalid`, with a line for every problem.
 */
export function readGuard(
  caller: string,
  given: GuardStrategy | readonly GuardStrategy[],
  options: RouteGuardOptions,
): GuardConfig {
  const input = options as Readonly<Record<string, unknown>>;
  const { values, problems } = readShape(GUARD_SHAPE, input);
  const all: readonly unknown[] = [given].flat();
  const lines = [...unknownKeys(input, Object.keys(GUARD_SHAPE)), ...problems].map(
    ({ name, problem }) => `${name} ${problem}`,
  );
  if (all.length === 0) lines.push('is given no strategy');
  if (new Set(all).size < all.length) lines.push('is given a strategy twice');
  if (!all.every((one) => (typeof one === 'string' && one !== '') || one instanceof LoginStrategy))
    lines.push('is given what is neither a strategy of this package nor the name of one');
  if (lines.length > 0) throw invalid(...lines.map((line) => `${caller}: ${line}`));
  const { afterPost, parameters = {} } = values;
  const passport = (values.passport ?? defaultPassport) as Registry;
  return {
    ...(afterPost !== undefined && { afterPost }),
    parameters: { ...parameters },
    strategies: () => (all as readonly GuardStrategy[]).map((one) => strategyOf(caller, one, passport)),
  };
}

/** Passport's own way to a strategy by its name, which its types do not show. */
interface Registry {
  _strategy(name: string): unknown;
}

// At the request, not before: routes are often set up before the strategies are.
function strategyOf(caller: string, given: GuardStrategy, passport: Registry): LoginStrategy {
  if (typeof given !== 'string') return given;
  const strategy = passport._strategy(given);
  if (strategy instanceof LoginStrategy) return strategy;
  const whose = strategy === undefined ? '' : ' of this package';
  throw invalid(
    `${caller}: Passport knows no strategy${whose} named ${given}; is it another Passport? Give option passport`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
