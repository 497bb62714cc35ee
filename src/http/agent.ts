import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

export interface TlsOptions {
  /** PEM certificates that the server's chain must end in, instead of Node's list. */
  readonly ca?: string | readonly string[];
  /** PEM client certificate and key for mutual TLS. */
  readonly clientCert?: string;
  readonly clientKey?: string;
}

/**
 * The connections to a server of the broker's: a new one for each exchange, because an idle one that the broker closes just
 * then would cost a one-time artifact. A certificate or key that is unreadable throws when it is first used.
 */
export function agentFor(url: URL, { ca, clientCert: cert, clientKey: key }: TlsOptions): HttpAgent | HttpsAgent {
  if (url.protocol !== 'https:') return new HttpAgent();
  return new HttpsAgent({
    minVersion: 'TLSv1.2',
    // Said out loud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in an environment cannot switch it off.
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca: [ca].flat() }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  });
}
