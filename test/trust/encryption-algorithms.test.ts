import { dataAlgorithm, keyAlgorithm } from '../../src/trust/encryption-algorithms';
import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { codeOf } from '../support/codes';
import * as e from '../support/saml2/encryption-methods';
import { DS, MD5, SHA1, SHA256, SHA384, SHA512 } from '../support/xmldsig/methods';

const method = (uri: string | null, content = '') =>
  readXml(
    Buffer.from(
      `<m xmlns="${e.XENC}" xmlns:ds="${DS}" xmlns:x="${e.XENC11}"${uri === null ? '' : ` Algorithm="${uri}"`}>${content}</m>`,
    ),
    SOAP_MESSAGE,
  ).root;
const digest = (uri: string) => `<ds:DigestMethod Algorithm="${uri}"/>`;
const mgf = (uri: string) => `<x:MGF Algorithm="${uri}"/>`;

describe('data', () => {
  test('AES-GCM always, AES-CBC where it is allowed', () => {
    expect(dataAlgorithm(method(e.AES128_GCM), false)).toEqual({ cipher: 'aes-128-gcm', keyBytes: 16 });
    expect(dataAlgorithm(method(e.AES256_GCM), true)).toEqual({ cipher: 'aes-256-gcm', keyBytes: 32 });
    expect(dataAlgorithm(method(e.AES128_CBC), true)).toEqual({ cipher: 'aes-128-cbc', keyBytes: 16 });
    expect(dataAlgorithm(method(e.AES256_CBC), true)).toEqual({ cipher: 'aes-256-cbc', keyBytes: 32 });
    expect(codeOf(() => dataAlgorithm(method(e.AES128_CBC), false))).toBe('encryption_algorithm');
    expect(codeOf(() => dataAlgorithm(method(e.AES256_CBC), false))).toBe('encryption_algorithm');
  });

  test('a KeySize that is the one of the method', () => {
    expect(dataAlgorithm(method(e.AES256_GCM, '<KeySize> 256\n</KeySize>'), false).keyBytes).toBe(32);
  });

  test.each([
    ['3DES', e.TRIPLE_DES, ''],
    ['AES-192-CBC', e.AES192_CBC, ''],
    ['AES-192-GCM', e.AES192_GCM, ''],
    ['Camellia', 'http://www.w3.org/2001/04/xmldsig-more#camellia256-cbc', ''],
    ['a key transport', e.OAEP_11, ''],
    ['a key wrap', `${e.XENC}kw-aes256`, ''],
    ['the name of an object property', 'constructor', ''],
    ['white space around', ` ${e.AES256_GCM}`, ''],
    ['the namespace of CBC with GCM', `${e.XENC}aes256-gcm`, ''],
    ['an empty name', '', ''],
    ['no name', null, ''],
    ['another KeySize', e.AES256_GCM, '<KeySize>128</KeySize>'],
    ['an empty KeySize', e.AES256_GCM, '<KeySize/>'],
    ['a KeySize with an element', e.AES256_GCM, '<KeySize>256<a/></KeySize>'],
    ['two KeySize', e.AES256_GCM, '<KeySize>256</KeySize><KeySize>256</KeySize>'],
    ['KeySize of another namespace', e.AES256_GCM, '<ds:KeySize>256</ds:KeySize>'],
    ['a parameter of OAEP', e.AES256_GCM, digest(SHA256)],
    ['text', e.AES256_GCM, 'x'],
  ])('refused: %s', (_, uri, content) => {
    expect(codeOf(() => dataAlgorithm(method(uri, content), true))).toBe('encryption_algorithm');
  });
});

describe('keys', () => {
  const key = (uri: string | null, content = '') => keyAlgorithm(method(uri, content));

  test('rsa-oaep-mgf1p: the mask is always SHA-1', () => {
    expect(key(e.OAEP_MGF1P)).toEqual({ digest: 'sha1', mask: 'sha1' });
    expect(key(e.OAEP_MGF1P, digest(SHA1))).toEqual({ digest: 'sha1', mask: 'sha1' });
    expect(key(e.OAEP_MGF1P, digest(SHA256))).toEqual({ digest: 'sha256', mask: 'sha1' });
    expect(key(e.OAEP_MGF1P, digest(SHA512))).toEqual({ digest: 'sha512', mask: 'sha1' });
  });

  test('rsa-oaep: each part that is left out is SHA-1', () => {
    expect(key(e.OAEP_11)).toEqual({ digest: 'sha1', mask: 'sha1' });
    expect(key(e.OAEP_11, digest(SHA256))).toEqual({ digest: 'sha256', mask: 'sha1' });
    expect(key(e.OAEP_11, mgf(e.MGF1_SHA1))).toEqual({ digest: 'sha1', mask: 'sha1' });
    expect(key(e.OAEP_11, mgf(e.MGF1_SHA256))).toEqual({ digest: 'sha1', mask: 'sha256' });
    expect(key(e.OAEP_11, mgf(e.MGF1_SHA512) + digest(SHA256))).toEqual({ digest: 'sha256', mask: 'sha512' });
    expect(key(e.OAEP_11, digest(SHA384) + mgf(e.MGF1_SHA384))).toEqual({ digest: 'sha384', mask: 'sha384' });
    expect(key(e.OAEP_11, digest(e.SHA384_XENC) + mgf(e.MGF1_SHA384))).toEqual({ digest: 'sha384', mask: 'sha384' });
  });

  test.each([
    ['RSA 1.5', e.RSA_15, ''],
    ['AES key wrap', `${e.XENC}kw-aes256`, ''],
    ['key agreement', `${e.XENC11}ECDH-ES`, ''],
    ['another namespace', `${e.XENC}rsa-oaep`, ''],
    ['the name of an object property', 'toString', ''],
    ['no name', null, ''],
    ['an unknown digest', e.OAEP_11, digest('urn:digest')],
    ['MD5', e.OAEP_MGF1P, digest(MD5)],
    ['SHA-224', e.OAEP_11, digest(e.SHA224)],
    ['a wrong name of SHA-256', e.OAEP_11, digest(e.WRONG_SHA256)],
    ['a wrong name of SHA-512', e.OAEP_MGF1P, digest(e.WRONG_SHA512)],
    ['a digest without a name', e.OAEP_11, '<ds:DigestMethod/>'],
    ['a digest with parameters', e.OAEP_11, `<ds:DigestMethod Algorithm="${SHA256}"><a/></ds:DigestMethod>`],
    ['a digest with text', e.OAEP_11, `<ds:DigestMethod Algorithm="${SHA256}">x</ds:DigestMethod>`],
    ['a digest of another namespace', e.OAEP_11, `<DigestMethod Algorithm="${SHA256}"/>`],
    ['another method in the namespace of digests', e.OAEP_11, `<ds:SignatureMethod Algorithm="${SHA256}"/>`],
    ['two digests', e.OAEP_11, digest(SHA256) + digest(SHA256)],
    ['an unknown MGF', e.OAEP_11, mgf('urn:mgf')],
    ['MGF1 with SHA-224', e.OAEP_11, mgf(e.MGF1_SHA224)],
    ['the wrong name of MGF1', e.OAEP_11, mgf(`${e.XENC}MGF1withSHA1`)],
    ['an MGF without a name', e.OAEP_11, '<x:MGF/>'],
    ['two MGFs', e.OAEP_11, mgf(e.MGF1_SHA1) + mgf(e.MGF1_SHA1)],
    ['an MGF of another namespace', e.OAEP_11, `<MGF Algorithm="${e.MGF1_SHA1}"/>`],
    ['rsa-oaep-mgf1p with an MGF', e.OAEP_MGF1P, mgf(e.MGF1_SHA1)],
    ['OAEPparams', e.OAEP_11, '<OAEPparams>9lWu3Q==</OAEPparams>'],
    ['empty OAEPparams', e.OAEP_MGF1P, '<OAEPparams/>'],
    ['SHA-384 with another mask', e.OAEP_11, digest(SHA384) + mgf(e.MGF1_SHA256)],
    ['SHA-384 with rsa-oaep-mgf1p', e.OAEP_MGF1P, digest(SHA384)],
    ['KeySize', e.OAEP_11, '<KeySize>2048</KeySize>'],
    ['something else', e.OAEP_11, '<a/>'],
    ['text', e.OAEP_11, 'x'],
  ])('refused: %s', (_, uri, content) => {
    expect(codeOf(() => key(uri, content))).toBe('encryption_algorithm');
  });
});
