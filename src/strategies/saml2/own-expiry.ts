import { X509Certificate } from 'node:crypto';
import type { Saml2Config } from './config';

/**
 * Warns of our own certificates that have expired: the keys go on working here, and the broker may accept them no
 * longer.
 *
 * @param now milliseconds since 1970.
 */
export function warnOfExpired(
  { name, logger, signing, encryptionCerts }: Pick<Saml2Config, 'name' | 'logger' | 'signing' | 'encryptionCerts'>,
  now: number,
): void {
  const ours = [
    ...(signing.cert === undefined ? [] : [['requests are signed with', signing.cert] as const]),
    ...encryptionCerts.map((cert) => ['assertions are encrypted for', cert] as const),
  ];
  for (const [use, cert] of ours) {
    const { validTo, fingerprint256 } = new X509Certificate(cert);
    const end = Date.parse(validTo);
    if (end >= now) continue;
    const day = new Date(end).toISOString().slice(0, 10);
    logger.warn(`our own certificate ${fingerprint256}, which ${use}, expired on ${day}`, { strategy: name });
  }
}
