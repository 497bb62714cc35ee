import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { readSignature } from '../../src/trust/signature-shape';
import { codeOf } from '../support/codes';
import {
  C14N,
  C14N_11,
  C14N_COMMENTS,
  DS,
  ENVELOPED,
  EXC_C14N,
  EXC_C14N_COMMENTS,
  RSA_SHA256,
  SHA256,
} from '../support/xmldsig/methods';

const inclusive = (list: string) => `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${list}"/>`;
const transform = (algorithm: string, content = '') =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;

/** The parts of a Signature as a broker writes it, each of which a test may replace. */
const PARTS = {
  c14n: `<ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>`,
  method: `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/>`,
  uri: ' URI="#_1"',
  transforms: `<ds:Transforms>${transform(ENVELOPED)}${transform(EXC_C14N)}</ds:Transforms>`,
  digestMethod: `<ds:DigestMethod Algorithm="${SHA256}"/>`,
  digestValue: '<ds:DigestValue>aGVq</ds:DigestValue>',
  value: '<ds:SignatureValue>aGVq\n</ds:SignatureValue>',
  keyInfo: '<ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo>',
  afterReference: '',
  beforeSignedInfo: '',
  afterKeyInfo: '',
};
type Parts = Partial<typeof PARTS> & { readonly reference?: string };

function shape(parts: Parts) {
  const p = { ...PARTS, ...parts };
  const reference = `<ds:Reference${p.uri}>${p.transforms}${p.digestMethod}${p.digestValue}</ds:Reference>`;
  const xml =
    `<ds:Signature xmlns:ds="${DS}">${p.beforeSignedInfo}<ds:SignedInfo>${p.c14n}${p.method}` +
    `${p.reference ?? reference}${p.afterReference}</ds:SignedInfo>` +
    `${p.value}${p.keyInfo}${p.afterKeyInfo}</ds:Signature>`;
  return readSignature(readXml(Buffer.from(xml), SOAP_MESSAGE).root);
}
const second = `<ds:Reference URI="#_2">${PARTS.transforms}${PARTS.digestMethod}${PARTS.digestValue}</ds:Reference>`;
const transforms = (...each: string[]) => ({ transforms: `<ds:Transforms>${each.join('')}</ds:Transforms>` });

describe('read', () => {
  test('the shape that SAML signs', () => {
    expect(shape({})).toMatchObject({
      signatureMethod: RSA_SHA256,
      signatureValue: Buffer.from('hej'),
      referencedId: '_1',
      referencePrefixes: [],
      signedInfoPrefixes: [],
      digestMethod: SHA256,
      digestValue: Buffer.from('hej'),
    });
  });

  test.each<[string, Parts]>([
    ['without KeyInfo', { keyInfo: '' }],
    ['white space between the elements', { afterReference: '\r\n\t ', beforeSignedInfo: '\n' }],
    ['an id with every kind of character', { uri: ' URI="#Ægte_1.2-3"' }],
    ['a Type, which says nothing here', { uri: ` URI="#_1" Type="${DS}Object"` }],
  ])('%s', (_, parts) => {
    expect(shape(parts).signatureMethod).toBe(RSA_SHA256);
  });

  test('the two PrefixLists are kept apart', () => {
    const read = shape({
      c14n: `<ds:CanonicalizationMethod Algorithm="${EXC_C14N}">${inclusive('xs #default')}</ds:CanonicalizationMethod>`,
      ...transforms(transform(ENVELOPED), transform(EXC_C14N, inclusive(' xsi\n\tsamlp '))),
    });
    expect(read.signedInfoPrefixes).toEqual(['xs', '']);
    expect(read.referencePrefixes).toEqual(['xsi', 'samlp']);
  });

  test('a PrefixList that is not there is none', () => {
    const c14n = transform(EXC_C14N, `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}"/>`);
    expect(shape(transforms(transform(ENVELOPED), c14n)).referencePrefixes).toEqual([]);
  });

  test('an empty PrefixList is none', () => {
    expect(shape(transforms(transform(ENVELOPED), transform(EXC_C14N, inclusive('')))).referencePrefixes).toEqual([]);
  });
});

describe('refused', () => {
  test.each<[string, Parts, string]>([
    ['no SignedInfo', { beforeSignedInfo: PARTS.value }, 'signature_malformed'],
    ['no SignatureValue', { value: '' }, 'signature_malformed'],
    ['two SignatureValues', { value: PARTS.value + PARTS.value }, 'signature_malformed'],
    ['two KeyInfos', { keyInfo: PARTS.keyInfo + PARTS.keyInfo }, 'signature_malformed'],
    ['a second SignedInfo', { value: `<ds:SignedInfo/>${PARTS.value}` }, 'signature_malformed'],
    ['an Object', { afterKeyInfo: '<ds:Object/>' }, 'signature_malformed'],
    ['an Object in the place of KeyInfo', { keyInfo: '<ds:Object/>' }, 'signature_malformed'],
    ['KeyInfo before the value', { value: PARTS.keyInfo + PARTS.value, keyInfo: '' }, 'signature_malformed'],
    ['text beside the elements', { beforeSignedInfo: 'x' }, 'signature_malformed'],
    ['text in SignedInfo', { afterReference: 'x' }, 'signature_malformed'],
    ['a part of another namespace', { method: `<SignatureMethod Algorithm="${RSA_SHA256}"/>` }, 'signature_malformed'],
    [
      'a truncated HMAC',
      {
        method: `<ds:SignatureMethod Algorithm="${DS}hmac-sha1"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>`,
      },
      'signature_malformed',
    ],
    [
      'parameters of the digest',
      { digestMethod: `<ds:DigestMethod Algorithm="${SHA256}"><x/></ds:DigestMethod>` },
      'signature_malformed',
    ],
    [
      'text in a method',
      { method: `<ds:SignatureMethod Algorithm="${RSA_SHA256}">x</ds:SignatureMethod>` },
      'signature_malformed',
    ],
    [
      'an element in SignatureValue',
      { value: '<ds:SignatureValue>aGVq<x/></ds:SignatureValue>' },
      'signature_malformed',
    ],
    ['an element in DigestValue', { digestValue: '<ds:DigestValue>aGVq<x/></ds:DigestValue>' }, 'signature_malformed'],
    ['an empty SignatureValue', { value: '<ds:SignatureValue/>' }, 'base64_invalid'],
    ['an empty DigestValue', { digestValue: '<ds:DigestValue/>' }, 'base64_invalid'],
    ['a SignatureValue that is no base64', { value: '<ds:SignatureValue>æ</ds:SignatureValue>' }, 'base64_invalid'],
    [
      'a SignatureValue beyond any key',
      { value: `<ds:SignatureValue>${'A'.repeat(8000)}</ds:SignatureValue>` },
      'message_too_large',
    ],

    ['no Reference', { reference: '' }, 'signature_reference'],
    ['a Manifest for a Reference', { reference: '<ds:Manifest/>' }, 'signature_reference'],
    ['two References', { afterReference: second }, 'signature_reference'],
    ['no URI', { uri: '' }, 'signature_reference'],
    ['an empty URI', { uri: ' URI=""' }, 'signature_reference'],
    ['a hash alone', { uri: ' URI="#"' }, 'signature_reference'],
    ['an absolute URI', { uri: ' URI="https://broker.example/doc.xml"' }, 'signature_reference'],
    ['a relative URI', { uri: ' URI="doc.xml#_1"' }, 'signature_reference'],
    ['the XPointer of the root', { uri: ' URI="#xpointer(/)"' }, 'signature_reference'],
    ['the XPointer of an id', { uri: ` URI="#xpointer(id('_1'))"` }, 'signature_reference'],
    ['quotes', { uri: ` URI="#_1' or '1'='1"` }, 'signature_reference'],
    ['white space', { uri: ' URI="#_1 "' }, 'signature_reference'],
    ['a line feed after the id', { uri: ' URI="#_1&#10;"' }, 'signature_reference'],
    ['an escaped hash', { uri: ' URI="%23_1"' }, 'signature_reference'],
    ['an id that is no NCName', { uri: ' URI="#1"' }, 'signature_reference'],

    ['Transforms, and no DigestValue', { digestValue: '' }, 'signature_malformed'],
    ['no Transforms', { transforms: '' }, 'signature_transform'],
    ['empty Transforms', transforms(), 'signature_transform'],
    ['enveloped alone, which means inclusive c14n', transforms(transform(ENVELOPED)), 'signature_transform'],
    ['c14n alone', transforms(transform(EXC_C14N)), 'signature_transform'],
    ['the wrong order', transforms(transform(EXC_C14N), transform(ENVELOPED)), 'signature_transform'],
    ['three', transforms(transform(ENVELOPED), transform(EXC_C14N), transform(EXC_C14N)), 'signature_transform'],
    ['enveloped twice', transforms(transform(ENVELOPED), transform(ENVELOPED)), 'signature_transform'],
    [
      'XPath',
      transforms(
        transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>1</ds:XPath>'),
        transform(EXC_C14N),
      ),
      'signature_transform',
    ],
    [
      'XSLT',
      transforms(transform(ENVELOPED), transform('http://www.w3.org/TR/1999/REC-xslt-19991116')),
      'signature_transform',
    ],
    ['base64', transforms(transform(ENVELOPED), transform(`${DS}base64`)), 'signature_transform'],
    ['inclusive c14n', transforms(transform(ENVELOPED), transform(C14N)), 'signature_transform'],
    ['inclusive c14n 1.1', transforms(transform(ENVELOPED), transform(C14N_11)), 'signature_transform'],
    [
      'exclusive c14n with comments',
      transforms(transform(ENVELOPED), transform(EXC_C14N_COMMENTS)),
      'signature_transform',
    ],
    ['a transform without a name', transforms('<ds:Transform/>', transform(EXC_C14N)), 'signature_transform'],
    [
      'a transform of another namespace',
      transforms(`<Transform Algorithm="${ENVELOPED}"/>`, transform(EXC_C14N)),
      'signature_transform',
    ],
    ['parameters of enveloped', transforms(transform(ENVELOPED, '<x/>'), transform(EXC_C14N)), 'signature_transform'],
    ['text beside the transforms', transforms('x', transform(ENVELOPED), transform(EXC_C14N)), 'signature_transform'],
    ['another parameter of c14n', transforms(transform(ENVELOPED), transform(EXC_C14N, '<x/>')), 'signature_malformed'],
    [
      'two PrefixLists',
      transforms(transform(ENVELOPED), transform(EXC_C14N, inclusive('a') + inclusive('b'))),
      'signature_malformed',
    ],
    [
      'a PrefixList with content',
      transforms(
        transform(ENVELOPED),
        transform(EXC_C14N, `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="a">x</ec:InclusiveNamespaces>`),
      ),
      'signature_malformed',
    ],
    [
      'InclusiveNamespaces of another namespace',
      transforms(transform(ENVELOPED), transform(EXC_C14N, '<InclusiveNamespaces PrefixList="a"/>')),
      'signature_malformed',
    ],
    [
      '33 prefixes',
      transforms(transform(ENVELOPED), transform(EXC_C14N, inclusive('a '.repeat(33)))),
      'signature_malformed',
    ],

    [
      'SignedInfo in inclusive c14n',
      { c14n: `<ds:CanonicalizationMethod Algorithm="${C14N}"/>` },
      'signature_canonicalization',
    ],
    [
      'SignedInfo in inclusive c14n with comments',
      { c14n: `<ds:CanonicalizationMethod Algorithm="${C14N_COMMENTS}"/>` },
      'signature_canonicalization',
    ],
    [
      'SignedInfo in exclusive c14n with comments',
      { c14n: `<ds:CanonicalizationMethod Algorithm="${EXC_C14N_COMMENTS}"/>` },
      'signature_canonicalization',
    ],
    ['SignedInfo in c14n without a name', { c14n: '<ds:CanonicalizationMethod/>' }, 'signature_canonicalization'],
  ])('%s', (_, parts, code) => {
    expect(codeOf(() => shape(parts))).toBe(code);
  });

  test.each([' ', '  '])('32 prefixes are read, with %j between', (space) => {
    const list = `a${space}`.repeat(32).trim();
    expect(
      shape(transforms(transform(ENVELOPED), transform(EXC_C14N, inclusive(list)))).referencePrefixes,
    ).toHaveLength(32);
  });
});
