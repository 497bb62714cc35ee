import type { AuthenticateOptions } from 'passport';
import { MitIdError } from '../errors';
import { cprInUrl } from './cpr-in-url';
import { closest } from './did-you-mean';
import type { Problem } from './problems';
import { isLocalPath } from './return-path';
import { textThat } from './value-shape';

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
 * Whether a call leaves Passport's session as it is: `session: false`, and `passport.authorize`, which says so by
 * `assignProperty`.
 */
export function keepsSession({ session, assignProperty }: Readonly<Record<string, unknown>>): boolean {
  return session === false || assignProperty !== undefined;
}

/** The way back into the application that a call may name. */
export const returnTo = textThat((path) =>
  isLocalPath(path) ? cprInUrl(path) : 'must be a local path, such as /account',
);

/**
 * One problem for each key of a call that is one of ours misspelt; what resembles none of ours is the application's.
 *
 * @param names those that are ours.
 * @param aliases the broker's own name for one of ours, which whoever knows the broker tries first.
 */
export function misspelt(
  options: object,
  names: readonly string[],
  aliases: (key: string) => string | undefined,
): Problem[] {
  return Object.keys(options).flatMap((key) => {
    if (names.includes(key) || PASSPORT_NAMES.has(key)) return [];
    const meant = aliases(key) ?? closest(key, names);
    return meant === undefined ? [] : [{ name: key, problem: `is not a parameter; did you mean ${meant}?` }];
  });
}

/** @throws MitIdError `parameter_invalid`, `where` being the first one's parameter, when there is any problem. */
export function refuseParameters(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const where = /^[^.[]+/.exec(first.name)?.[0] ?? first.name;
  throw new MitIdError('parameter_invalid', {
    where,
    problems: problems.map(({ name, problem }) => `${name} ${problem}`),
  });
}
