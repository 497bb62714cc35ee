import { constants, createCipheriv, createHash, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { ASSERTION2 } from './message';
import {
  AES256_GCM,
  CIPHERS,
  DEFAULT_DIGEST,
  HASHES,
  MGF1_SHA256,
  OAEP_11,
  OAEP_MGF1P,
  RSA_15,
  XENC,
  XENC11,
} from './encryption-methods';
import { DS, SHA256 } from '../xmldsig/methods';

/** How a text is encrypted. URIs that no test knows fall back to a known algorithm, so that only the name is wrong. */
export interface Encryption {
  /** PEM: a certificate or a public key, RSA. */
  readonly certificate: string;
  /** URI of the data algorithm; AES-256-GCM by default. */
  readonly data?: string;
  /** URI of the key algorithm; RSA-OAEP of XML Encryption 1.1 by default. */
  readonly key?: string;
  /** URI of the OAEP digest; null leaves DigestMethod out. SHA-256 by default. */
  readonly digest?: string | null;
  /** URI of the MGF; null leaves it out. MGF1 with SHA-256 by default, none with `rsa-oaep-mgf1p`, which fixes SHA-1. */
  readonly mgf?: string | null;
  /** Where the EncryptedKey stands: in the KeyInfo of the EncryptedData, or beside it. */
  readonly keyPlace?: 'inside' | 'beside';
  readonly sessionKey?: Buffer;
  readonly iv?: Buffer;
  /** The bytes appended to the text before CBC; XML Encryption's own padding by default. */
  readonly padding?: Buffer;
  /** The label of OAEP; written as OAEPparams. */
  readonly label?: Buffer;
  /** Changes the octets of the data, of the encrypted key, and the XML of each element. */
  readonly cipher?: (usual: Buffer) => Buffer;
  readonly wrapped?: (usual: Buffer) => Buffer;
  readonly encryptedKey?: (usual: string) => string;
  readonly encryptedData?: (usual: string) => string;
  readonly encryptedAssertion?: (usual: string) => string;
}

export interface AssertionEncryption extends Encryption {
  /** What is encrypted in the place of the Assertion. */
  readonly plaintext?: string | Buffer;
}

/** Replaces the saml:Assertion of a response by a saml:EncryptedAssertion; not a byte of the rest is changed. */
export function encryptAssertion(responseXml: string, options: AssertionEncryption): string {
  const assertion = /<((?:[\w-]+:)?)Assertion[\s>][\s\S]*<\/\1Assertion>/.exec(responseXml)?.[0];
  if (assertion === undefined) throw new Error('the response has no Assertion');
  return responseXml.replace(assertion, () => encryptedAssertion(options.plaintext ?? assertion, options));
}

/** The saml:EncryptedAssertion that holds `plaintext`. */
export function encryptedAssertion(plaintext: string | Buffer, options: Encryption): string {
  const sessionKey = options.sessionKey ?? randomBytes(cipherOf(options).keyBytes);
  const key = encryptedKey(sessionKey, options);
  const beside = options.keyPlace === 'beside';
  const data =
    `<xenc:EncryptedData xmlns:xenc="${XENC}" Id="_data" Type="${XENC}Element">` +
    `<xenc:EncryptionMethod Algorithm="${options.data ?? AES256_GCM}"></xenc:EncryptionMethod>` +
    (beside ? '' : `<ds:KeyInfo xmlns:ds="${DS}">${key}</ds:KeyInfo>`) +
    `${cipherData(encryptBytes(Buffer.from(plaintext), sessionKey, options))}</xenc:EncryptedData>`;
  const whole =
    `<saml:EncryptedAssertion xmlns:saml="${ASSERTION2}">` +
    `${options.encryptedData?.(data) ?? data}${beside ? key : ''}</saml:EncryptedAssertion>`;
  return options.encryptedAssertion?.(whole) ?? whole;
}

function encryptedKey(sessionKey: Buffer, options: Encryption): string {
  const { key = OAEP_11, digest = SHA256, mgf = key === OAEP_11 ? MGF1_SHA256 : null, label } = options;
  const usual = wrapKey(sessionKey, options.certificate, key, digest, mgf, label);
  const xml =
    `<xenc:EncryptedKey xmlns:xenc="${XENC}"><xenc:EncryptionMethod Algorithm="${key}">` +
    (digest === null || key === RSA_15
      ? ''
      : `<ds:DigestMethod xmlns:ds="${DS}" Algorithm="${digest}"></ds:DigestMethod>`) +
    (label === undefined ? '' : `<xenc:OAEPparams>${label.toString('base64')}</xenc:OAEPparams>`) +
    (mgf === null || key === RSA_15 ? '' : `<xenc11:MGF xmlns:xenc11="${XENC11}" Algorithm="${mgf}"></xenc11:MGF>`) +
    `</xenc:EncryptionMethod>${cipherData(options.wrapped?.(usual) ?? usual)}</xenc:EncryptedKey>`;
  return options.encryptedKey?.(xml) ?? xml;
}

function cipherData(octets: Buffer): string {
  return `<xenc:CipherData><xenc:CipherValue>${octets.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
}

function encryptBytes(plain: Buffer, sessionKey: Buffer, options: Encryption): Buffer {
  const { name, ivBytes } = cipherOf(options);
  const iv = options.iv ?? randomBytes(ivBytes);
  const usual = (octets: Buffer) => options.cipher?.(octets) ?? octets;
  if (name === 'aes-128-gcm' || name === 'aes-192-gcm' || name === 'aes-256-gcm') {
    const cipher = createCipheriv(name, sessionKey, iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return usual(Buffer.concat([iv, body, cipher.getAuthTag()]));
  }
  const cipher = createCipheriv(name, sessionKey, iv).setAutoPadding(false);
  const padded = Buffer.concat([plain, options.padding ?? xmlPadding(plain.length, ivBytes)]);
  return usual(Buffer.concat([iv, cipher.update(padded), cipher.final()]));
}

/** XML Encryption section 5.2: any octets, the last of which is their number. */
function xmlPadding(length: number, block: number): Buffer {
  const padding = randomBytes(block - (length % block));
  padding[padding.length - 1] = padding.length;
  return padding;
}

function cipherOf({ data = AES256_GCM }: Encryption) {
  return CIPHERS[data] ?? { name: 'aes-256-gcm', keyBytes: 32, ivBytes: 12 };
}

function wrapKey(
  sessionKey: Buffer,
  certificate: string,
  key: string,
  digest: string | null,
  mgf: string | null,
  label: Buffer = Buffer.alloc(0),
): Buffer {
  if (key === RSA_15) return publicEncrypt({ key: certificate, padding: constants.RSA_PKCS1_PADDING }, sessionKey);
  const hash = HASHES[digest ?? DEFAULT_DIGEST] ?? 'sha256';
  const mask = key === OAEP_MGF1P ? 'sha1' : (HASHES[mgf ?? DEFAULT_DIGEST] ?? 'sha256');
  // Node cannot say another digest for the mask than for the label: the padding of RFC 8017 section 7.1.1 by hand.
  const modulus = (createPublicKey(certificate).asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const labelHash = createHash(hash).update(label).digest();
  const size = labelHash.length;
  const zeros = Buffer.alloc(modulus - sessionKey.length - 2 * size - 2);
  const block = Buffer.concat([labelHash, zeros, Buffer.from([1]), sessionKey]);
  const seed = randomBytes(size);
  const maskedBlock = xor(block, mgf1(seed, block.length, mask));
  const maskedSeed = xor(seed, mgf1(maskedBlock, size, mask));
  return publicEncrypt(
    { key: certificate, padding: constants.RSA_NO_PADDING },
    Buffer.concat([Buffer.alloc(1), maskedSeed, maskedBlock]),
  );
}

function mgf1(seed: Buffer, length: number, hash: string): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, done = 0; done < length; counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(count).digest();
    parts.push(part);
    done += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((octet, at) => octet ^ (b[at] ?? 0)));
}
