import { createPrivateKey, X509Certificate } from 'node:crypto';
import { openPkcs12 } from './pkcs12-bags';

/** What a PKCS#12 file (.p12, .pfx) is read for. */
export interface Pkcs12 {
  /** RSA, PKCS#8 PEM. */
  readonly key: string;
  /** The key's own certificate, PEM; those above it in the chain are left out. */
  readonly certificate: string;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the private key and its certificate from a PKCS#12 file, which is how OCES certificates are handed out. The key
 * must be RSA: node-forge reads no other, and SAML is signed and decrypted with RSA here.
 *
 * @param pfx the file's bytes, or those in base64 with white space or without.
 * @returns where the key has several certificates, the one that is valid longest.
 * @throws Error whose message is a phrase to follow an option's name, such as `cannot be opened with this passphrase`; it
 *   quotes nothing of the file or the passphrase.
 */
export function readPkcs12(pfx: Buffer | string, passphrase: string): Pkcs12 {
  const bags = openPkcs12(typeof pfx === 'string' ? fromBase64(pfx) : pfx, passphrase);
  const certificates = bags.certificates.flatMap(readCertificate);
  if (bags.rsaKeys.length === 0) {
    throw new Error(
      bags.otherKeys === 0 ? 'holds no private key' : 'holds a private key that is not RSA; an RSA key is needed',
    );
  }
  const pairs = new Map<string, X509Certificate>();
  for (const der of bags.rsaKeys) {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const [own] = certificates.filter((one) => one.checkPrivateKey(key)).sort((a, b) => endOf(b) - endOf(a));
    if (own !== undefined) pairs.set(key.export({ type: 'pkcs8', format: 'pem' }).toString(), own);
  }
  const [pair, ...more] = pairs;
  if (pair === undefined) throw new Error('holds no certificate of its private key');
  if (more.length > 0) throw new Error(`holds ${pairs.size} private keys with their certificates; one is needed`);
  return { key: pair[0], certificate: pair[1].toString() };
}

// One that Node cannot read is not the key's own: an RSA certificate it always can.
function readCertificate(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}

const endOf = ({ validTo }: X509Certificate): number => Date.parse(validTo);

function fromBase64(text: string): Buffer {
  if (text.includes('-----BEGIN ')) throw new Error('is PEM text, not PKCS#12');
  const compact = text.replace(/\s+/g, '');
  if (!BASE64.test(compact) || compact.length % 4 !== 0) throw new Error('is a string that is not base64');
  return Buffer.from(compact, 'base64');
}
