import type { TrustedCertificates } from '../certificates';
import type { CommonConfig } from './common-options';
import { ExpiryWatch } from './expiry-watch';

/**
 * Says at start which switches weaken security and which trusted certificates have expired.
 *
 * @param dangers the options that weaken security and are on.
 * @returns says it of the certificates that have expired since.
 */
export function sayAtStart(
  { name, logger }: Pick<CommonConfig, 'name' | 'logger'>,
  dangers: readonly string[],
  certificates: TrustedCertificates | undefined,
): () => void {
  for (const option of dangers) logger.warn(`${option} is on in the strategy ${name}`, { strategy: name });
  const watch = certificates && new ExpiryWatch(certificates, (line) => logger.warn(line, { strategy: name }));
  watch?.check(Date.now());
  return () => watch?.check(Date.now());
}
