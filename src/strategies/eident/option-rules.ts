import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readTrustedCertificates, TrustedCertificates } from '../../certificates';
import type { Problem } from '../problems';
import { isHttps } from '../urls';
import type { EIdentOptions } from './options';

/**
 * What the options say against each other.
 *
 * @param options those that are right by themselves.
 * @param absent whether an option was not given at all, which a wrong one is not.
 * @param environment NODE_ENV.
 */
export function optionConflicts(
  options: Partial<EIdentOptions>,
  absent: (name: keyof EIdentOptions) => boolean,
  environment: string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const say = (name: keyof EIdentOptions, problem: string) => problems.push({ name, problem });
  const { assertionUrl, bindings = ['artifact'], clientCert, clientKey } = options;

  const unsigned = options.dangerouslyAllowUnsignedAssertion === true;
  if (absent('idpCert')) {
    if (!unsigned) say('idpCert', 'is missing: the certificate that the broker signs with');
    else if (bindings.includes('post')) say('idpCert', 'is missing, and bindings has post, which is always signed');
  }
  if (unsigned && !bindings.includes('artifact')) {
    say('dangerouslyAllowUnsignedAssertion', 'applies to artifacts, and bindings has none');
  }
  if (unsigned && assertionUrl !== undefined && !isHttps(assertionUrl)) {
    say(
      'dangerouslyAllowUnsignedAssertion',
      'needs an https: assertionUrl, since TLS alone then vouches for the answer',
    );
  }

  if (absent('clientCert') && !absent('clientKey')) say('clientCert', 'is missing beside clientKey');
  if (absent('clientKey') && !absent('clientCert')) say('clientKey', 'is missing beside clientCert');
  if (clientCert !== undefined && clientKey !== undefined) {
    const fits = new X509Certificate(clientCert).checkPrivateKey(createPrivateKey(clientKey));
    if (!fits) say('clientKey', 'is not the key of clientCert');
  }

  if (absent('stateStore') && environment === 'production') {
    say(
      'stateStore',
      'is missing, and NODE_ENV is production: name one (new MemoryStateStore() serves a single process)',
    );
  }
  return problems;
}

/**
 * The trusted certificates of `idpCert`, and one line for each that is unreadable or weak, or for none that is valid
 * now or will be.
 *
 * @param now milliseconds since 1970.
 */
export function readIdpCert(
  idpCert: string | readonly string[],
  now: number,
): { certificates: TrustedCertificates; problems: string[] } {
  const { certificates, problems } = readTrustedCertificates(idpCert, 'idpCert');
  const trusted = new TrustedCertificates(certificates);
  if (certificates.length > 0 && !trusted.usableFrom(now)) {
    const last = Math.max(...certificates.map(({ notAfter }) => notAfter));
    problems.push(`idpCert has expired: none is valid after ${new Date(last).toISOString().slice(0, 10)}`);
  }
  return { certificates: trusted, problems };
}
