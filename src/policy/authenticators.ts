import { MitIdError } from '../errors';
import type { Profile } from '../profile';

/** Brokers write `code_app_enchanced`; whoever writes a policy may well write the word itself. */
function normalised(authenticator: string): string {
  const bare = authenticator.replace(/^mitid:/, '');
  return bare === 'code_app_enhanced' ? 'code_app_enchanced' : bare;
}

/**
 * Refuses a login that used an authenticator outside the list, or that does not say what it used.
 *
 * @throws MitIdError `authenticator_refused`.
 */
export function checkAuthenticators({ authenticators }: Profile, allowed: readonly string[] | undefined): void {
  if (allowed === undefined) return;
  const known = new Set(allowed.map(normalised));
  if (authenticators.length > 0 && authenticators.every((authenticator) => known.has(normalised(authenticator))))
    return;
  throw new MitIdError('authenticator_refused', {
    where: 'MITID_AMR',
    got: authenticators.join(', ') || 'none named',
    expected: allowed.join(', ') || 'none',
    option: 'policy.authenticators',
  });
}
