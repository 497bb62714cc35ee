import { sign } from 'node:crypto';
import { readTrustedCertificates } from '../../src/certificates';
import { openMessage } from '../../src/trust/message';
import { BROWSER_MESSAGE } from '../../src/trust/reader';
import { verifyMessage } from '../../src/trust/verify-message';
import type { VerifyOptions } from '../../src/trust/verify-signature';
import { SAML11_NAMES } from '../../src/protocols/saml11/names';
import { CERTS, type TestCert } from '../support/certs';
import { codeOf, errorOf } from '../support/codes';
import { saml11Response, signSaml11, type Saml11Signing } from '../support/saml11';
import * as m from '../support/xmldsig/methods';

function trusting(...certs: TestCert[]): VerifyOptions {
  const { certificates, problems } = readTrustedCertificates(
    certs.map(({ cert }) => cert),
    'idpCert',
  );
  expect(problems).toEqual([]);
  return { certificates };
}

function verify(xml: string, options: VerifyOptions = trusting(CERTS.idp)) {
  return verifyMessage(openMessage(Buffer.from(xml), SAML11_NAMES, BROWSER_MESSAGE, false), options).coverage;
}

const signed = (signing: Saml11Signing = {}) => signSaml11(saml11Response(), signing);

describe('the methods of the rules', () => {
  const rsa = [CERTS.idp, CERTS.idpNext];
  const ec = [CERTS.ec256, CERTS.ec384, CERTS.ec521];
  const rows: [string, TestCert][] = [
    ...[m.RSA_SHA256, m.RSA_SHA384, m.RSA_SHA512, m.PSS_SHA256, m.PSS_SHA384, m.PSS_SHA512].flatMap((method) =>
      rsa.map((cert): [string, TestCert] => [method, cert]),
    ),
    ...[m.ECDSA_SHA256, m.ECDSA_SHA384, m.ECDSA_SHA512].flatMap((method) =>
      ec.map((cert): [string, TestCert] => [method, cert]),
    ),
  ];
  test.each(rows)('%s by $name is verified, under another key it is not', (signatureAlgorithm, signer) => {
    const xml = signed({ signatureAlgorithm, signer });
    expect(verify(xml, trusting(signer))).toBe('assertion');
    const others = signer.name.startsWith('idp-ec')
      ? [CERTS.ec256, CERTS.ec384, CERTS.ec521].filter((other) => other !== signer)
      : [CERTS.foreign];
    for (const other of others) expect(codeOf(() => verify(xml, trusting(other)))).toBe('signature_invalid');
  });

  test.each([m.SHA256, m.SHA384, m.SHA512])('the digest %s', (digestAlgorithm) => {
    expect(verify(signed({ digestAlgorithm }))).toBe('assertion');
  });

  test('a rollover: whichever of the trusted certificates signed', () => {
    const both = trusting(CERTS.idp, CERTS.idpNext, CERTS.ec256);
    for (const signer of [CERTS.idp, CERTS.idpNext]) expect(verify(signed({ signer }), both)).toBe('assertion');
    expect(verify(signed({ signer: CERTS.ec256, signatureAlgorithm: m.ECDSA_SHA256 }), both)).toBe('assertion');
    expect(codeOf(() => verify(signed({ signer: CERTS.foreign }), both))).toBe('signature_invalid');
  });
});

describe('refused', () => {
  test.each([
    [m.HMAC_SHA1, CERTS.idp, 'signature_algorithm'],
    [m.HMAC_SHA256, CERTS.idp, 'signature_algorithm'],
    [m.RSA_MD5, CERTS.idp, 'signature_algorithm'],
    [m.DSA_SHA1, CERTS.dsa, 'signature_algorithm'],
    [m.DSA_SHA256, CERTS.dsa, 'signature_algorithm'],
    [m.RSA_SHA1, CERTS.idp, 'signature_sha1'],
    [m.ECDSA_SHA1, CERTS.ec256, 'signature_sha1'],
  ])('the method %s', (signatureAlgorithm, signer, code) => {
    expect(codeOf(() => verify(signed({ signatureAlgorithm, signer }), trusting(CERTS.idp, CERTS.ec256)))).toBe(code);
  });

  test.each([
    [m.MD5, 'digest_algorithm'],
    [m.SHA1, 'signature_sha1'],
    ['', 'digest_algorithm'],
  ])('the digest %j', (digest, code) => {
    const xml = signed().replace(`DigestMethod Algorithm="${m.SHA256}"`, `DigestMethod Algorithm="${digest}"`);
    expect(codeOf(() => verify(xml))).toBe(code);
  });

  test.each([
    ['an upper-case spelling of the method', `SignatureMethod Algorithm="${m.RSA_SHA256.toUpperCase()}"`],
    ['a padded one', `SignatureMethod Algorithm=" ${m.RSA_SHA256}"`],
    ['none', 'SignatureMethod'],
  ])('%s', (_, replacement) => {
    const xml = signed().replace(`SignatureMethod Algorithm="${m.RSA_SHA256}"`, replacement);
    expect(codeOf(() => verify(xml))).toBe('signature_algorithm');
  });

  test('a method of another kind than the trusted keys, before any key is tried', () => {
    const xml = signed({ signer: CERTS.ec256, signatureAlgorithm: m.ECDSA_SHA256 });
    expect(errorOf(() => verify(xml)).detail).toMatchObject({ got: m.ECDSA_SHA256, option: 'idpCert' });
    expect(codeOf(() => verify(xml))).toBe('signature_algorithm');
  });

  test('RSA with the wrong padding for its name', () => {
    const pss = signed({ signatureAlgorithm: m.PSS_SHA256 }).replace(m.PSS_SHA256, m.RSA_SHA256);
    expect(codeOf(() => verify(pss))).toBe('signature_invalid');
    const pkcs1 = signed({ signatureAlgorithm: m.RSA_SHA256 }).replace(m.RSA_SHA256, m.PSS_SHA256);
    expect(codeOf(() => verify(pkcs1))).toBe('signature_invalid');
  });

  const value = (replacement: string) => signed().replace(/(SignatureValue>)[^<]+/, `$1${replacement}`);
  test.each([
    ['one byte', 'AA=='],
    ['of the wrong length', Buffer.alloc(255, 1).toString('base64')],
    ['of zeros', Buffer.alloc(256).toString('base64')],
    ['of ones', Buffer.alloc(256, 255).toString('base64')],
    ['longer than any key', Buffer.alloc(4096, 1).toString('base64')],
  ])('an RSA value %s', (_, bytes) => {
    expect(codeOf(() => verify(value(bytes)))).toBe('signature_invalid');
  });

  const ecdsa = signed({ signer: CERTS.ec256, signatureAlgorithm: m.ECDSA_SHA256 });
  test.each([
    ['one byte', 'AA=='],
    ['all zero (CVE-2022-21449)', Buffer.alloc(64).toString('base64')],
    ['half of it', Buffer.alloc(32, 1).toString('base64')],
    ['one byte more', Buffer.alloc(65, 1).toString('base64')],
    ['beyond the order of the curve', Buffer.alloc(64, 255).toString('base64')],
    ['in DER, which XML Signature does not use', sign('sha256', Buffer.from('x'), CERTS.ec256.key).toString('base64')],
  ])('an ECDSA value: %s', (_, bytes) => {
    const xml = ecdsa.replace(/(SignatureValue>)[^<]+/, `$1${bytes}`);
    expect(codeOf(() => verify(xml, trusting(CERTS.ec256)))).toBe('signature_invalid');
  });

  test('a digest that is right and too short, too long, or of another algorithm', () => {
    const xml = signed();
    const digest = /DigestValue>([^<]+)</.exec(xml)?.[1] ?? '';
    const bytes = Buffer.from(digest, 'base64');
    for (const other of [bytes.subarray(0, 31), Buffer.concat([bytes, Buffer.alloc(1)]), bytes.subarray(0, 1)]) {
      expect(codeOf(() => verify(xml.replace(digest, other.toString('base64'))))).toBe('digest_mismatch');
    }
  });

  test('a Reference to another element', () => {
    const xml = signed().replace(/Reference URI="#[^"]+"/, 'Reference URI="#_7c4b1a0e3d5f4c0c9a9e6a1f2b3c4d5e"');
    expect(codeOf(() => verify(xml))).toBe('signature_reference');
  });
});

describe('dangerouslyAllowSha1', () => {
  const allowing = (cert: TestCert): VerifyOptions => ({ ...trusting(cert), dangerouslyAllowSha1: true });

  test('accepts SHA-1 in the method and in the digest', () => {
    const rsa = signed({ signatureAlgorithm: m.RSA_SHA1, digestAlgorithm: m.SHA1 });
    expect(verify(rsa, allowing(CERTS.idp))).toBe('assertion');
    const ec = signed({ signatureAlgorithm: m.ECDSA_SHA1, digestAlgorithm: m.SHA1, signer: CERTS.ec256 });
    expect(verify(ec, allowing(CERTS.ec256))).toBe('assertion');
  });

  test('accepts nothing else: HMAC, MD5, DSA, and a wrong SHA-1 signature', () => {
    for (const signatureAlgorithm of [m.HMAC_SHA1, m.RSA_MD5, m.DSA_SHA1]) {
      expect(codeOf(() => verify(signed({ signatureAlgorithm }), allowing(CERTS.idp)))).toBe('signature_algorithm');
    }
    const foreign = signed({ signatureAlgorithm: m.RSA_SHA1, signer: CERTS.foreign });
    expect(codeOf(() => verify(foreign, allowing(CERTS.idp)))).toBe('signature_invalid');
  });
});

test('an error names the trusted fingerprints and the option, and not the message', () => {
  const { detail } = errorOf(() => verify(signed({ signer: CERTS.foreign })));
  expect(detail.expected).toMatch(/^a signature by ([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(detail.option).toBe('idpCert');
});
