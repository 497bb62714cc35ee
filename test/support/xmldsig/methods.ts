import { constants, createHash, createHmac, createPrivateKey, sign as cryptoSign, type KeyObject } from 'node:crypto';

export const DS = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const MGF1 = 'http://www.w3.org/2007/05/xmldsig-more#';

export const ENVELOPED = `${DS}enveloped-signature`;
export const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const EXC_C14N_COMMENTS = `${EXC_C14N}WithComments`;
export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const C14N_COMMENTS = `${C14N}#WithComments`;
export const C14N_11 = 'http://www.w3.org/2006/12/xml-c14n11';

export const RSA_SHA1 = `${DS}rsa-sha1`;
export const RSA_SHA256 = `${MORE}rsa-sha256`;
export const RSA_SHA384 = `${MORE}rsa-sha384`;
export const RSA_SHA512 = `${MORE}rsa-sha512`;
export const RSA_MD5 = `${MORE}rsa-md5`;
export const PSS_SHA256 = `${MGF1}sha256-rsa-MGF1`;
export const PSS_SHA384 = `${MGF1}sha384-rsa-MGF1`;
export const PSS_SHA512 = `${MGF1}sha512-rsa-MGF1`;
export const ECDSA_SHA1 = `${MORE}ecdsa-sha1`;
export const ECDSA_SHA256 = `${MORE}ecdsa-sha256`;
export const ECDSA_SHA384 = `${MORE}ecdsa-sha384`;
export const ECDSA_SHA512 = `${MORE}ecdsa-sha512`;
export const DSA_SHA1 = `${DS}dsa-sha1`;
export const DSA_SHA256 = 'http://www.w3.org/2009/xmldsig11#dsa-sha256';
export const HMAC_SHA1 = `${DS}hmac-sha1`;
export const HMAC_SHA256 = `${MORE}hmac-sha256`;

export const SHA1 = `${DS}sha1`;
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const SHA384 = `${MORE}sha384`;
export const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';
export const MD5 = `${MORE}md5`;

const HASHES: Readonly<Record<string, string>> = {
  [SHA1]: 'sha1',
  [SHA256]: 'sha256',
  [SHA384]: 'sha384',
  [SHA512]: 'sha512',
  [MD5]: 'md5',
};

type Signer = (data: Buffer, key: string) => Buffer;

// Parsing a PEM takes three times as long as signing with what it holds.
const parsed = new Map<string, KeyObject>();
function keyOf(pem: string): KeyObject {
  const key = parsed.get(pem) ?? createPrivateKey(pem);
  parsed.set(pem, key);
  return key;
}

const rsa =
  (hash: string): Signer =>
  (data, key) =>
    cryptoSign(hash, data, keyOf(key));
const pss =
  (hash: string): Signer =>
  (data, key) =>
    cryptoSign(hash, data, {
      key: keyOf(key),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    });
const rAndS =
  (hash: string): Signer =>
  (data, key) =>
    cryptoSign(hash, data, { key: keyOf(key), dsaEncoding: 'ieee-p1363' });
const hmac =
  (hash: string): Signer =>
  (data, key) =>
    createHmac(hash, key).update(data).digest();

/** Every signature method a test signs with, the refused ones too. */
export const SIGNERS: Readonly<Record<string, Signer>> = {
  [RSA_SHA1]: rsa('sha1'),
  [RSA_SHA256]: rsa('sha256'),
  [RSA_SHA384]: rsa('sha384'),
  [RSA_SHA512]: rsa('sha512'),
  [RSA_MD5]: rsa('md5'),
  [PSS_SHA256]: pss('sha256'),
  [PSS_SHA384]: pss('sha384'),
  [PSS_SHA512]: pss('sha512'),
  [ECDSA_SHA1]: rAndS('sha1'),
  [ECDSA_SHA256]: rAndS('sha256'),
  [ECDSA_SHA384]: rAndS('sha384'),
  [ECDSA_SHA512]: rAndS('sha512'),
  [DSA_SHA1]: rAndS('sha1'),
  [DSA_SHA256]: rAndS('sha256'),
  [HMAC_SHA1]: hmac('sha1'),
  [HMAC_SHA256]: hmac('sha256'),
};

/** Base64 of the digest; an algorithm that no test knows falls back to SHA-256, so that only its name is wrong. */
export function digestOf(algorithm: string, text: string): string {
  return createHash(HASHES[algorithm] ?? 'sha256')
    .update(text)
    .digest('base64');
}

/** Base64 of the signature; a method that no test knows falls back to RSA-SHA-256. */
export function signatureOf(method: string, text: string, key: string): string {
  const signer = (Object.hasOwn(SIGNERS, method) ? SIGNERS[method] : undefined) ?? rsa('sha256');
  return signer(Buffer.from(text), key).toString('base64');
}
