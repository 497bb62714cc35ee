import type { StateStore } from '../state';
import type { Logger } from '../strategies/logger';
import type { Pkcs12Source } from '../strategies/saml2/sources';

/** What `new CprMatcher` takes; every name is described in docs/cpr.md. */
export interface CprMatcherOptions {
  /** NemLog-in's UUID match service; https. */
  readonly url: string;
  /** The entityID of your IT system, as it is registered with NemLog-in: that of the strategy. */
  readonly entityId: string;
  /** The entityID of NemLog-in itself, whose logins are matched: a test broker's word is nothing to the real service. */
  readonly idpEntityId: string;
  /** PEM: your OCES3 certificate, which the service knows you by. Or `pkcs12`. */
  readonly clientCert?: string;
  /** PEM private key of `clientCert`, without a passphrase. */
  readonly clientKey?: string;
  /** The certificate and its key as a PKCS#12 file, instead of `clientCert` and `clientKey`. */
  readonly pkcs12?: Pkcs12Source;
  /** PEM certificates that the service's chain must end in, instead of Node's list. */
  readonly ca?: string | readonly string[];
  /** The one that the strategy was given: the login is read from it, and its tries are counted in it. */
  readonly stateStore: StateStore;
  /** Milliseconds for the whole exchange, 1,000 to 60,000; default 10,000. */
  readonly timeoutMs?: number;
  /** How many tries a login has, 1 to 3; default 3. */
  readonly maximumTries?: number;
  /** Hears of every match that is not known; default: standard error. */
  readonly logger?: Logger;
}
