import { readTrustedCertificates, TrustedCertificates } from './trusted';

/**
 * The trusted certificates of an option, and one line for each that is unreadable or weak, or for none that is valid now
 * or will be.
 *
 * @param now milliseconds since 1970.
 */
export function readTrusted(
  pem: string | readonly string[],
  option: string,
  now: number,
): { certificates: TrustedCertificates; problems: string[] } {
  const { certificates, problems } = readTrustedCertificates(pem, option);
  const trusted = new TrustedCertificates(certificates, option);
  if (certificates.length > 0 && !trusted.usableFrom(now)) {
    const last = Math.max(...certificates.map(({ notAfter }) => notAfter));
    const day = new Date(last).toISOString().slice(0, 10);
    problems.push(`every signing certificate in ${option} has expired, the last on ${day}`);
  }
  return { certificates: trusted, problems };
}
