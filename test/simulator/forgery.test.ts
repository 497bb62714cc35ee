import { createHash } from 'node:crypto';
import type { FaultName, Simulator } from '../../src/simulator';
import { FORGED_NAME } from '../../src/simulator/faults/forgery/cut';
import { WRAPPING_FAULTS } from '../../src/simulator/faults/saml2/wrapping';
import { element, elements } from './support/message';
import { DECRYPTION_KEY, nemLogIn, SP } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { xmlsec1Decrypts, xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

const OPEN = { entityId: SP.entityId, callbackUrl: SP.callbackUrl, signingCert: SP.signingCert };
const SOUND_NAME = 'Anna Sørensen';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());
beforeEach(() => simulator.nemlogin.register(OPEN));

async function faulty(name: FaultName): Promise<string> {
  simulator.fault(name);
  return (await nemLogIn(simulator, 'citizen')).message;
}

const holds = (message: string, of: 'Assertion' | 'Response'): boolean =>
  xmlsec1VerifiesSaml2(message, of, simulator.eident.idpCert);

describe('a wrapped message: what xmlsec1 verifies in it is sound, and somebody else stands beside', () => {
  test.each(WRAPPING_FAULTS.map(({ name }) => name))('%s has both people', async (name) => {
    const message = await faulty(name);
    expect([message.includes(SOUND_NAME), message.includes(FORGED_NAME)]).toEqual([true, true]);
    expect(message.includes('<ds:SignatureValue>')).toBe(true);
  });

  test.each(['xsw-3', 'xsw-7', 'unsigned-beside-signed'] as const)('%s: the signature holds', async (name) => {
    expect(holds(await faulty(name), 'Assertion')).toBe(true);
  });

  // There the signature stands in the forged element, and what it refers to elsewhere in the message.
  test.each(['xsw-1', 'xsw-2'] as const)('%s: the signature of a forged Response', async (name) => {
    const message = await faulty(name);
    const [outer, inner] = elements(message, 'Response').map((one) => `#${one.attribute('ID') ?? ''}`);
    const references = elements(message, 'Reference').map((one) => one.attribute('URI'));
    expect([references.includes(inner), references.includes(outer)]).toEqual([true, false]);
  });

  test('encrypted, each assertion for itself', async () => {
    simulator.nemlogin.register(SP);
    const beside = await faulty('xsw-3');
    expect(elements(beside, 'EncryptedAssertion')).toHaveLength(2);
    const [, second = ''] =
      /<\/saml:EncryptedAssertion>(<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>)/s.exec(beside) ?? [];
    expect(xmlsec1Decrypts(second, DECRYPTION_KEY).includes(FORGED_NAME)).toBe(false);
    expect(xmlsec1Decrypts(await faulty('xsw-4'), DECRYPTION_KEY).includes(FORGED_NAME)).toBe(true);
  });
});

describe('what a careless reader is shown', () => {
  test('comment-in-nameid: the signature holds, and the text is in two', async () => {
    const message = await faulty('comment-in-nameid');
    expect(/<saml:NameID[^>]*>http<!-- split -->/.test(message)).toBe(true);
    expect(holds(message, 'Assertion')).toBe(true);
  });

  test('instruction-in-nameid: the signature holds for who writes an instruction out as text', async () => {
    const message = await faulty('instruction-in-nameid');
    expect(holds(message, 'Assertion')).toBe(false);
    expect(holds(message.replace(/<\?split (.*?)\?>/, '$1'), 'Assertion')).toBe(true);
  });

  test('comment-in-digest: the digest in the comment is of what is forged', async () => {
    const message = await faulty('comment-in-digest');
    expect(/<ds:DigestValue><!--[A-Za-z0-9+/=]+-->[A-Za-z0-9+/=]+<\/ds:DigestValue>/.test(message)).toBe(true);
    expect([message.includes(SOUND_NAME), message.includes(FORGED_NAME)]).toEqual([false, true]);
  });

  test('second-signed-info: each of them refers to the forged assertion', async () => {
    const message = await faulty('second-signed-info');
    expect(elements(message, 'SignedInfo')).toHaveLength(2);
    expect(new Set(elements(message, 'Reference').map((one) => one.attribute('URI'))).size).toBe(1);
    expect(message.includes(FORGED_NAME)).toBe(true);
  });

  test('void-canonicalization: the digest is of nothing', async () => {
    const message = await faulty('void-canonicalization');
    const [, digest] = /<ds:DigestValue>([^<]+)/.exec(message) ?? [];
    expect(digest).toBe(createHash('sha256').digest('base64'));
    expect(/<saml:Assertion [^>]*xmlns:void="1"/.test(message)).toBe(true);
  });

  test.each([
    ['issuer-in-capitals', (issuer: string) => issuer.toUpperCase()],
    ['lookalike-issuer', (issuer: string) => issuer.replace('a', '\u0430')],
  ] as const)('%s: under the broker’s own signature', async (name, written) => {
    const message = await faulty(name);
    const { entityId } = simulator.nemlogin;
    const [, issuer] = elements(message, 'Issuer');
    expect([issuer?.text, written(entityId) === entityId]).toEqual([written(entityId), false]);
    expect(holds(message, 'Assertion')).toBe(true);
  });

  test('hmac: as its name says', async () => {
    expect(element(await faulty('hmac'), 'SignatureMethod').attribute('Algorithm')).toMatch(/#hmac-sha1$/);
  });

  test.each([
    ['no-reference', []],
    ['empty-reference', ['']],
    ['two-references', [expect.stringMatching(/^#_/), expect.stringMatching(/^#_/)]],
  ])('%s', async (name, uris) => {
    const message = await faulty(name as FaultName);
    expect(elements(message, 'Reference').map((one) => one.attribute('URI'))).toEqual(uris);
  });

  test('short-tag: twelve octets are gone', async () => {
    simulator.nemlogin.register(SP);
    simulator.fault('bad-tag');
    const whole = (await nemLogIn(simulator, 'citizen')).message;
    const octets = (message: string): number =>
      Buffer.from(elements(message, 'CipherValue').at(-1)?.text ?? '', 'base64').length;
    expect(octets(whole) - octets(await faulty('short-tag'))).toBe(12);
  });
});
