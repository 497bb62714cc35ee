import { DS, SHA1, SHA256, SHA384, SHA512 } from '../xmldsig/methods';

export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
export const XENC11 = 'http://www.w3.org/2009/xmlenc11#';

export const AES128_GCM = `${XENC11}aes128-gcm`;
export const AES192_GCM = `${XENC11}aes192-gcm`;
export const AES256_GCM = `${XENC11}aes256-gcm`;
export const AES128_CBC = `${XENC}aes128-cbc`;
export const AES192_CBC = `${XENC}aes192-cbc`;
export const AES256_CBC = `${XENC}aes256-cbc`;
export const TRIPLE_DES = `${XENC}tripledes-cbc`;

export const OAEP_MGF1P = `${XENC}rsa-oaep-mgf1p`;
export const OAEP_11 = `${XENC11}rsa-oaep`;
export const RSA_15 = `${XENC}rsa-1_5`;

export const MGF1_SHA1 = `${XENC11}mgf1sha1`;
export const MGF1_SHA224 = `${XENC11}mgf1sha224`;
export const MGF1_SHA256 = `${XENC11}mgf1sha256`;
export const MGF1_SHA384 = `${XENC11}mgf1sha384`;
export const MGF1_SHA512 = `${XENC11}mgf1sha512`;

/** What DigestMethod and MGF mean where they are left out (XML Encryption 1.1 section 5.5.2). */
export const DEFAULT_DIGEST = SHA1;
export const SHA224 = 'http://www.w3.org/2001/04/xmldsig-more#sha224';
/** The spelling of XML Encryption 1.1 section 5.8.3, beside the one of RFC 6931. */
export const SHA384_XENC = `${XENC}sha384`;
/** Names that no specification has and that xml-encryption takes for SHA-256 and SHA-512. */
export const WRONG_SHA256 = `${DS}sha256`;
export const WRONG_SHA512 = `${DS}sha512`;

export interface Cipher {
  /** OpenSSL's name. */
  readonly name: string;
  readonly keyBytes: number;
  readonly ivBytes: number;
}

/** Every data algorithm a test encrypts with, the refused ones too. */
export const CIPHERS: Readonly<Record<string, Cipher>> = {
  [AES128_GCM]: { name: 'aes-128-gcm', keyBytes: 16, ivBytes: 12 },
  [AES192_GCM]: { name: 'aes-192-gcm', keyBytes: 24, ivBytes: 12 },
  [AES256_GCM]: { name: 'aes-256-gcm', keyBytes: 32, ivBytes: 12 },
  [AES128_CBC]: { name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 },
  [AES192_CBC]: { name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 },
  [AES256_CBC]: { name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 },
  [TRIPLE_DES]: { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 },
};

/** Hashes by the URI of a digest or of a mask generation function. */
export const HASHES: Readonly<Record<string, string>> = {
  [SHA1]: 'sha1',
  [SHA224]: 'sha224',
  [SHA256]: 'sha256',
  [SHA384]: 'sha384',
  [SHA384_XENC]: 'sha384',
  [SHA512]: 'sha512',
  [WRONG_SHA256]: 'sha256',
  [WRONG_SHA512]: 'sha512',
  [MGF1_SHA1]: 'sha1',
  [MGF1_SHA224]: 'sha224',
  [MGF1_SHA256]: 'sha256',
  [MGF1_SHA384]: 'sha384',
  [MGF1_SHA512]: 'sha512',
};
