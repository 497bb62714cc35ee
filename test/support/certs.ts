import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test key with its certificate, PEM; what each is for stands in certs/README.md. */
export interface TestCert {
  readonly name: string;
  /** PKCS#8 PEM. */
  readonly key: string;
  /** X.509 PEM. */
  readonly cert: string;
}

const folder = join(__dirname, '..', '..', 'certs');

function read(name: string): TestCert {
  const file = (kind: 'key' | 'crt') => readFileSync(join(folder, `${name}.${kind}.pem`), 'utf8');
  return { name, key: file('key'), cert: file('crt') };
}

export const CERTS = {
  idp: read('idp'),
  idpNext: read('idp-next'),
  ec256: read('idp-ec256'),
  ec384: read('idp-ec384'),
  ec521: read('idp-ec521'),
  foreign: read('foreign'),
  foreignSameName: read('foreign-same-name'),
  expired: read('expired'),
  notYetValid: read('not-yet-valid'),
  weakRsa1024: read('weak-rsa1024'),
  secp256k1: read('refused-secp256k1'),
  dsa: read('refused-dsa'),
  ed25519: read('refused-ed25519'),
  tlsCa: read('tls-ca'),
  tlsLocalhost: read('tls-localhost'),
  tlsClient: read('tls-client'),
  tlsOtherCa: read('tls-other-ca'),
  tlsOtherLocalhost: read('tls-other-localhost'),
} as const;
