import { verify, X509Certificate } from 'node:crypto';
import type { ServiceProvider } from '../../service-providers';
import { refuse } from '../request-refusal';
import type { QuerySignature } from './signed-query';

const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
/** The signature algorithms that are taken, with the hash of each. */
export const HASHES: ReadonlyMap<string, string> = new Map([
  [`${DSIG_MORE}rsa-sha256`, 'sha256'],
  [`${DSIG_MORE}rsa-sha384`, 'sha384'],
  [`${DSIG_MORE}rsa-sha512`, 'sha512'],
]);

/** Verifies the signature over the query with the certificate that the service provider registered. @throws RequestRefusal */
export function verifyQuery(
  { algorithm, signature, signedOctets }: QuerySignature,
  sp: Pick<ServiceProvider, 'signingCert'>,
): void {
  const hash = hashOf('SigAlg', algorithm);
  const certificate = new X509Certificate(sp.signingCert);
  if (verify(hash, Buffer.from(signedOctets, 'utf8'), certificate.publicKey, signature)) return;
  throw refuse(
    'the signature',
    'one that does not hold',
    `one by the key of the registered certificate ${certificate.subject.replaceAll('\n', ', ')} (SHA-256 ${certificate.fingerprint256})`,
    'Register the certificate of your signingKey as signingCert, or sign with its key. What is signed is the query as it stands in the address: SAMLRequest, RelayState, SigAlg, in this order.',
  );
}

/** The hash of a signature algorithm, by its URI. @param what where it is said. @throws RequestRefusal */
export function hashOf(what: string, algorithm: string): string {
  const hash = HASHES.get(algorithm);
  if (hash !== undefined) return hash;
  const expected = [...HASHES.keys()].join(', ');
  throw refuse(what, algorithm, expected, 'Sign with RSA and SHA-256: SHA-1 is not taken.');
}
