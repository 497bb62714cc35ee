import { createServer } from 'node:https';
import { listenOnLoopback, type Listening } from '../../listen';
import { ENTITY_ID } from '../nemlogin/names';
import type { NemLogIn } from '../nemlogin/state';
import { matchHandler } from './handler';
import { UUID_MATCH_PATH } from './judge';
import type { UuidMatchOptions } from './options';
import { makeServerCertificate } from './server-certificate';

/** What connects a `CprMatcher` to the simulated service: spread it into its options. */
export interface UuidMatchConnection {
  readonly url: string;
  /** Whose logins it knows. */
  readonly idpEntityId: string;
  /** PEM: the service's own certificate, made at the start. */
  readonly ca: string;
}

/**
 * Offers NemLog-in's UUID match service on an https listener of its own, with mutual TLS.
 *
 * @param host the name in its address, as the simulator's.
 * @throws MitIdError `configuration_invalid` for a port in use, or none.
 */
export async function startUuidMatch(
  nemlogin: NemLogIn,
  host: string,
  { port: wanted = 0 }: UuidMatchOptions,
): Promise<UuidMatchConnection & Pick<Listening, 'servers'>> {
  const { key, certificate } = await makeServerCertificate(host);
  // Whoever comes has to prove the key of the certificate that is shown; whose it may be depends on the entityID in the
  // request, so it is judged then. An OCES authority is nobody's concern here: test certificates have none.
  const tls = { key, cert: certificate, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false } as const;
  const { servers, port } = await listenOnLoopback(wanted, () => createServer(tls, matchHandler(nemlogin)));
  return { url: `https://${host}:${port}${UUID_MATCH_PATH}`, idpEntityId: ENTITY_ID, ca: certificate, servers };
}
