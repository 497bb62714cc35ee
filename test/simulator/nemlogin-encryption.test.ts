import { execFileSync } from 'node:child_process';
import { createDecipheriv, type CipherGCMTypes, type DecipherGCM } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEMLOGIN_CHOICES, type KeyEncryption, type Simulator } from '../../src/simulator';
import { codeOf } from '../support/codes';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { element, elements } from './support/message';
import { Judge } from './support/judge-nemlogin';
import { DECRYPTION_KEY, nemLogIn, SP } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { xmlsec1Decrypts, xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] } });
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
  writeFileSync(join(folder, 'key.pem'), DECRYPTION_KEY);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await simulator.close();
});
beforeEach(() => {
  simulator.nemlogin.register(SP);
  simulator.nemlogin.configure({ dataEncryption: 'aes256-gcm', keyEncryption: 'rsa-oaep-mgf1p' });
});

const message = async (): Promise<string> => (await nemLogIn(simulator, 'citizen')).message;
const base64 = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64');

/** The digest and the mask that openssl is to use: read from the message, not from the setting. */
function oaepOf(xml: string): { digest: string; mask: string } {
  const method = elements(xml, 'EncryptionMethod')[1];
  const name = (local: string): string | undefined =>
    /#(?:mgf1)?(sha\d+)$/.exec(method?.elements.find((one) => one.local === local)?.attribute('Algorithm') ?? '')?.[1];
  return { digest: name('DigestMethod') ?? 'sha1', mask: name('MGF') ?? 'sha1' };
}

/** The assertion, its key unwrapped by openssl. */
function opened(xml: string): string {
  const [wrapped, data] = elements(xml, 'CipherValue').map(({ text }) => base64(text));
  const { digest, mask } = oaepOf(xml);
  const key = execFileSync(
    'openssl',
    ['pkeyutl', '-decrypt', '-inkey', join(folder, 'key.pem')].concat(
      ['rsa_padding_mode:oaep', `rsa_oaep_md:${digest}`, `rsa_mgf1_md:${mask}`].flatMap((one) => ['-pkeyopt', one]),
    ),
    { input: wrapped },
  );
  return decrypted(elements(xml, 'EncryptionMethod')[0]?.attribute('Algorithm') ?? '', key, data ?? Buffer.alloc(0));
}

function decrypted(algorithm: string, key: Buffer, data: Buffer): string {
  const [, bits = '', mode = ''] = /#aes(\d+)-(cbc|gcm)$/.exec(algorithm) ?? [];
  expect(key.length * 8).toBe(Number(bits));
  if (mode === 'cbc') {
    const decipher = createDecipheriv(`aes-${bits}-cbc`, key, data.subarray(0, 16));
    return decipher.update(data.subarray(16), undefined, 'utf8') + decipher.final('utf8');
  }
  const name = `aes-${bits}-gcm` as CipherGCMTypes;
  const decipher: DecipherGCM = createDecipheriv(name, key, data.subarray(0, 12));
  decipher.setAuthTag(data.subarray(-16));
  return decipher.update(data.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

describe('key encryption, unwrapped by openssl', () => {
  test.each(NEMLOGIN_CHOICES.keyEncryption)('%s', async (keyEncryption) => {
    simulator.nemlogin.configure({ keyEncryption });
    const xml = await message();
    expect(nameOf(xml)).toBe(keyEncryption);
    expect(xmlsec1VerifiesSaml2(opened(xml), 'Assertion', simulator.eident.idpCert)).toBe(true);
    expect((await new Judge(simulator).logIn('citizen')).displayName).toBe('Anna Sørensen');
  });
});

/** What the message says of how its key is encrypted, as the setting spells it. */
function nameOf(xml: string): KeyEncryption {
  const uri = elements(xml, 'EncryptionMethod')[1]?.attribute('Algorithm') ?? '';
  const { digest, mask } = oaepOf(xml);
  if (uri === 'http://www.w3.org/2009/xmlenc11#rsa-oaep') return `rsa-oaep-${digest}-mgf1${mask}` as KeyEncryption;
  expect(uri).toBe('http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p');
  expect(mask).toBe('sha1');
  return (digest === 'sha1' ? 'rsa-oaep-mgf1p' : `rsa-oaep-mgf1p-${digest}`) as KeyEncryption;
}

describe('data encryption, decrypted by xmlsec1', () => {
  test.each([
    ['aes256-gcm', 'http://www.w3.org/2009/xmlenc11#aes256-gcm'],
    ['aes128-gcm', 'http://www.w3.org/2009/xmlenc11#aes128-gcm'],
    ['aes256-cbc', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'],
    ['aes128-cbc', 'http://www.w3.org/2001/04/xmlenc#aes128-cbc'],
  ] as const)('%s: %s', async (dataEncryption, uri) => {
    simulator.nemlogin.configure({ dataEncryption });
    const xml = await message();
    expect(elements(xml, 'EncryptionMethod')[0]?.attribute('Algorithm')).toBe(uri);
    const plain = xmlsec1Decrypts(xml, DECRYPTION_KEY);
    expect(xmlsec1VerifiesSaml2(plain, 'Assertion', simulator.eident.idpCert)).toBe(true);
    expect(xmlsec1VerifiesSaml2(opened(xml), 'Assertion', simulator.eident.idpCert)).toBe(true);
    expect((await new Judge(simulator).logIn('citizen')).displayName).toBe('Anna Sørensen');
  });

  test('every setting that there is', () => {
    expect(NEMLOGIN_CHOICES.dataEncryption).toHaveLength(4);
    expect(NEMLOGIN_CHOICES.keyEncryption).toHaveLength(16);
  });
});

describe('the message', () => {
  test('one EncryptedData with one EncryptedKey in it; the response is not signed', async () => {
    const xml = await message();
    expect(element(xml, 'EncryptedKey').path).toBe('Response/EncryptedAssertion/EncryptedData/KeyInfo/EncryptedKey');
    expect(elements(xml, 'Signature')).toEqual([]);
    expect(elements(xml, 'Assertion')).toEqual([]);
  });

  test('the signature of the assertion stands after its Issuer: RSA-SHA256 over exclusive c14n', async () => {
    const plain = opened(await message());
    expect(element(plain, 'Assertion').elements.map(({ local }) => local)).toEqual([
      'Issuer',
      'Signature',
      'Subject',
      'Conditions',
      'AuthnStatement',
      'AttributeStatement',
    ]);
    expect(element(plain, 'SignatureMethod').attribute('Algorithm')).toMatch(/#rsa-sha256$/);
    expect(element(plain, 'CanonicalizationMethod').attribute('Algorithm')).toMatch(/xml-exc-c14n#$/);
  });

  test('without an encryption certificate the assertion is plain', async () => {
    const { entityId, callbackUrl, signingCert } = SP;
    simulator.nemlogin.register({ entityId, callbackUrl, signingCert });
    const xml = await message();
    expect(elements(xml, 'EncryptedAssertion')).toEqual([]);
    expect(xmlsec1VerifiesSaml2(xml, 'Assertion', simulator.eident.idpCert)).toBe(true);
  });
});

requireSchemas()('the OASIS schemas', () => {
  test.each(['oiosaml-3', 'oiosaml-2'] as const)('take the response and the assertion: %s', async (dialect) => {
    simulator.nemlogin.configure({ dialect });
    for (const persona of ['citizen', 'employee']) {
      const { message: xml } = await nemLogIn(simulator, persona);
      expect(schemaProblems(xml, 'saml-2.0-protocol')).toBe('');
      expect(schemaProblems(opened(xml), 'saml-2.0-assertion') === '').toBe(true);
    }
    simulator.fault('no-passive');
    expect(schemaProblems(await message(), 'saml-2.0-protocol')).toBe('');
  });
});

describe('settings', () => {
  test.each([{ dialect: 'oiosaml-9' }, { dataEncryption: '3des' }, { keyEncryption: 'rsa-1_5' }, { colour: 'blue' }])(
    '%j is refused, and nothing changes',
    (settings) => {
      const before = simulator.nemlogin.settings;
      expect(codeOf(() => simulator.nemlogin.configure(settings as object))).toBe('configuration_invalid');
      expect(simulator.nemlogin.settings).toEqual(before);
    },
  );

  test('what is not named stays', () => {
    simulator.nemlogin.configure({ dataEncryption: 'aes128-cbc' });
    simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
    expect(simulator.nemlogin.settings).toEqual({
      dialect: 'oiosaml-3',
      dataEncryption: 'aes128-cbc',
      keyEncryption: 'rsa-oaep-mgf1p',
    });
  });

  test('at the start', async () => {
    await expect(startWithOneKey({ nemlogin: { dialect: 'x' as 'oiosaml-3' } })).rejects.toMatchObject({
      code: 'configuration_invalid',
    });
    const serviceProviders = [{ ...SP, callbackUrl: 'here' }];
    await expect(startWithOneKey({ nemlogin: { serviceProviders } })).rejects.toMatchObject({
      code: 'configuration_invalid',
    });
  });
});
