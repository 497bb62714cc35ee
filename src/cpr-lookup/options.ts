import type { Pkcs12Source } from '../strategies/saml2/sources';

/** What `new NemLogInLookup` takes; every name is described in docs/cpr.md. */
export interface NemLogInLookupOptions {
  /** `https://lookupservice.nemlog-in.dk`, or a test environment's. */
  readonly url: string;
  /**
   * Gives the XML of the SAML assertion that NemLog-in's Security Token Service issued for the lookup service, encrypted or
   * not, bound to the client certificate. Asking for it is WS-Trust, which this package does not speak.
   *
   * @param signal aborts after `timeoutMs`.
   */
  readonly samlToken: (signal: AbortSignal) => Promise<string> | string;
  /** PEM: the certificate that the assertion is bound to. Or `pkcs12`. */
  readonly clientCert?: string;
  /** PEM private key of `clientCert`, without a passphrase. */
  readonly clientKey?: string;
  /** The certificate and its key as a PKCS#12 file, instead of `clientCert` and `clientKey`. */
  readonly pkcs12?: Pkcs12Source;
  /** PEM certificates that the service's chain must end in, instead of Node's list. */
  readonly ca?: string | readonly string[];
  /** Milliseconds for each exchange, 1,000 to 60,000; default 10,000. */
  readonly timeoutMs?: number;
  /**
   * Take an empty answer for the word that the service knows of no such number. No source says how the service says it, so
   * without this an empty answer is `lookup_answer_unknown`.
   */
  readonly allowEmptyAnswer?: boolean;
}
