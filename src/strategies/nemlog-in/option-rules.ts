import { storeProblems } from '../common-options';
import type { Problem } from '../problems';
import { keyProblems } from '../saml2/option-rules';
import type { NemLogInOptions } from './options';

/**
 * What the options say against each other.
 *
 * @param options those that are right by themselves.
 * @param absent whether an option was not given at all, which a wrong one is not.
 * @param environment NODE_ENV.
 */
export function optionConflicts(
  options: Partial<NemLogInOptions>,
  absent: (name: keyof NemLogInOptions) => boolean,
  environment: string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: keyof NemLogInOptions | `policy.${string}`, problem: string) => problems.push({ name, problem });
  const { dialect = 'oiosaml-3', allowAssuranceLevel = false, policy } = options;

  problems.push(...keyProblems(options, absent));
  const stray = logoutUrlProblem(options);
  if (stray !== undefined) say('logoutUrl', stray);
  if (absent('logoutUrl') && options.logoutBinding !== undefined) say('logoutBinding', 'is given without logoutUrl');
  for (const floor of ['minimumLoa', 'minimumIal', 'minimumAal'] as const) {
    if (dialect === 'oiosaml-3' || policy?.[floor] === undefined) continue;
    if (floor === 'minimumLoa' && allowAssuranceLevel) continue;
    say(
      `policy.${floor}`,
      `can never be met: OIOSAML 2 has no NSIS levels${floor === 'minimumLoa' ? ', save with allowAssuranceLevel' : ''}`,
    );
  }
  return [...problems, ...storeProblems(absent('stateStore'), environment)];
}

/** Two traps: one route for both, and the address of the identity provider's service, which node-saml calls logoutUrl. */
function logoutUrlProblem({ callbackUrl, logoutUrl }: Partial<NemLogInOptions>): string | undefined {
  if (callbackUrl === undefined || logoutUrl === undefined) return undefined;
  const [callback, logout] = [new URL(callbackUrl), new URL(logoutUrl)];
  if (logout.origin !== callback.origin) {
    return "is not on the host of callbackUrl: it is your own single logout service, not the identity provider's";
  }
  return logout.pathname === callback.pathname ? 'leads to the same route as callbackUrl' : undefined;
}
