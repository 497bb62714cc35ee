import { createPrivateKey } from 'node:crypto';
import { verifyMessage } from '../../src/trust';
import { decrypt, readCiphertext } from '../../src/trust/decryption';
import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { CERTS } from '../support/certs';
import { codeOf } from '../support/codes';
import { ASSERTION2, ASSERTION_ID2, PROTOCOL2, saml2Assertion, saml2Response, signSaml2 } from '../support/saml2';
import { encryptedAssertion, type AssertionEncryption } from '../support/saml2/encrypt';
import * as e from '../support/saml2/encryption-methods';
import { signByHand, SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { SHA384, SHA512 } from '../support/xmldsig/methods';
import {
  assertionOf,
  certificates,
  encrypt,
  keysOf,
  NEXT,
  NOT_OURS,
  open,
  OPTIONS,
  OURS,
  SIGNED,
  verify,
} from './encrypted-messages';

describe('what is covered', () => {
  test('the assertion', () => {
    const { assertion, coverage, encrypted } = verify(encrypt());
    expect([assertion.attribute('ID'), coverage, encrypted]).toEqual([ASSERTION_ID2, 'assertion', true]);
  });

  test('the Response, by its signature over the ciphertext', () => {
    const xml = signSaml2(encrypt({}, saml2Response()), { what: 'response' });
    expect(verify(xml)).toMatchObject({ coverage: 'response', encrypted: true });
  });

  test('both', () => {
    expect(verify(signSaml2(encrypt(), { what: 'response' }))).toMatchObject({ coverage: 'both', encrypted: true });
  });

  test('an assertion that is not encrypted is read as before', () => {
    expect(verify(SIGNED)).toMatchObject({ coverage: 'assertion', encrypted: false });
    expect(verify(saml2Response())).toMatchObject({ coverage: 'none', encrypted: false });
  });

  test('the message is not changed, and says the same a second time', () => {
    const message = open(encrypt());
    const once = verifyMessage(message, { certificates }, OPTIONS);
    const parent = once.assertion.parent;
    expect(parent?.elements.map(({ local }) => local)).toEqual(['EncryptedData']);
    expect(verifyMessage(message, { certificates }, OPTIONS)).toEqual(once);
  });
});

describe('keys', () => {
  test.each([
    ['the only one', OURS, [OURS]],
    ['the first', OURS, [OURS, NEXT]],
    ['the second', OURS, [NEXT, OURS]],
    ['the last, of another size', NEXT, [OURS, NOT_OURS, NEXT]],
    ['one beside a key that is not RSA', OURS, [CERTS.ec256, OURS]],
  ])('%s', (_, { cert: certificate }, certs) => {
    for (const mgf of [e.MGF1_SHA1, e.MGF1_SHA256]) {
      const xml = encrypt({ certificate, mgf });
      expect(verify(xml, { ...OPTIONS, keys: keysOf(...certs) }).coverage).toBe('assertion');
    }
  });

  test('none', () => {
    for (const keys of [[], keysOf(NEXT), keysOf(NEXT, NOT_OURS), keysOf(CERTS.ec256)]) {
      expect(codeOf(() => verify(encrypt(), { ...OPTIONS, keys }))).toBe('decryption_failed');
    }
  });

  // RFC 8017 section 7.1.2, step 1b: the length is judged before the number.
  test('one that begins with zero is not opened without its zero', () => {
    let short: Buffer | undefined;
    const wrapped = (usual: Buffer) => {
      if (usual[0] === 0) short = usual.subarray(1);
      return short ?? usual;
    };
    let xml = '';
    while (short === undefined) xml = encrypt({ wrapped });
    expect(codeOf(() => verify(xml))).toBe('decryption_failed');
  });

  // One cost class: nothing is saved where a key opens early, and nothing where none does.
  test('every key is tried, also when the first one opens', () => {
    const tried: number[] = [];
    const keys = [OURS, NEXT, NEXT].map(({ key }) => createPrivateKey(key));
    const watched = new Proxy(keys, {
      get: (target, name): unknown => {
        if (typeof name === 'string' && /^\d$/.test(name)) tried.push(Number(name));
        return Reflect.get(target, name);
      },
    });
    expect(verify(encrypt(), { ...OPTIONS, keys: watched }).coverage).toBe('assertion');
    expect(tried).toEqual([0, 1, 2]);
  });

  test('where none opens, a random session key goes on, another one each time', () => {
    const ciphertext = {
      data: Buffer.alloc(16 * 1000),
      dataAlgorithm: { cipher: 'aes-256-cbc', keyBytes: 32 },
      key: Buffer.alloc(256),
      keyAlgorithm: { digest: 'sha256', mask: 'sha256' },
    } as const;
    const [one, other] = [decrypt(ciphertext, OPTIONS.keys), decrypt(ciphertext, OPTIONS.keys)];
    expect(one.fault?.got).toBe('a session key that no decryption key opens, or one of another size');
    expect(one.octets.length).toBeGreaterThan(16 * 998);
    expect(Buffer.compare(one.octets.subarray(0, 16), other.octets.subarray(0, 16))).not.toBe(0);
  });
});

describe('where the plaintext stands', () => {
  test('in its EncryptedAssertion, for the log too', () => {
    const { assertion } = verify(encrypt());
    expect(assertion.path).toBe('Response/EncryptedAssertion/Assertion');
    expect(assertion.all(ASSERTION2, 'Subject')[0]?.path).toBe('Response/EncryptedAssertion/Assertion/Subject');
  });

  // The prefix xs is declared on the EncryptedAssertion alone, and the signature keeps it by its PrefixList.
  test('with the namespaces in scope there, for names, values and signatures', () => {
    const declared = ' xmlns:xs="http://www.w3.org/2001/XMLSchema"';
    const around = saml2Response().replace(`<saml:Assertion `, `<saml:EncryptedAssertion${declared}>$&`);
    const message = around
      .replace('</saml:Assertion>', `${SIGNATURE_HERE}$&</saml:EncryptedAssertion>`)
      .replace(new RegExp(`(<saml:Assertion .*?)${declared}`), '$1')
      .replace(/(<saml:Assertion) xmlns:saml="[^"]*"/, '$1');
    const whole = signByHand(message, { signer: CERTS.idp, id: ASSERTION_ID2, prefixList: 'xs' });
    const plaintext = assertionOf(whole);
    expect(plaintext).not.toMatch(/^<saml:Assertion[^>]*xmlns:(?:xs|saml)=/);
    const encryptedAssertion = (xml: string) => xml.replace('<saml:EncryptedAssertion', `$&${declared}`);
    const { assertion, coverage } = verify(encrypt({ plaintext, encryptedAssertion }));
    expect([coverage, assertion.uri]).toEqual(['assertion', ASSERTION2]);
    expect(assertion.resolveQName('xs:string')).toBe('{http://www.w3.org/2001/XMLSchema}string');
    expect(codeOf(() => verify(encrypt({ plaintext })))).toBe('decryption_failed');
  });

  // It takes the place of the EncryptedData, which is no longer there.
  test('without those that the EncryptedData declares', () => {
    const encryptedData = (xml: string) =>
      xml.replace('<xenc:EncryptedData ', '$&xmlns="urn:other" xmlns:own="urn:own" ');
    const { assertion } = verify(encrypt({ encryptedData }));
    expect([assertion.namespaceOf(''), assertion.namespaceOf('own')]).toEqual(['', undefined]);
    const plaintext = assertionOf(SIGNED).replace('<saml:Subject>', '<own:a/>$&');
    expect(codeOf(() => verify(encrypt({ plaintext, encryptedData })))).toBe('decryption_failed');
  });
});

describe('without decryption', () => {
  test('an encrypted assertion is refused as it always was', () => {
    expect(codeOf(() => verifyMessage(open(encrypt()), { certificates }))).toBe('signed_element_misplaced');
  });
});

describe('one assertion at its place, plain or encrypted', () => {
  const one = encryptedAssertion(saml2Assertion(), { certificate: OURS.cert });
  const within = (assertion: string) => saml2Response({ assertion });
  test.each([
    ['none', within(''), 'assertion_count'],
    ['two encrypted', within(one + one.replace('_data', '_data2')), 'assertion_count'],
    ['a plain one before', within(saml2Assertion() + one), 'assertion_count'],
    ['a plain one behind', within(one + saml2Assertion()), 'assertion_count'],
    [
      'a plain one in Extensions',
      saml2Response({ assertion: one, extraResponse: saml2Assertion() }),
      'assertion_count',
    ],
    [
      'an encrypted one in the Advice of a plain one',
      saml2Response({ advice: `<saml:Advice>${one}</saml:Advice>` }),
      'assertion_count',
    ],
    ['a Response in it', within(one.replace('<xenc:EncryptedData', '<samlp:Response/>$&')), 'assertion_count'],
    ['one deeper', within(`<x>${one}</x>`), 'signed_element_misplaced'],
    ['one of another namespace', within(one.replaceAll(ASSERTION2, PROTOCOL2)), 'signed_element_misplaced'],
  ])('refused: %s', (_, xml, code) => {
    expect(codeOf(() => verify(xml))).toBe(code);
  });

  test('refused: a Signature in the EncryptedAssertion', () => {
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(SIGNED)?.[0] ?? '';
    const encryptedAssertion = (xml: string) => xml.replace('</saml:EncryptedAssertion>', `${signature}$&`);
    expect(codeOf(() => verify(encrypt({ encryptedAssertion })))).toBe('signature_misplaced');
  });
});

describe('in this order', () => {
  const wrongKey = { certificate: NEXT.cert };
  const badMethod = (xml: string) => xml.replace(e.AES256_GCM, e.TRIPLE_DES);
  const badShape = (xml: string) => badMethod(xml).replace('Type=', 'Encoding="" Type=');

  test('the signature of the Response before anything is looked into', () => {
    const tampered = (xml: string) => xml.replace('</saml:EncryptedAssertion>', '\n$&');
    const xml = signSaml2(encrypt({ ...wrongKey, encryptedData: badShape }), { what: 'response' });
    expect(codeOf(() => verify(tampered(xml)))).toBe('digest_mismatch');
    const foreign = signSaml2(encrypt(wrongKey), { what: 'response', signer: CERTS.foreign });
    expect(codeOf(() => verify(foreign))).toBe('signature_invalid');
  });

  test('the shape before the algorithms, and these before any key', () => {
    expect(codeOf(() => verify(encrypt({ ...wrongKey, encryptedData: badShape })))).toBe('encryption_malformed');
    expect(codeOf(() => verify(encrypt({ ...wrongKey, encryptedData: badMethod })))).toBe('encryption_algorithm');
    expect(codeOf(() => verify(encrypt(wrongKey)))).toBe('decryption_failed');
  });
});

describe('algorithms, each of them really used', () => {
  test.each<readonly [string, Partial<AssertionEncryption>]>([
    ['RSA 1.5', { key: e.RSA_15 }],
    ['3DES', { data: e.TRIPLE_DES }],
    ['AES-192-CBC', { data: e.AES192_CBC }],
    ['AES-192-GCM', { data: e.AES192_GCM }],
    ['a digest of a wrong name', { digest: e.WRONG_SHA256 }],
    ['SHA-224', { digest: e.SHA224 }],
    ['MGF1 with SHA-224', { mgf: e.MGF1_SHA224 }],
    ['an unknown MGF', { mgf: 'urn:mgf' }],
    ['an MGF beside rsa-oaep-mgf1p', { key: e.OAEP_MGF1P, mgf: e.MGF1_SHA1 }],
    ['OAEPparams', { label: Buffer.from('label') }],
    ['RSA 1.5 together with AES-CBC', { key: e.RSA_15, data: e.AES256_CBC }],
  ])('refused: %s', (_, options) => {
    expect(codeOf(() => verify(encrypt(options)))).toBe('encryption_algorithm');
  });

  test('AES-CBC where it is not allowed', () => {
    for (const data of [e.AES128_CBC, e.AES256_CBC]) {
      expect(verify(encrypt({ data })).coverage).toBe('assertion');
      expect(codeOf(() => verify(encrypt({ data }), { ...OPTIONS, allowCbc: false }))).toBe('encryption_algorithm');
    }
    expect(verify(encrypt(), { ...OPTIONS, allowCbc: false }).coverage).toBe('assertion');
  });

  test.each([
    ['GCM without room for IV and tag', e.AES256_GCM, (octets: Buffer) => octets.subarray(0, 27)],
    ['CBC of an IV alone', e.AES256_CBC, (octets: Buffer) => octets.subarray(0, 16)],
    ['CBC of a block and a half', e.AES256_CBC, (octets: Buffer) => octets.subarray(0, 40)],
  ])('refused by its length: %s', (_, data, cipher) => {
    expect(codeOf(() => verify(encrypt({ data, cipher })))).toBe('encryption_malformed');
  });
});

describe('what comes out is what went in', () => {
  const decrypted = (text: string, options: Partial<AssertionEncryption>) => {
    const xml = encryptedAssertion(text, { certificate: OURS.cert, ...options });
    const { root, elements } = readXml(Buffer.from(xml), SOAP_MESSAGE);
    return decrypt(readCiphertext(root, elements, OPTIONS), keysOf(OURS));
  };

  test('with a padding of each length', () => {
    for (let length = 1; length <= 17; length++) {
      const text = 'x'.repeat(length);
      const { octets, fault } = decrypted(text, { data: e.AES256_CBC });
      expect([octets.toString(), fault]).toEqual([text, undefined]);
    }
  });

  test.each([
    [SHA384, e.MGF1_SHA384],
    [SHA512, e.MGF1_SHA512],
    [SHA512, e.MGF1_SHA1],
  ])('under the digest %s and the mask %s', (digest, mgf) => {
    const { octets, fault } = decrypted('text', { digest, mgf });
    expect([octets.toString(), fault]).toEqual(['text', undefined]);
  });
});
