import { X509Certificate } from 'node:crypto';
import type { Simulator } from '../../src/simulator';
import { NEMLOGIN_FAULTS, takeNemLogInFault, type NemLogInFaultName } from '../../src/simulator/faults/nemlogin';
import { ENCRYPTION_FAULTS } from '../../src/simulator/faults/saml2/encryption';
import { FORGERY_FAULTS } from '../../src/simulator/faults/saml2/forgery';
import { SIGNATURE_FAULTS } from '../../src/simulator/faults/saml2/signature';
import { WRAPPING_FAULTS } from '../../src/simulator/faults/saml2/wrapping';
import { FaultQueue } from '../../src/simulator/faults/queue';
import { codeOfAsync } from '../support/codes';
import { Judge } from './support/judge-nemlogin';
import { element, elements } from './support/message';
import { DECRYPTION_KEY, nemLogIn, SP, type Asked } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { xmlsec1Decrypts, xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

const ASKED: Asked = { loa: 'Substantial', types: ['Person'], forceAuthn: 'true' };

let simulator: Simulator;
let judge: Judge;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] } });
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.nemlogin.register(SP);
  simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
  judge = new Judge(simulator);
});

/** The message with the fault, and what is encrypted in it. */
async function faulty(name: NemLogInFaultName): Promise<{ message: string; plain: string }> {
  simulator.fault(name);
  const { message } = await nemLogIn(simulator, 'citizen', { asked: ASKED });
  return { message, plain: xmlsec1Decrypts(message, DECRYPTION_KEY) };
}

const verifies = (plain: string, certificate = simulator.eident.idpCert): boolean =>
  xmlsec1VerifiesSaml2(plain, 'Assertion', certificate);

describe('what the product says of each, and of the login after it', () => {
  // Of another person only a second login can tell.
  const seen = NEMLOGIN_FAULTS.filter(({ name }) => name !== 'other-person');

  test.each(seen.map(({ name, seenAs }) => [name, seenAs] as const))('%s: %s', async (name, seenAs) => {
    const persona = name === 'lower-loa' ? 'level-low' : 'citizen';
    await judge.logIn('citizen', ASKED);
    simulator.fault(name);
    expect(await codeOfAsync(judge.logIn(persona, ASKED))).toBe(seenAs);
    expect((await judge.logIn('citizen', ASKED)).displayName).toBe('Anna Sørensen');
  });

  test.each(['citizen', 'employee'])('other-person: a valid login of somebody else than %s', async (persona) => {
    const asked: Asked = { types: [persona === 'citizen' ? 'Person' : 'Professional'] };
    const sound = await judge.logIn(persona, asked);
    simulator.fault('other-person');
    const other = await judge.logIn(persona, asked);
    expect(other.identityType).toBe(sound.identityType);
    expect(other.key.id).not.toBe(sound.key.id);
  });

  test('other-person with a NemID', async () => {
    simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    simulator.fault('other-person');
    expect((await judge.logIn('nemid-key-card')).nemid?.pid).toBeUndefined();
  });

  test.each(['loa-low', 'other-identity-type'] as const)('%s, of an employee and in OIOSAML 2', async (name) => {
    const { seenAs } = NEMLOGIN_FAULTS.find((fault) => fault.name === name) ?? {};
    const asked: Asked = { types: ['Professional'], loa: 'Substantial' };
    simulator.fault(name);
    expect(await codeOfAsync(judge.logIn('employee', asked))).toBe(seenAs);
    simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    simulator.fault(name);
    expect(await codeOfAsync(judge.logIn('employee', asked))).toBe(seenAs);
  });
});

describe('what xmlsec1 says: a fault is what it says, and nothing besides', () => {
  const invalid = ['bad-signature', 'tampered', 'foreign-key'] as const;
  test.each(invalid)('%s: the signature does not hold', async (name) => {
    const { plain } = await faulty(name);
    expect(elements(plain, 'Signature')).toHaveLength(1);
    expect(verifies(plain)).toBe(false);
  });

  test('foreign-key: it holds by the key in KeyInfo', async () => {
    const { plain } = await faulty('foreign-key');
    const der = Buffer.from(element(plain, 'X509Certificate').text ?? '', 'base64');
    expect(verifies(plain, new X509Certificate(der).toString())).toBe(true);
  });

  test('unsigned, response-signed-only: whose signature there is', async () => {
    expect(elements((await faulty('unsigned')).plain, 'Signature')).toHaveLength(0);
    const { message, plain } = await faulty('response-signed-only');
    expect(element(plain, 'Signature').parent?.local).toBe('Response');
    expect(xmlsec1VerifiesSaml2(message, 'Response', simulator.eident.idpCert)).toBe(true);
  });

  test('sha1: RSA and digest with SHA-1', async () => {
    const { plain } = await faulty('sha1');
    expect(element(plain, 'SignatureMethod').attribute('Algorithm')).toMatch(/#rsa-sha1$/);
    expect(element(plain, 'DigestMethod').attribute('Algorithm')).toMatch(/#sha1$/);
  });

  // Everything that is wrong with the content is signed as it should be.
  const otherwise = new Set<string>([
    ...[...SIGNATURE_FAULTS, ...ENCRYPTION_FAULTS, ...WRAPPING_FAULTS, ...FORGERY_FAULTS].map(({ name }) => name),
    ...['dtd', 'two-assertions', 'comment'],
  ]);
  const signed = NEMLOGIN_FAULTS.filter(({ name, at }) => at === 'answer' && !otherwise.has(name));
  test.each(signed.map(({ name }) => name))('%s: signed as it should be', async (name) => {
    const { plain } = await faulty(name);
    expect(verifies(plain)).toBe(true);
  });

  test('comment: inside a signed value, and the signature holds', async () => {
    const { plain } = await faulty('comment');
    expect(plain).toMatch(/<saml:AttributeValue>O<!-- split -->IO/);
    expect(verifies(plain)).toBe(true);
  });

  test('plain-assertion: signed, not encrypted', async () => {
    simulator.fault('plain-assertion');
    const { message } = await nemLogIn(simulator, 'citizen', { asked: ASKED });
    expect(elements(message, 'EncryptedData')).toEqual([]);
    expect(verifies(message)).toBe(true);
  });

  test('rsa-1_5 and 3des: decrypted all the same by who takes them', async () => {
    for (const name of ['rsa-1_5', '3des'] as const) expect(verifies((await faulty(name)).plain)).toBe(true);
  });

  test.each(['wrong-encryption-key', 'bad-padding', 'bad-tag'] as const)('%s: cannot be decrypted', async (name) => {
    simulator.fault(name);
    const { message } = await nemLogIn(simulator, 'citizen', { asked: ASKED });
    expect(() => xmlsec1Decrypts(message, DECRYPTION_KEY)).toThrow(/decrypt|key|Error/i);
  });

  test('two-assertions: each encrypted, with an id of its own', async () => {
    simulator.fault('two-assertions');
    const { message } = await nemLogIn(simulator, 'citizen', { asked: ASKED });
    expect(elements(message, 'EncryptedAssertion')).toHaveLength(2);
  });

  test('dtd: before the response', async () => {
    simulator.fault('dtd');
    const { message } = await nemLogIn(simulator, 'citizen', { asked: ASKED });
    expect(message).toMatch(/^<!DOCTYPE simulator><samlp:Response /);
  });

  test('replayed-response: word for word the one before, to another request', async () => {
    const first = await nemLogIn(simulator, 'citizen', { asked: ASKED });
    simulator.fault('replayed-response');
    const again = await nemLogIn(simulator, 'citizen', { asked: ASKED, sent: { relayState: 'of the second' } });
    expect([again.message === first.message, again.relayState]).toEqual([true, 'of the second']);
  });

  test('replayed-response: where there was none, one to a request that nobody made', async () => {
    simulator.nemlogin.register({ ...SP, entityId: 'https://new.example' });
    simulator.fault('replayed-response');
    const asked = { ...ASKED, issuer: 'https://new.example', id: '_mine' };
    const { message } = await nemLogIn(simulator, 'citizen', { asked });
    expect(element(message, 'Response').attribute('InResponseTo')).toMatch(/^_[0-9a-f]{32}$/);
  });
});

describe('which logins a fault waits for', () => {
  test('faults of the encryption wait for a service provider with an encryption certificate', async () => {
    const { entityId, callbackUrl, signingCert } = SP;
    simulator.nemlogin.register({ entityId, callbackUrl, signingCert });
    simulator.fault('bad-padding');
    const { message } = await nemLogIn(simulator, 'citizen');
    expect(verifies(message)).toBe(true);
    simulator.nemlogin.register(SP);
    expect(await codeOfAsync(judge.logIn('citizen'))).toBe('decryption_failed');
  });

  test('lower-loa waits for a person who does not reach the level', async () => {
    simulator.fault('lower-loa');
    await judge.logIn('citizen', ASKED);
    expect(await codeOfAsync(judge.logIn('level-low', ASKED))).toBe('loa_too_low');
    expect(await codeOfAsync(judge.logIn('level-low', ASKED))).toBe('loa_unavailable');
  });

  test('every fault can be taken, once, by a login of its kind', () => {
    for (const { name, at } of NEMLOGIN_FAULTS) {
      const queue = new FaultQueue();
      queue.arm(name);
      expect(takeNemLogInFault(queue, [at], true)?.name).toBe(name);
      expect(takeNemLogInFault(queue, [at], true)).toBeUndefined();
    }
  });

  test('names are unique', () => {
    const names = NEMLOGIN_FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
