import type { AuthnRequestSettings } from '../../protocols/saml2';
import type { LoginOwner } from '../login-requests';
import { sayAtStart } from '../say-at-start';
import type { Saml2Config } from './config';
import { expectationsOf, type StandingExpectations } from './expectations';
import type { IdentityProvider, IdentityProviderSource } from './identity-provider';

/** The identity provider as its metadata describes it at the moment, and what a login with it is sent to and held to. */
export interface Counterpart {
  readonly owner: LoginOwner;
  readonly request: AuthnRequestSettings;
  readonly expectations: StandingExpectations;
  /** Warns of trusted certificates that have expired since the last call. */
  readonly watchExpiry: () => void;
}

/** What one identity provider is to a strategy. */
export function counterpartFor(config: Saml2Config, { metadata, certificates }: IdentityProvider): Counterpart {
  const { name, options, signing } = config;
  const { entityId, callbackUrl } = options;
  return {
    owner: { strategy: name, issuer: metadata.entityId, callbackUrl },
    request: { entityId, callbackUrl, entryPoint: metadata.singleSignOnRedirect, signingKey: signing.key },
    expectations: expectationsOf(config, metadata.entityId, certificates),
    watchExpiry: sayAtStart(config, [], certificates),
  };
}

/**
 * Describes the identity provider of a source, anew only where the metadata has become another.
 *
 * @returns throws MitIdError `metadata_unavailable` where there is no metadata that may be used.
 */
export function following<T>(
  source: IdentityProviderSource,
  describe: (provider: IdentityProvider) => T,
): () => Promise<T> {
  const make = (of: IdentityProvider) => ({ of, made: describe(of) });
  let last = source.given && make(source.given);
  return async () => {
    const now = await source.current();
    if (last?.of !== now) last = make(now);
    return last.made;
  };
}
