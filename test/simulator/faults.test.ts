import { X509Certificate } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { FaultName, Simulator } from '../../src/simulator';
import { isFaultName } from '../../src/simulator/faults';
import { EIDENT_FAULTS, takeEIdentFault } from '../../src/simulator/faults/eident';
import { FaultQueue } from '../../src/simulator/faults/queue';
import { ARTIFACT_ERROR_CODES, LOGIN_ERROR_CODES } from '../../src/simulator/brokers/eident/error-codes';
import {
  artifactIn,
  artifactOf,
  CALLBACK,
  codeIn,
  faultIn,
  getAssertion,
  messageOf,
  STATUS,
  zeroClick,
  type SoapAnswer,
} from './support/application';
import { attribute, attributes, element, elements } from './support/message';
import { startWithOneKey } from './support/start';
import { hiddenFields } from './support/visitor';
import { xmlsec1Verifies } from './support/xmlsec1';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK, slowMs: 50 });
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.register({ callbackUrl: CALLBACK });
});

const ASKED = { forcepkivendor: 'mitid', returnssn: 'true', return_nemid_pid: 'true' };

/** The message with the fault, having seen that the next one is sound again. */
async function faulty(
  name: FaultName,
  persona = 'citizen',
  parameters: Record<string, string> = ASKED,
): Promise<string> {
  simulator.fault(name);
  const message = await messageOf(simulator, persona, parameters);
  expect(verifies(await messageOf(simulator, persona, parameters))).toBe(true);
  return message;
}

async function faultyAnswer(name: FaultName): Promise<SoapAnswer> {
  simulator.fault(name);
  return getAssertion(simulator, await artifactOf(simulator, 'citizen'));
}

async function posted(): Promise<string> {
  const { body } = await zeroClick(simulator, 'citizen', ASKED);
  return Buffer.from(hiddenFields(body)['SAMLResponse'] ?? '', 'base64').toString('utf8');
}

function verifies(message: string, certificate = simulator.eident.idpCert): boolean {
  return xmlsec1Verifies(message, 'Assertion', certificate);
}

describe('the signature', () => {
  test('bad-signature: every signature value is wrong, the digest is right', async () => {
    const message = await faulty('bad-signature');
    expect(verifies(message)).toBe(false);
    expect(attribute(message, 'FULLNAME')).toBe('Anna Sørensen');
  });

  test('tampered: the content was changed afterwards', async () => {
    const message = await faulty('tampered');
    expect(verifies(message)).toBe(false);
    expect(verifies(message.replace('tampered-', ''))).toBe(true);
  });

  test('unsigned: there is no signature at all', async () => {
    expect(elements(await faulty('unsigned'), 'Signature')).toEqual([]);
  });

  test('foreign-key: the signature holds, by the key in KeyInfo', async () => {
    const message = await faulty('foreign-key');
    const inside = Buffer.from(element(message, 'X509Certificate').text ?? '', 'base64');
    expect(verifies(message)).toBe(false);
    expect(verifies(message, new X509Certificate(inside).toString())).toBe(true);
  });

  test('sha1: RSA and digest with SHA-1', async () => {
    const message = await faulty('sha1');
    expect(element(message, 'SignatureMethod').attribute('Algorithm')).toMatch(/#rsa-sha1$/);
    expect(element(message, 'DigestMethod').attribute('Algorithm')).toMatch(/#sha1$/);
  });
});

describe('conditions: signed as they should be, and wrong', () => {
  const instant = (message: string, name: string): number =>
    Date.parse(element(message, name === 'IssueInstant' ? 'Assertion' : 'Conditions').attribute(name) ?? '');

  test('expired', async () => {
    const message = await faulty('expired');
    expect(verifies(message)).toBe(true);
    expect(instant(message, 'NotOnOrAfter')).toBeLessThan(Date.now());
    expect(instant(message, 'NotBefore')).toBe(instant(message, 'IssueInstant'));
  });

  test('not-yet-valid', async () => {
    const message = await faulty('not-yet-valid');
    expect(verifies(message)).toBe(true);
    expect(instant(message, 'NotBefore')).toBeGreaterThan(Date.now());
  });

  test('wrong-audience', async () => {
    const message = await faulty('wrong-audience');
    expect(verifies(message)).toBe(true);
    expect(element(message, 'Audience').text).toBe('9999999');
  });

  test('wrong-issuer', async () => {
    const message = await faulty('wrong-issuer');
    expect(verifies(message)).toBe(true);
    expect(element(message, 'Assertion').attribute('Issuer')).not.toBe(simulator.eident.idpIssuer);
  });

  test('replayed-assertion: the id of the one before', async () => {
    const id = (message: string): string | undefined => element(message, 'Assertion').attribute('AssertionID');
    const first = await messageOf(simulator, 'citizen', ASKED);
    const message = await faulty('replayed-assertion');
    expect(verifies(message)).toBe(true);
    expect(id(message)).toBe(id(first));
  });
});

describe('the message', () => {
  const inResponseTo = (message: string): string | undefined => element(message, 'Response').attribute('InResponseTo');

  test('wrong-in-response-to', async () => {
    const message = await faulty('wrong-in-response-to');
    expect(verifies(message)).toBe(true);
    expect(inResponseTo(message)).toMatch(/^_[0-9a-f]{32}$/);
  });

  test('missing-in-response-to', async () => {
    expect(inResponseTo(await faulty('missing-in-response-to'))).toBeUndefined();
  });

  test('status-requester: though a signed assertion is there', async () => {
    const message = await faulty('status-requester');
    expect(verifies(message)).toBe(true);
    expect(element(message, 'StatusCode').attribute('Value')).toBe('samlp:Requester');
  });

  test('two-assertions: each signed, with an id of its own', async () => {
    const message = await faulty('two-assertions');
    const ids = elements(message, 'Assertion').map((one) => one.attribute('AssertionID'));
    expect(new Set(ids).size).toBe(2);
    expect(elements(message, 'Signature')).toHaveLength(2);
  });

  test('dtd: before the envelope', async () => {
    expect(await faulty('dtd')).toMatch(/^<\?xml[^>]*\?><!DOCTYPE simulator><soap:Envelope/);
  });

  test('comment: inside a signed value, and the signature holds', async () => {
    const message = await faulty('comment');
    expect(message).toMatch(/<saml:AttributeValue>m<!-- split -->itid</);
    expect(verifies(message)).toBe(true);
  });
});

describe('the content: signed as it should be', () => {
  test('loa-low: every level', async () => {
    const message = await faulty('loa-low', 'employee', { forcepkivendor: 'mitid:mitid_erhverv' });
    expect(verifies(message)).toBe(true);
    for (const name of ['LOA', 'AAL', 'IAL', 'NEMLOGIN.IAL']) expect(attribute(message, name)).toMatch(/\/nsis\/Low$/);
  });

  test('missing-cpr and missing-pid', async () => {
    const has = (message: string): boolean[] => ['DK_SSN', 'NEMID_PID'].map((name) => name in attributes(message));
    expect(has(await messageOf(simulator, 'citizen', ASKED))).toEqual([true, true]);
    expect(has(await faulty('missing-cpr'))).toEqual([false, true]);
    expect(has(await faulty('missing-pid'))).toEqual([true, false]);
  });

  test.each([
    ['citizen', 'mitid', 'MITID_UUID'],
    ['employee', 'mitid:mitid_erhverv', 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID'],
    ['manager', 'mitid:mitid_erhverv', 'MITID_UUID'],
    ['nemid-key-card', 'dk_nemid_js', 'DN'],
  ])('other-person: %s by %s', async (persona, forcepkivendor, name) => {
    const message = await faulty('other-person', persona, { forcepkivendor });
    const sound = await messageOf(simulator, persona, { forcepkivendor });
    expect(verifies(message)).toBe(true);
    expect(attribute(message, name)).toBeDefined();
    expect(attribute(message, name)).not.toBe(attribute(sound, name));
    expect(attribute(message, 'IDENTITY_TYPE')).toBe(attribute(sound, 'IDENTITY_TYPE'));
  });
});

describe('the browser', () => {
  test('replayed-artifact: it comes back with one that was used', async () => {
    const used = await artifactOf(simulator, 'citizen');
    await getAssertion(simulator, used);
    simulator.fault('replayed-artifact');
    const again = await artifactOf(simulator, 'citizen');
    expect(again).toBe(used);
    expect(faultIn((await getAssertion(simulator, again)).text)).toBe('artifact_invalidated');
    expect(await artifactOf(simulator, 'citizen')).not.toBe(used);
  });

  test('replayed-artifact: where none was used, one that is not exchanged', async () => {
    const fresh = await startWithOneKey({ callbackUrl: CALLBACK });
    fresh.fault('replayed-artifact');
    const { text } = await getAssertion(fresh, await artifactOf(fresh, 'citizen'));
    await fresh.close();
    expect(faultIn(text)).toBe('artifact_invalidated');
  });

  test.each(Object.keys(LOGIN_ERROR_CODES))('%s at the status URL', async (code) => {
    if (!isFaultName(code)) throw new Error('no such fault');
    simulator.fault(code);
    expect((await zeroClick(simulator, 'citizen')).location).toBe(`${STATUS}&status=${code}`);
    expect(artifactIn(await zeroClick(simulator, 'citizen'))).toMatch(/^AA/);
  });
});

describe('the SOAP exchange', () => {
  test.each([
    ['artifact-expired', 'artifact_expired'],
    ['soap-fault', 'generalerror'],
    ...Object.keys(ARTIFACT_ERROR_CODES)
      .filter((code) => code !== 'artifact_expired')
      .map((code) => [code, code]),
  ])('%s: the SOAP fault %s', async (name = '', code) => {
    if (!isFaultName(name)) throw new Error('no such fault');
    const { status, headers, text } = await faultyAnswer(name);
    expect([status, faultIn(text)]).toEqual([500, code]);
    expect(headers.get('content-type')).toMatch(/^text\/xml/);
  });

  test('http-500: a page', async () => {
    const { status, headers } = await faultyAnswer('http-500');
    expect([status, headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
  });

  test('redirect', async () => {
    const { status, headers } = await faultyAnswer('redirect');
    expect([status, headers.get('location')]).toEqual([302, '/']);
  });

  test('huge: more than a megabyte', async () => {
    const { status, text } = await faultyAnswer('huge');
    expect(status).toBe(200);
    expect(text.length).toBeGreaterThan(4 * 1024 * 1024);
  });

  test('connection-reset', async () => {
    await expect(faultyAnswer('connection-reset')).rejects.toThrow('fetch failed');
  });

  test('slow: the right answer, late; whoever does not wait has used the artifact all the same', async () => {
    expect((await faultyAnswer('slow')).status).toBe(200);
    const patient = await startWithOneKey({ callbackUrl: CALLBACK, slowMs: 3_600_000 });
    patient.fault('slow');
    const artifact = await artifactOf(patient, 'citizen');
    const answer = getAssertion(patient, artifact).then(
      () => 'answered',
      () => 'closed',
    );
    const received = (): boolean =>
      patient.exchanges().some(({ steps }) => steps.some(({ title }) => title === 'SOAP response (fault slow)'));
    while (!received()) await setImmediate();
    expect(faultIn((await getAssertion(patient, artifact)).text)).toBe('artifact_invalidated');
    await patient.close();
    expect(await answer).toBe('closed');
  });
});

describe('by POST', () => {
  beforeEach(() => {
    simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
  });

  test('wrong-recipient waits for a login whose answer is posted', async () => {
    simulator.fault('wrong-recipient');
    simulator.register({ callbackUrl: CALLBACK });
    expect(element(await messageOf(simulator, 'citizen'), 'Response').attribute('Recipient')).toBeUndefined();
    simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
    const message = await posted();
    expect(element(message, 'Response').attribute('Recipient')).toBe('https://somebody-else.example/callback');
    expect(xmlsec1Verifies(message, 'Response', simulator.eident.idpCert)).toBe(true);
    expect(element(await posted(), 'Response').attribute('Recipient')).toBe(CALLBACK);
  });

  test('faults of the SOAP exchange wait for one', async () => {
    simulator.fault('soap-fault');
    simulator.fault('replayed-artifact');
    simulator.fault('missing-in-response-to');
    simulator.fault('unsigned');
    expect(elements(await posted(), 'Signature')).toEqual([]);
    expect(elements(await posted(), 'Signature')).toHaveLength(1);
  });

  test('dtd: before the response', async () => {
    simulator.fault('dtd');
    expect(await posted()).toMatch(/^<!DOCTYPE simulator><samlp:Response/);
  });

  test('bad-signature: of the response', async () => {
    simulator.fault('bad-signature');
    expect(xmlsec1Verifies(await posted(), 'Response', simulator.eident.idpCert)).toBe(false);
  });
});

describe('the table', () => {
  test('has every name that was promised', () => {
    const promised =
      'bad-signature unsigned expired not-yet-valid wrong-audience wrong-issuer wrong-in-response-to missing-in-response-to ' +
      'foreign-key sha1 replayed-artifact replayed-assertion artifact-expired loa-low slow soap-fault http-500 redirect huge ' +
      'cancel generalerror wrong-recipient status-requester two-assertions dtd comment missing-cpr missing-pid other-person ' +
      'connection-reset';
    const names: string[] = EIDENT_FAULTS.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(promised.split(' ')));
    expect(new Set(names).size).toBe(names.length);
  });

  test('every fault can be taken, once, by an exchange of its kind', () => {
    for (const fault of EIDENT_FAULTS) {
      const queue = new FaultQueue();
      queue.arm(fault.name);
      const profile = fault.at === 'answer' ? (fault.profile ?? 'artifact') : 'artifact';
      expect(takeEIdentFault(queue, [fault.at], profile)?.name).toBe(fault.name);
      expect(takeEIdentFault(queue, [fault.at], profile)).toBeUndefined();
    }
  });

  test('codes that reach the browser are never sent by SOAP, nor the other way', async () => {
    simulator.fault('artifact_invalidated');
    expect(artifactIn(await zeroClick(simulator, 'citizen'))).toMatch(/^AA/);
    simulator.fault('cancel');
    expect(codeIn(await zeroClick(simulator, 'citizen'))).toBe('cancel');
  });
});
