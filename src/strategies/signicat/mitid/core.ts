import { LoginSessions } from '../../../session';
import type { LoginCore } from '../../login-core';
import { LoginRequests } from '../../login-requests';
import { counterpartFor, following, type Counterpart } from '../../saml2/counterpart';
import { warnOfExpired } from '../../saml2/own-expiry';
import { WIRE } from '../../saml2/wire';
import { sayAtStart } from '../../say-at-start';
import { isHttps } from '../../urls';
import type { MitIdConfig } from './config';

/** The parts that one configured strategy for MitID works with; made once, and the same for every request. */
export interface MitIdCore extends LoginCore {
  readonly protocol: 'saml2';
  readonly config: MitIdConfig;
  /** @throws MitIdError `metadata_unavailable` where there is no metadata that may be used. */
  readonly counterpart: () => Promise<Counterpart>;
}

/** Puts the parts together, and says at start which switches weaken security and which certificates have expired. */
export function createMitIdCore(config: MitIdConfig): MitIdCore {
  const { options, store, provider, dangers } = config;
  const secure = isHttps(options.callbackUrl);
  sayAtStart(config, dangers, undefined);
  warnOfExpired(config, Date.now());
  return {
    protocol: 'saml2',
    config,
    // Lax, although the answer is posted from another site: our own page posts it again (repost-page.ts).
    logins: new LoginRequests({ store, secure, sameSite: 'Lax', parameter: WIRE.relayState }),
    sessions: new LoginSessions({ store, secure }),
    counterpart: following(provider, (current) => counterpartFor(config, current)),
  };
}
