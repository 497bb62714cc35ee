import { DER, partsOf, readDer, readObjectIdentifier, type DerElement } from './der';

/** How a certificate is signed. */
export interface SignatureAlgorithm {
  /** `RSASSA-PSS with SHA-256`, or the dotted object identifier of one that is not known. */
  readonly name: string;
  /** Whether a chain may hang on it: SHA-256, SHA-384 or SHA-512, with RSA or ECDSA (rules 2). */
  readonly strong: boolean;
}

const RSASSA_PSS = '1.2.840.113549.1.1.10';
const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'RSA with MD5',
  '1.2.840.113549.1.1.5': 'RSA with SHA-1',
  '1.2.840.113549.1.1.11': 'RSA with SHA-256',
  '1.2.840.113549.1.1.12': 'RSA with SHA-384',
  '1.2.840.113549.1.1.13': 'RSA with SHA-512',
  '1.2.840.10045.4.1': 'ECDSA with SHA-1',
  '1.2.840.10045.4.3.2': 'ECDSA with SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA with SHA-384',
  '1.2.840.10045.4.3.4': 'ECDSA with SHA-512',
};
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
/** The context tag [0] of RSASSA-PSS-params: the hash, SHA-1 where it is not said (RFC 4055, 3.1). */
const PSS_HASH = 0xa0;
const STRONG = / with SHA-(?:256|384|512)$/;

/**
 * The algorithm of a certificate's signature; `node:crypto` tells it from Node 24 on only.
 *
 * @param der a certificate that `X509Certificate` has read.
 * @throws RangeError when it is malformed.
 */
export function readSignatureAlgorithm(der: Buffer): SignatureAlgorithm {
  const [, algorithm] = partsOf(readDer(der)[0]);
  const [oid, parameters] = partsOf(algorithm);
  const id = identifierOf(oid);
  const name = id === RSASSA_PSS ? `RSASSA-PSS with ${pssHash(parameters)}` : (NAMES[id] ?? id);
  return { name, strong: STRONG.test(name) };
}

function pssHash(parameters: DerElement | undefined): string {
  const said = partsOf(parameters).find(({ tag }) => tag === PSS_HASH);
  if (said === undefined) return 'SHA-1';
  const id = identifierOf(partsOf(partsOf(said)[0])[0]);
  return HASHES[id] ?? id;
}

function identifierOf(element: DerElement | undefined): string {
  if (element?.tag !== DER.objectIdentifier) throw new RangeError('an algorithm without an identifier');
  return readObjectIdentifier(element.content);
}
