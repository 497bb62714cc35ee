import { constants, privateDecrypt, type KeyObject } from 'node:crypto';
import { decryptKeyInfo } from 'xml-encryption';
import { XENC_NAMESPACE } from './encrypted-shape';
import type { KeyAlgorithm, OaepHash } from './encryption-algorithms';
import { DSIG_NAMESPACE } from './signature-shape';

const XENC11 = 'http://www.w3.org/2009/xmlenc11#';

/** What xml-encryption reads a digest by; it takes any other name for SHA-1, so SHA-384 has none here. */
const DIGEST_NAMES: Readonly<Record<Exclude<OaepHash, 'sha384'>, string>> = {
  sha1: `${DSIG_NAMESPACE}sha1`,
  sha256: `${XENC_NAMESPACE}sha256`,
  sha512: `${XENC_NAMESPACE}sha512`,
};

/**
 * Opens a session key with one private key.
 *
 * node:crypto does it where digest and mask are of one hash, with a key that is parsed once. It cannot tell them apart:
 * there xml-encryption does it, from a document that is written here and has nothing of the message but the octets.
 *
 * A ciphertext is as long as the modulus (RFC 8017 section 7.1.2, step 1b). OpenSSL fills a shorter one up with zeros, so
 * that one in 256 could be written in two ways.
 *
 * @returns undefined where it does not open; why is not told apart.
 */
export function unwrapKey(wrapped: Buffer, { digest, mask }: KeyAlgorithm, key: KeyObject): Buffer | undefined {
  if (wrapped.length !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)) return undefined;
  try {
    if (digest === mask) {
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, wrapped);
    }
    if (digest === 'sha384') return undefined;
    return decryptKeyInfo(keyDocument(wrapped, DIGEST_NAMES[digest], `${XENC11}mgf1${mask}`), {
      key: key.export({ type: 'pkcs8', format: 'pem' }),
    });
  } catch {
    return undefined;
  }
}

/** In the words of XML Encryption 1.1 also where the message said rsa-oaep-mgf1p, which means the same with SHA-1. */
function keyDocument(wrapped: Buffer, digest: string, mask: string): string {
  return (
    `<KeyInfo xmlns="${DSIG_NAMESPACE}"><EncryptedKey xmlns="${XENC_NAMESPACE}">` +
    `<EncryptionMethod Algorithm="${XENC11}rsa-oaep"><DigestMethod xmlns="${DSIG_NAMESPACE}" Algorithm="${digest}"/>` +
    `<MGF xmlns="${XENC11}" Algorithm="${mask}"/></EncryptionMethod>` +
    `<CipherData><CipherValue>${wrapped.toString('base64')}</CipherValue></CipherData></EncryptedKey></KeyInfo>`
  );
}
