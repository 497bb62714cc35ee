import { generateSigningKey } from './signing-key';

/** A private key and its self-signed certificate, both in PEM. */
export interface TestKey {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a key for an application's own tests: to sign its requests with, or to have assertions encrypted for. New at each
 * call, RSA of 2048 bits, valid for three years; of no use with a real broker, who wants an OCES certificate.
 *
 * @param commonName what the certificate says it is.
 */
export async function makeTestKey(commonName: string): Promise<TestKey> {
  const { key, certificate } = await generateSigningKey(commonName);
  return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: certificate };
}
