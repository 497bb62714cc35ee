import type { Saml11Expectations } from '../../../protocols/saml11';
import { LoginSessions } from '../../../session';
import type { LoginCore } from '../../login-core';
import { LoginRequests, type LoginOwner } from '../../login-requests';
import { sayAtStart } from '../../say-at-start';
import { isHttps } from '../../urls';
import type { NemIdConfig } from './config';
import { WIRE } from './wire';

/** What an answer is held to, whichever login it belongs to: its Recipient is the login's own. */
export type StandingExpectations = Omit<Saml11Expectations, 'recipient'>;

/** The parts that one configured strategy for NemID works with; made once, and the same for every request. */
export interface NemIdCore extends LoginCore {
  readonly protocol: 'saml11';
  readonly config: NemIdConfig;
  readonly expectations: StandingExpectations;
  readonly owner: LoginOwner;
  /** Warns of trusted certificates that have expired since the last call. */
  readonly watchExpiry: () => void;
}

/** Puts the parts together, and says at start which switches weaken security and which certificates have expired. */
export function createNemIdCore(config: NemIdConfig): NemIdCore {
  const { options, name, store, certificates, clockSkewMs, dangers } = config;
  const { idpIssuer: issuer, callbackUrl, audience } = options;
  const secure = isHttps(callbackUrl);
  return {
    protocol: 'saml11',
    config,
    // Lax, although the answer is posted from another site: our own page posts it again (repost-page.ts).
    logins: new LoginRequests({ store, secure, sameSite: 'Lax', parameter: WIRE.target }),
    sessions: new LoginSessions({ store, secure }),
    expectations: {
      issuer,
      audience,
      certificates,
      clockSkewMs,
      now: () => Date.now(),
      store,
      // Said out loud, so that nothing on Object.prototype says otherwise.
      allowMissingInResponseTo: false,
      allowMissingAudience: false,
      allowMissingConfirmation: false,
      dangerouslyAllowUnsignedAssertion: false,
      dangerouslyAllowSha1: options.dangerouslyAllowSha1 ?? false,
    },
    owner: { strategy: name, issuer, callbackUrl },
    watchExpiry: sayAtStart(config, dangers, certificates),
  };
}
