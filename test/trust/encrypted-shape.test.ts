import { readEncrypted } from '../../src/trust/encrypted-shape';
import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { CERTS } from '../support/certs';
import { codeOf } from '../support/codes';
import { encryptedAssertion, type Encryption } from '../support/saml2/encrypt';
import { AES256_GCM, OAEP_11, XENC, XENC11 } from '../support/saml2/encryption-methods';
import { DS } from '../support/xmldsig/methods';

const write = (options: Partial<Encryption> = {}) =>
  encryptedAssertion('<a/>', { certificate: CERTS.tlsClient.cert, ...options });
const read = (xml: string) => {
  const { root, elements } = readXml(Buffer.from(xml), SOAP_MESSAGE);
  const assertion = elements.find(({ local }) => local === 'EncryptedAssertion');
  return readEncrypted(assertion ?? root, elements);
};

describe('the one shape', () => {
  test('methods and octets, of a key inside and of one beside', () => {
    for (const keyPlace of ['inside', 'beside'] as const) {
      const { dataMethod, data, keyMethod, key } = read(write({ keyPlace }));
      expect([dataMethod.attribute('Algorithm'), keyMethod.attribute('Algorithm')]).toEqual([AES256_GCM, OAEP_11]);
      expect([data.length, key.length]).toEqual([12 + 4 + 16, 256]);
    }
  });

  test.each<readonly [string, Partial<Encryption>]>([
    ['no Type', { encryptedData: (xml) => xml.replace(/ Type="[^"]*"/, '') }],
    ['a MimeType', { encryptedData: (xml) => xml.replace(' Type=', ' MimeType="text/xml" Type=') }],
    [
      'a Recipient',
      { encryptedKey: (xml) => xml.replace('<xenc:EncryptedKey ', '$&Recipient="https://app.example" ') },
    ],
    [
      'a KeyInfo of the key, which is not used',
      {
        encryptedKey: (xml) =>
          xml.replace(
            '</xenc:EncryptionMethod>',
            `$&<ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509SerialNumber>1</ds:X509SerialNumber></ds:X509Data></ds:KeyInfo>`,
          ),
      },
    ],
    [
      'what the key is for',
      {
        encryptedKey: (xml) =>
          xml.replace(
            '</xenc:EncryptedKey>',
            '<xenc:ReferenceList><xenc:DataReference URI="#_data"/></xenc:ReferenceList><xenc:CarriedKeyName>k</xenc:CarriedKeyName>$&',
          ),
      },
    ],
    [
      'a key beside, called by its name',
      {
        keyPlace: 'beside',
        encryptedData: (xml) =>
          xml.replace(
            '</xenc:EncryptionMethod>',
            `$&<ds:KeyInfo xmlns:ds="${DS}"><ds:KeyName>k</ds:KeyName></ds:KeyInfo>`,
          ),
      },
    ],
    ['white space between', { encryptedAssertion: (xml) => xml.replaceAll('><', '>\n  <') }],
    ['line ends in the base64', { encryptedAssertion: (xml) => xml.replaceAll(/<xenc:CipherValue>.{8}/g, '$&\r\n') }],
    ['other prefixes', { encryptedAssertion: (xml) => xml.replaceAll(/\bxenc\b/g, 'e') }],
  ])('read: %s', (_, options) => {
    expect(read(write(options)).data).toHaveLength(32);
  });
});

describe('refused', () => {
  const inData = (change: (xml: string) => string): Partial<Encryption> => ({ encryptedData: change });
  const inKey = (change: (xml: string) => string): Partial<Encryption> => ({ encryptedKey: change });
  const whole = (change: (xml: string) => string): Partial<Encryption> => ({ encryptedAssertion: change });
  const beside = (change: (xml: string) => string): Partial<Encryption> => ({ ...whole(change), keyPlace: 'beside' });
  const KEY = /<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/s;
  const DATA = /<xenc:EncryptedData .*<\/xenc:EncryptedData>/s;
  const KEY_INFO = /<ds:KeyInfo .*<\/ds:KeyInfo>/s;
  const METHOD = '</xenc:EncryptionMethod>';
  const CIPHER_DATA = /<xenc:CipherData>.*?<\/xenc:CipherData>/s;
  const reference = `<xenc:CipherReference URI="https://attacker.example/"/>`;
  const retrieval = `<ds:RetrievalMethod xmlns:ds="${DS}" Type="${XENC}EncryptedKey" URI="#_key"/>`;
  const keyInfo = (content: string) => `<ds:KeyInfo xmlns:ds="${DS}">${content}</ds:KeyInfo>`;

  test.each<readonly [string, Partial<Encryption>]>([
    ['nothing in it', whole((xml) => xml.replace(DATA, ''))],
    ['something else in it', whole((xml) => xml.replace(DATA, '<a/>'))],
    ['two EncryptedData', whole((xml) => xml.replace(DATA, '$&$&').replace('"_data"', '"_data2"'))],
    ['two EncryptedKeys inside', inKey((xml) => xml + xml)],
    ['two EncryptedKeys beside', beside((xml) => xml.replace(KEY, '$&$&'))],
    [
      'one inside and one beside',
      whole((xml) => xml.replace('</saml:Enc', () => `${KEY.exec(xml)?.[0] ?? ''}</saml:Enc`)),
    ],
    [
      'an EncryptedKey before the EncryptedData',
      beside((xml) => xml.replace(/(<xenc:EncryptedData.*<\/xenc:EncryptedData>)(.*)(<\/saml)/s, '$2$1$3')),
    ],
    ['no EncryptedKey', whole((xml) => xml.replace(KEY, ''))],
    [
      'an EncryptedKey elsewhere in the message',
      whole((xml) => `<r>${xml.replace(KEY, '')}${KEY.exec(xml)?.[0] ?? ''}</r>`),
    ],
    ['another EncryptedData in the message', whole((xml) => `<r>${xml}<EncryptedData/></r>`)],
    ['another EncryptedKey in the message', whole((xml) => `<r>${xml}<EncryptedKey/></r>`)],
    ['nothing in EncryptedData', inData((xml) => xml.replace(/(<xenc:EncryptedData[^>]*>).*(<\/xenc:Enc)/s, '$1$2'))],
    ['nothing in EncryptedKey', inKey((xml) => xml.replace(/(<xenc:EncryptedKey[^>]*>).*(<\/xenc:Enc)/s, '$1$2'))],
    [
      'an EncryptedKey in the EncryptionMethod, and no KeyInfo',
      whole((xml) => {
        const [key = ''] = KEY.exec(xml) ?? [];
        return xml.replace(KEY_INFO, '').replace('></xenc:EncryptionMethod>', () => `>${key}</xenc:EncryptionMethod>`);
      }),
    ],
    ['no KeyInfo', whole((xml) => xml.replace(KEY_INFO, ''))],
    ['two KeyInfo', whole((xml) => xml.replace(KEY_INFO, `$&${keyInfo('')}`))],
    ['an EncryptedKey deeper in KeyInfo', inKey((xml) => `<a>${xml}</a>`)],
    [
      'an EncryptedKey of another namespace',
      inKey((xml) => `<EncryptedKey xmlns="urn:x">${xml.replace(/<\/?xenc:EncryptedKey[^>]*>/g, '')}</EncryptedKey>`),
    ],
    [
      'an EncryptedData of another namespace',
      whole((xml) => xml.replaceAll('xenc:EncryptedData', 'saml:EncryptedData')),
    ],
    ['RetrievalMethod for the key', inKey((xml) => xml + retrieval)],
    [
      'RetrievalMethod to the key beside',
      { keyPlace: 'beside', encryptedData: (xml) => xml.replace(METHOD, `$&${keyInfo(retrieval)}`) },
    ],
    ['RetrievalMethod in the EncryptedKey', inKey((xml) => xml.replace(METHOD, `$&${keyInfo(retrieval)}`))],
    [
      'RetrievalMethod beside a KeyName in the EncryptedKey',
      inKey((xml) => xml.replace(METHOD, `$&${keyInfo(`<ds:KeyName>k</ds:KeyName>${retrieval}`)}`)),
    ],
    ['another element for EncryptionMethod', inKey((xml) => xml.replaceAll('xenc:EncryptionMethod', 'xenc:Method'))],
    ['nothing in CipherData', inKey((xml) => xml.replace(CIPHER_DATA, '<xenc:CipherData/>'))],
    [
      'KeyInfoReference in the EncryptedKey',
      inKey((xml) =>
        xml.replace(
          METHOD,
          `$&${keyInfo('<x:KeyInfoReference xmlns:x="http://www.w3.org/2009/xmldsig11#" URI="#_key"/>')}`,
        ),
      ),
    ],
    [
      'AgreementMethod',
      inKey((xml) => xml.replace(METHOD, `$&${keyInfo(`<xenc:AgreementMethod Algorithm="${XENC11}ECDH-ES"/>`)}`)),
    ],
    ['DerivedKey', inKey((xml) => xml.replace(METHOD, `$&${keyInfo(`<x:DerivedKey xmlns:x="${XENC11}"/>`)}`))],
    [
      'CipherReference for the data',
      inData((xml) =>
        xml.replace(
          /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?=<\/xenc:CipherData><\/xenc:EncryptedData>)/,
          reference,
        ),
      ),
    ],
    ['CipherReference for the key', inKey((xml) => xml.replace(/<xenc:CipherValue>.*<\/xenc:CipherValue>/, reference))],
    ['CipherReference beside a CipherValue', inKey((xml) => xml.replace('</xenc:CipherData>', `${reference}$&`))],
    ['two CipherValues', inKey((xml) => xml.replace(/<xenc:CipherValue>.*<\/xenc:CipherValue>/, '$&$&'))],
    ['an element in a CipherValue', inKey((xml) => xml.replace('<xenc:CipherValue>', '$&<a/>'))],
    ['no CipherData', inKey((xml) => xml.replace(CIPHER_DATA, ''))],
    ['another element for CipherData', inKey((xml) => xml.replaceAll('xenc:CipherData', 'xenc:Data'))],
    [
      'CipherData of another namespace',
      inData((xml) =>
        xml.replaceAll('xenc:CipherData', 'ds:CipherData').replace('<xenc:EncryptedData', `$& xmlns:ds="${DS}"`),
      ),
    ],
    ['two CipherData', inKey((xml) => xml.replace(CIPHER_DATA, '$&$&'))],
    [
      'CipherData before the method',
      inKey((xml) =>
        xml.replace(/(<xenc:EncryptionMethod.*<\/xenc:EncryptionMethod>)(.*)(<\/xenc:EncryptedKey>)/s, '$2$1$3'),
      ),
    ],
    [
      'no EncryptionMethod of the data',
      inData((xml) => xml.replace(/<xenc:EncryptionMethod Algorithm="[^"]*"><\/xenc:EncryptionMethod>/, '')),
    ],
    [
      'no EncryptionMethod of the key',
      inKey((xml) => xml.replace(/<xenc:EncryptionMethod.*<\/xenc:EncryptionMethod>/, '')),
    ],
    ['EncryptionProperties', inData((xml) => xml.replace('</xenc:EncryptedData>', '<xenc:EncryptionProperties/>$&'))],
    [
      'CarriedKeyName before ReferenceList',
      inKey((xml) => xml.replace('</xenc:EncryptedKey>', '<xenc:CarriedKeyName/><xenc:ReferenceList/>$&')),
    ],
    ['ReferenceList of another namespace', inKey((xml) => xml.replace('</xenc:EncryptedKey>', '<ReferenceList/>$&'))],
    ['Type Content', inData((xml) => xml.replace(`${XENC}Element`, `${XENC}Content`))],
    ['another Type', inData((xml) => xml.replace(`${XENC}Element`, 'http://www.w3.org/2009/xmlenc11#EXI'))],
    [
      'an Encoding',
      inData((xml) => xml.replace(' Type=', ' Encoding="http://www.w3.org/2000/09/xmldsig#base64" Type=')),
    ],
    ['text in EncryptedAssertion', whole((xml) => xml.replace('<xenc:EncryptedData', 'x$&'))],
    ['text in EncryptedData', inData((xml) => xml.replace('<xenc:EncryptionMethod', 'x$&'))],
    ['text in KeyInfo', inKey((xml) => `x${xml}`)],
    ['text in EncryptedKey', inKey((xml) => xml.replace('<xenc:CipherData', 'x$&'))],
    ['text in CipherData', inKey((xml) => xml.replace('<xenc:CipherValue', 'x$&'))],
  ])('%s', (_, options) => {
    const { keyPlace = 'inside' } = options;
    const xml = write(options);
    const withoutValues = (text: string) => text.replaceAll(/CipherValue>[^<]*/g, '');
    expect(withoutValues(xml)).not.toBe(withoutValues(write({ keyPlace })));
    expect(codeOf(() => read(xml))).toBe('encryption_malformed');
  });

  test.each([
    ['base64 without padding', (value: string) => value.replace(/=+$/, ''), 'base64_invalid'],
    ['the URL alphabet', () => '_-_-', 'base64_invalid'],
    ['nothing', () => '', 'base64_invalid'],
    ['a key of more than 4 KiB', () => 'AAAA'.repeat(1367), 'message_too_large'],
  ])('a CipherValue of %s', (_, change, code) => {
    const xml = write({
      encryptedKey: (key) =>
        key.replace(/(<xenc:CipherValue>)([^<]*)/, (__, tag: string, value: string) => tag + change(value)),
    });
    expect(codeOf(() => read(xml))).toBe(code);
  });
});
