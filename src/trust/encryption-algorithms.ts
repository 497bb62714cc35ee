import { MitIdError } from '../errors';
import { XENC_NAMESPACE } from './encrypted-shape';
import { DSIG_NAMESPACE } from './signature-shape';
import { trimXml, type XmlElement } from './xml-element';

const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** How data is decrypted with node:crypto. */
export interface DataAlgorithm {
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-256-cbc';
  readonly keyBytes: 16 | 32;
}

export type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** How a session key is unwrapped: RSA-OAEP, of which these are the two parameters. */
export interface KeyAlgorithm {
  /** Of the label, which is always empty here. */
  readonly digest: OaepHash;
  /** Of the mask generation function MGF1. */
  readonly mask: OaepHash;
}

const GCM: ReadonlyMap<string, DataAlgorithm> = new Map<string, DataAlgorithm>([
  [`${XENC11}aes128-gcm`, { cipher: 'aes-128-gcm', keyBytes: 16 }],
  [`${XENC11}aes256-gcm`, { cipher: 'aes-256-gcm', keyBytes: 32 }],
]);

/** Not authenticated: only where the lane says so (rules 4). */
const CBC: ReadonlyMap<string, DataAlgorithm> = new Map<string, DataAlgorithm>([
  [`${XENC_NAMESPACE}aes128-cbc`, { cipher: 'aes-128-cbc', keyBytes: 16 }],
  [`${XENC_NAMESPACE}aes256-cbc`, { cipher: 'aes-256-cbc', keyBytes: 32 }],
]);

const OAEP_MGF1P = `${XENC_NAMESPACE}rsa-oaep-mgf1p`;
const OAEP = `${XENC11}rsa-oaep`;

const DIGESTS: ReadonlyMap<string, OaepHash> = new Map<string, OaepHash>([
  [`${DSIG_NAMESPACE}sha1`, 'sha1'],
  [`${XENC_NAMESPACE}sha256`, 'sha256'],
  // XML Encryption 1.1 section 5.8 and RFC 6931 section 2.1.3 name it differently.
  [`${XENC_NAMESPACE}sha384`, 'sha384'],
  [`${DSIG_MORE}sha384`, 'sha384'],
  [`${XENC_NAMESPACE}sha512`, 'sha512'],
]);

const MASKS: ReadonlyMap<string, OaepHash> = new Map<string, OaepHash>([
  [`${XENC11}mgf1sha1`, 'sha1'],
  [`${XENC11}mgf1sha256`, 'sha256'],
  [`${XENC11}mgf1sha384`, 'sha384'],
  [`${XENC11}mgf1sha512`, 'sha512'],
]);

/** @throws MitIdError `encryption_algorithm` for what is not in the lists, or has parameters of another algorithm */
export function dataAlgorithm(method: XmlElement, allowCbc: boolean): DataAlgorithm {
  const uri = method.attribute('Algorithm') ?? 'none';
  const algorithm = GCM.get(uri) ?? (allowCbc ? CBC.get(uri) : undefined);
  if (algorithm === undefined) throw refuse(method, uri, allowCbc ? 'AES-GCM or AES-CBC, 128 or 256' : 'AES-GCM');
  const { keySize } = parameters(method, { keySize: [XENC_NAMESPACE, 'KeySize'] });
  if (keySize !== undefined && trimXml(keySize.text ?? '') !== String(algorithm.keyBytes * 8)) {
    throw refuse(method, 'another KeySize', `${algorithm.keyBytes * 8}`);
  }
  return algorithm;
}

/**
 * What is left out means SHA-1 (XML Encryption 1.1 section 5.5.2), and what is there must be known: a digest that is
 * not must never become SHA-1 silently. SHA-1 as OAEP uses it is not weakened by collisions.
 *
 * @throws MitIdError `encryption_algorithm`
 */
export function keyAlgorithm(method: XmlElement): KeyAlgorithm {
  const uri = method.attribute('Algorithm') ?? 'none';
  if (uri !== OAEP_MGF1P && uri !== OAEP) throw refuse(method, uri, 'RSA-OAEP');
  const found = parameters(method, { digest: [DSIG_NAMESPACE, 'DigestMethod'], mask: [XENC11, 'MGF'] });
  // Section 5.5.2: rsa-oaep-mgf1p fixes the mask to SHA-1 and has no MGF.
  if (uri === OAEP_MGF1P && found.mask !== undefined) throw refuse(method, 'an MGF', 'none, as this method fixes it');
  const digest = hashOf(DIGESTS, found.digest);
  const mask = hashOf(MASKS, found.mask);
  // Neither node:crypto nor xml-encryption can do this one: the latter would take SHA-1.
  if (digest === 'sha384' && mask !== 'sha384') throw refuse(method, `SHA-384 with MGF1 of ${mask}`, 'MGF1 of SHA-384');
  return { digest, mask };
}

function hashOf(known: ReadonlyMap<string, OaepHash>, element: XmlElement | undefined): OaepHash {
  if (element === undefined) return 'sha1';
  const uri = element.attribute('Algorithm') ?? 'none';
  const hash = known.get(uri);
  if (hash === undefined || element.elements.length > 0 || element.hasLooseText) {
    throw refuse(element, uri, 'SHA-1, SHA-256, SHA-384 or SHA-512');
  }
  return hash;
}

/** The children of an EncryptionMethod, each known and once: an OAEPparams or anything else changes the algorithm. */
function parameters<K extends string>(
  method: XmlElement,
  known: Record<K, readonly [uri: string, local: string]>,
): Partial<Record<K, XmlElement>> {
  const found: Partial<Record<K, XmlElement>> = {};
  for (const child of method.elements) {
    const name = (Object.keys(known) as K[]).find(
      (key) => child.uri === known[key][0] && child.local === known[key][1],
    );
    if (name === undefined || found[name] !== undefined) {
      throw refuse(method, `a parameter ${child.local.slice(0, 40)}`, 'those of the method, each once');
    }
    found[name] = child;
  }
  if (method.hasLooseText) throw refuse(method, 'text', 'elements only');
  return found;
}

function refuse({ path: where }: XmlElement, got: string, expected: string): MitIdError {
  return new MitIdError('encryption_algorithm', { where, got: got.slice(0, 120), expected });
}
