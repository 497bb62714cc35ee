import { LoginSessions } from '../../session';
import type { LoginCore } from '../login-core';
import { LoginRequests } from '../login-requests';
import { counterpartFor, following, type Counterpart } from '../saml2/counterpart';
import type { IdentityProvider } from '../saml2/identity-provider';
import { warnOfExpired } from '../saml2/own-expiry';
import { WIRE } from '../saml2/wire';
import { sayAtStart } from '../say-at-start';
import { isHttps } from '../urls';
import type { NemLogInConfig } from './config';
import { PendingLogouts } from './single-logout-requests';
import { singleLogoutOf, type SingleLogout } from './single-logout-settings';

/** NemLog-in as its metadata describes it at the moment. */
export interface NemLogInCounterpart extends Counterpart {
  /** Present with the option `logoutUrl`. */
  readonly singleLogout?: SingleLogout;
}

/** The parts that one configured strategy works with; made once, and the same for every request. */
export interface NemLogInCore extends LoginCore {
  readonly config: NemLogInConfig;
  readonly pendingLogouts: PendingLogouts;
  /** @throws MitIdError `metadata_unavailable` where there is no metadata that may be used. */
  readonly counterpart: () => Promise<NemLogInCounterpart>;
}

/** Puts the parts together, and says at start which switches weaken security and which certificates have expired. */
export function createCore(config: NemLogInConfig): NemLogInCore {
  const { options, store, provider, dangers } = config;
  const secure = isHttps(options.callbackUrl);
  sayAtStart(config, dangers, undefined);
  warnOfExpired(config, Date.now());
  return {
    config,
    // Lax, although the answer is posted from another site: our own page posts it again (repost-page.ts).
    logins: new LoginRequests({ store, secure, sameSite: 'Lax', parameter: WIRE.relayState }),
    sessions: new LoginSessions({ store, secure }),
    pendingLogouts: new PendingLogouts(store),
    counterpart: following(provider, (current) => describe(config, current)),
  };
}

function describe(config: NemLogInConfig, provider: IdentityProvider): NemLogInCounterpart {
  const counterpart = counterpartFor(config, provider);
  const singleLogout = singleLogoutOf(config, provider.metadata, counterpart.expectations);
  return { ...counterpart, ...(singleLogout !== undefined && { singleLogout }) };
}
