import type { Problem } from '../problems';
import type { Saml2Options } from './options';

/**
 * What the options that name our own keys say against each other.
 *
 * @param absent whether an option was not given at all, which a wrong one is not.
 */
export function keyProblems(
  options: Pick<Partial<Saml2Options>, 'requireEncryptedAssertion'>,
  absent: (name: keyof Saml2Options) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: keyof Saml2Options, problem: string) => problems.push({ name, problem });

  if (absent('pkcs12')) {
    if (absent('signingKey')) say('signingKey', 'is missing: the key that requests are signed with, or pkcs12');
    if (absent('signingKey') && !absent('signingCert')) say('signingCert', 'is given without signingKey');
  } else {
    for (const name of ['signingKey', 'signingCert'] as const) {
      if (!absent(name)) say(name, 'is given beside pkcs12, which has both');
    }
  }
  if (absent('decryptionKeys') && options.requireEncryptedAssertion !== false) {
    say('decryptionKeys', 'is missing: assertions must be encrypted, unless requireEncryptedAssertion is false');
  }
  return problems;
}
