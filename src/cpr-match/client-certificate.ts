import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Problem } from '../strategies/problems';
import { readSigningKey } from '../strategies/saml2/keys';
import { Secret } from '../strategies/secret';
import type { CprMatcherOptions } from './options';

/** What we show the service in TLS. */
export interface ClientCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS#8 or as it was given. */
  readonly key: Secret;
}

type Given = Pick<Partial<CprMatcherOptions>, 'clientCert' | 'clientKey' | 'pkcs12'>;

/**
 * The client certificate and its key, from the options that they may stand in.
 *
 * @param given those that are right by themselves.
 * @param absent whether an option was not given at all, which a wrong one is not.
 */
export function readClientCertificate(
  { clientCert, clientKey, pkcs12 }: Given,
  absent: (name: keyof Given) => boolean,
): { readonly client?: ClientCertificate; readonly problems: readonly Problem[] } {
  const problems = conflicts(absent);
  if (problems.length > 0) return { problems };
  if (pkcs12 !== undefined) return fromFile(pkcs12);
  if (clientCert === undefined || clientKey === undefined) return { problems };
  if (!new X509Certificate(clientCert).checkPrivateKey(createPrivateKey(clientKey))) {
    return { problems: [{ name: 'clientKey', problem: 'is not the key of clientCert' }] };
  }
  return { client: { cert: clientCert, key: new Secret(clientKey) }, problems };
}

function conflicts(absent: (name: keyof Given) => boolean): Problem[] {
  const problems: Problem[] = [];
  const say = (name: keyof Given, problem: string): void => void problems.push({ name, problem });
  const [noCert, noKey] = [absent('clientCert'), absent('clientKey')];
  if (!absent('pkcs12')) {
    if (!noCert) say('clientCert', 'is given beside pkcs12, which has both');
    if (!noKey) say('clientKey', 'is given beside pkcs12, which has both');
  } else if (noCert && noKey) {
    say('clientCert', 'is missing: your OCES3 certificate, with clientKey, or pkcs12');
  } else {
    if (noCert) say('clientCert', 'is missing beside clientKey');
    if (noKey) say('clientKey', 'is missing beside clientCert');
  }
  return problems;
}

function fromFile(pkcs12: NonNullable<Given['pkcs12']>): ReturnType<typeof readClientCertificate> {
  const { own, problems } = readSigningKey({ pkcs12 });
  if (own?.cert === undefined) return { problems };
  const key = own.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { client: { cert: own.cert, key: new Secret(key) }, problems };
}
