import { createPrivateKey, privateDecrypt } from 'node:crypto';
import { decrypt, decryptKeyInfo } from 'xml-encryption';
import { unwrapKey } from '../../src/trust/unwrap-key';
import { CERTS } from '../support/certs';
import { encryptedAssertion, type Encryption } from '../support/saml2/encrypt';
import * as e from '../support/saml2/encryption-methods';
import { SHA256, SHA384 } from '../support/xmldsig/methods';

// What docs/trust.md says of xml-encryption 6, so that a new version which does otherwise is noticed.
const options = {
  key: CERTS.tlsClient.key,
  disallowDecryptionWithInsecureAlgorithm: false,
  warnInsecureAlgorithm: false,
};
const sessionKey = Buffer.alloc(32, 7);
const write = (said: Partial<Encryption> = {}, plaintext: string | Buffer = '<a/>') =>
  encryptedAssertion(plaintext, { certificate: CERTS.tlsClient.cert, sessionKey, ...said });
const outcome = (xml: string) => {
  const said: unknown[] = [];
  decrypt(xml, options, (error, text) => said.push(error?.message ?? text));
  return said;
};

describe('why xml-encryption is not handed the message', () => {
  test('a digest it does not know becomes SHA-1, of SHA-384 too', () => {
    const named = (digest: string) => (xml: string) =>
      xml.replace(/(DigestMethod[^>]* Algorithm=")[^"]*/, `$1${digest}`);
    const sha1 = { digest: null, mgf: e.MGF1_SHA256 };
    const withDigest = { ...sha1, digest: 'http://www.w3.org/2000/09/xmldsig#sha1' };
    expect(decryptKeyInfo(write({ ...withDigest, encryptedKey: named('urn:unknown') }), options)).toEqual(sessionKey);
    expect(decryptKeyInfo(write({ ...withDigest, encryptedKey: named(SHA384) }), options)).toEqual(sessionKey);
  });

  test('names that no specification has are taken for SHA-256', () => {
    expect(decryptKeyInfo(write({ digest: e.WRONG_SHA256 }), options)).toEqual(sessionKey);
  });

  test('octets that are no UTF-8 are replaced, and nobody is told', () => {
    expect(outcome(write({}, Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e])))).toEqual(['<a\ufffd/>']);
  });

  test('what is no base64 is passed over', () => {
    const lax = (xml: string) => xml.replaceAll('<xenc:CipherValue>', '$& !');
    expect(outcome(write({ encryptedAssertion: lax }))).toEqual(['<a/>']);
  });

  test('a bad padding is an error by accident', () => {
    const bad = { data: e.AES256_CBC, padding: Buffer.alloc(12, 99) };
    expect(outcome(write(bad))).toEqual(['callback is not defined']);
  });

  test('what lets AES-CBC in lets 3DES in', () => {
    const tripleDes = write({ data: e.TRIPLE_DES, sessionKey: Buffer.alloc(24, 7) });
    expect(outcome(tripleDes)).toEqual(['<a/>']);
  });

  test('it takes no KeyObject where digest and mask differ', () => {
    const split = write({ digest: SHA256, mgf: e.MGF1_SHA1 });
    const key = createPrivateKey(CERTS.tlsClient.key) as unknown as string;
    expect(() => decryptKeyInfo(split, { ...options, key })).toThrow('The "key" argument');
  });
});

describe('why it is handed some keys', () => {
  test('node:crypto cannot tell the digest from the mask', () => {
    let wrapped: Buffer = Buffer.alloc(0);
    write({ digest: SHA256, mgf: e.MGF1_SHA1, wrapped: (octets) => (wrapped = octets) });
    const key = createPrivateKey(CERTS.tlsClient.key);
    for (const oaepHash of ['sha1', 'sha256']) {
      expect(() => privateDecrypt({ key, oaepHash }, wrapped)).toThrow();
    }
    expect(unwrapKey(wrapped, { digest: 'sha256', mask: 'sha1' }, key)).toEqual(sessionKey);
  });

  test('what does not open is undefined, whoever tried', () => {
    const key = createPrivateKey(CERTS.tlsClient.key);
    for (const mask of ['sha1', 'sha256'] as const) {
      expect(unwrapKey(Buffer.alloc(256, 1), { digest: 'sha1', mask }, key)).toBeUndefined();
      expect(unwrapKey(Buffer.alloc(1), { digest: 'sha1', mask }, key)).toBeUndefined();
      expect(unwrapKey(Buffer.alloc(256, 255), { digest: 'sha1', mask }, key)).toBeUndefined();
    }
  });

  test('SHA-384 is not handed to it, as it would take SHA-1', () => {
    let wrapped: Buffer = Buffer.alloc(0);
    write({ digest: null, mgf: e.MGF1_SHA256, wrapped: (octets) => (wrapped = octets) });
    const key = createPrivateKey(CERTS.tlsClient.key);
    expect(unwrapKey(wrapped, { digest: 'sha1', mask: 'sha256' }, key)).toEqual(sessionKey);
    expect(unwrapKey(wrapped, { digest: 'sha384', mask: 'sha256' }, key)).toBeUndefined();
  });
});
