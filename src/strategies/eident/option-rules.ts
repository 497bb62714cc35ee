import { createPrivateKey, X509Certificate } from 'node:crypto';
import { storeProblems } from '../common-options';
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

  return [...problems, ...storeProblems(absent('stateStore'), environment)];
}
