import type { RoleDescription } from './description';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/**
 * What `NemLogInStrategy` would miss in an identity provider, or be surprised by.
 *
 * @param say is told of each.
 */
export function oddIdentityProvider(
  { wantAuthnRequestsSigned, endpoints, keys, nameIdFormats }: RoleDescription,
  say: (odd: string) => void,
): void {
  const signOn = endpoints.filter(({ service }) => service === 'SingleSignOnService').map(({ binding }) => binding);
  if (!signOn.includes('HTTP-Redirect')) {
    say(`has no SingleSignOnService for HTTP-Redirect; it has: ${signOn.join(', ') || 'none'}`);
  }
  if (wantAuthnRequestsSigned !== true) say('does not say WantAuthnRequestsSigned, which OIOSAML demands');
  if (!keys.some(({ use, certificates }) => use.startsWith('signing') && certificates.length > 0)) {
    say('has no certificate for signing');
  }
  if (nameIdFormats.length > 0 && !nameIdFormats.includes(PERSISTENT)) {
    say('does not offer the persistent NameIDFormat, which is asked for');
  }
}
