import type { Simulator } from '../../src/simulator';
import { LOGOUT_FAULTS, takeLogoutFault, type LogoutFaultName } from '../../src/simulator/faults/nemlogin';
import { FAULT_NAMES } from '../../src/simulator/faults';
import { FaultQueue } from '../../src/simulator/faults/queue';
import { codeOfAsync } from '../support/codes';
import { opensslVerifies } from '../support/saml2/logout-openssl';
import { LogoutJudge } from './support/judge-logout';
import {
  asks,
  BINDINGS,
  carried,
  carriedIn,
  LEAVING,
  loginAt,
  send,
  type Binding,
  type Carried,
} from './support/logout';
import { element, elements } from './support/message';
import { startWithOneKey } from './support/start';
import { xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

let simulator: Simulator;
let judge: LogoutJudge;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.nemlogin.endSessions();
  judge = new LogoutJudge(simulator);
});

/** A logout that the broker asks for. */
async function request(binding: Binding): Promise<{ message: Carried; nameId: string; sessionIndex: string }> {
  simulator.nemlogin.register({ ...LEAVING, logoutBinding: binding });
  const { nameId, sessionIndex } = await loginAt(simulator, 'citizen');
  return { message: carried(simulator.nemlogin.logOut({ nameId, sessionIndex })), nameId, sessionIndex };
}

/** The answer to a logout that an application asks for. */
async function response(binding: Binding): Promise<{ message: Carried; id: string }> {
  simulator.nemlogin.register({ ...LEAVING, logoutBinding: binding });
  const { nameId, sessionIndex } = await loginAt(simulator, 'citizen');
  const id = `_${crypto.randomUUID()}`;
  const document = asks(simulator, { id, nameId, sessionIndexes: [sessionIndex] });
  return { message: await carriedIn(await send(simulator, document, { relayState: `state of ${id}` })), id };
}

const waitingFor = (message: 'request' | 'response') =>
  LOGOUT_FAULTS.filter(({ at }) => at === 'logout' || at === `logout-${message}`);
const bindingsOf = (only: Binding | undefined) => BINDINGS.filter((binding) => (only ?? binding) === binding);
const wrong = (message: 'request' | 'response') =>
  waitingFor(message).flatMap(({ name, seenAs, binding: only }) =>
    // A RelayState is not judged by whoever judges the message, and belongs to the logout.
    seenAs === 'none' || seenAs === 'logout_unknown'
      ? []
      : bindingsOf(only).map((binding) => [name, binding, seenAs] as const),
  );

describe('what the product says of each, and of the message before and after it', () => {
  test.each(wrong('request'))('%s by %s: %s', async (name, binding, seenAs) => {
    await judge.request((await request(binding)).message);
    simulator.fault(name);
    expect(await codeOfAsync(judge.request((await request(binding)).message))).toBe(seenAs);
    const { message, nameId, sessionIndex } = await request(binding);
    expect(await judge.request(message)).toMatchObject({ nameId, sessionIndexes: [sessionIndex] });
  });

  test.each(wrong('response'))('%s by %s: %s', async (name, binding, seenAs) => {
    const judged = async () => {
      const { message, id } = await response(binding);
      return judge.response(message, id);
    };
    expect((await judged()).status).toBe('success');
    simulator.fault(name);
    expect(await codeOfAsync(judged())).toBe(seenAs);
    expect((await judged()).status).toBe('success');
  });

  test.each(BINDINGS)('partial-logout by %s is sound', async (binding) => {
    simulator.fault('partial-logout');
    const { message, id } = await response(binding);
    expect((await judge.response(message, id)).status).toBe('partial');
  });

  test.each(BINDINGS)('other-session-index by %s: this person, another session', async (binding) => {
    simulator.fault('other-session-index');
    const { message, nameId, sessionIndex } = await request(binding);
    const verified = await judge.request(message);
    expect(verified.nameId).toBe(nameId);
    expect(verified.sessionIndexes).toEqual([expect.stringMatching(/^_[0-9a-f]{32}$/)]);
    expect(verified.sessionIndexes).not.toContain(sessionIndex);
  });

  test.each(BINDINGS)('other-person-logout by %s: this session, another person', async (binding) => {
    simulator.fault('other-person-logout');
    const { message, nameId, sessionIndex } = await request(binding);
    const verified = await judge.request(message);
    expect(verified.sessionIndexes).toEqual([sessionIndex]);
    expect(verified.nameId).toMatch(/^https:\/\/data\.gov\.dk\/model\/core\/eid\/person\/uuid\/[0-9a-f-]{36}$/);
    expect(verified.nameId).not.toBe(nameId);
  });

  test.each(BINDINGS)('wrong-logout-relay-state by %s: all else is sound', async (binding) => {
    simulator.fault('wrong-logout-relay-state');
    const { message, id } = await response(binding);
    expect((await judge.response(message, id)).status).toBe('success');
    expect(message.relayState).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each(BINDINGS)('replayed-logout-response by %s: the earlier one, RelayState and all', async (binding) => {
    const earlier = (await response(binding)).message;
    simulator.fault('replayed-logout-response');
    const { message, id } = await response(binding);
    expect([message.xml, message.relayState]).toEqual([earlier.xml, earlier.relayState]);
    expect(await codeOfAsync(judge.response(message, id))).toBe('in_response_to_mismatch');
  });
});

describe('a fault is what it says, and nothing besides', () => {
  const verifies = ({ binding, url, xml }: Carried): boolean =>
    binding === 'redirect'
      ? opensslVerifies(url, simulator.eident.idpCert)
      : xmlsec1VerifiesSaml2(xml, 'LogoutRequest', simulator.eident.idpCert);
  const unsigned = new Set<LogoutFaultName>([
    'unsigned-logout-request',
    'assertion-in-logout',
    'bad-logout-signature',
    'foreign-logout-key',
    'sha1-logout',
  ]);

  test.each(
    waitingFor('request')
      .filter(({ name }) => name !== 'sha1-logout')
      .flatMap(({ name, binding: only }) =>
        bindingsOf(only).map((binding) => [name, binding, !unsigned.has(name)] as const),
      ),
  )('%s by %s: whether the signature holds: %s', async (name, binding, holds) => {
    await request(binding);
    simulator.fault(name);
    expect(verifies((await request(binding)).message)).toBe(holds);
  });

  test('sha1-logout: RSA and SHA-1, by either binding', async () => {
    simulator.fault('sha1-logout');
    expect((await request('redirect')).message.url).toContain(encodeURIComponent('xmldsig#rsa-sha1'));
    simulator.fault('sha1-logout');
    const { xml } = (await request('post')).message;
    expect(element(xml, 'SignatureMethod').attribute('Algorithm')).toMatch(/#rsa-sha1$/);
  });

  test('unsigned-logout-request: no signature, and no algorithm of one', async () => {
    simulator.fault('unsigned-logout-request');
    expect((await request('redirect')).message.url).not.toMatch(/Sig/);
    simulator.fault('unsigned-logout-request');
    expect(elements((await request('post')).message.xml, 'Signature')).toEqual([]);
  });

  test('assertion-in-logout: what is signed is the assertion alone, and its signature holds', async () => {
    simulator.fault('assertion-in-logout');
    const { xml } = (await request('post')).message;
    expect(elements(xml, 'Signature')).toHaveLength(1);
    expect(xmlsec1VerifiesSaml2(xml, 'Assertion', simulator.eident.idpCert)).toBe(true);
  });

  test('logout-bomb: an address that servers take, and 4 MiB', async () => {
    simulator.fault('logout-bomb');
    const { url, xml } = (await request('redirect')).message;
    expect([url.length < 8 * 1024, xml.length > 4 * 1024 * 1024]).toEqual([true, true]);
  });

  test('one of the other binding waits', async () => {
    simulator.fault('logout-bomb');
    expect(verifies((await request('post')).message)).toBe(true);
    expect((await request('redirect')).message.xml.length).toBeGreaterThan(4_000_000);
  });

  test('those that bring a message again wait for one to the same service', async () => {
    const fresh = await startWithOneKey({ nemlogin: { serviceProviders: [LEAVING] } });
    try {
      await loginAt(fresh, 'citizen');
      fresh.fault('replayed-logout');
      const first = element(carried(fresh.nemlogin.logOut()).xml, 'LogoutRequest').attribute('ID');
      await loginAt(fresh, 'citizen');
      expect(element(carried(fresh.nemlogin.logOut()).xml, 'LogoutRequest').attribute('ID')).toBe(first);
    } finally {
      await fresh.close();
    }
  });

  test('a login does not use one, and a logout none of a login', async () => {
    simulator.fault('old-logout');
    simulator.fault('bad-signature');
    simulator.nemlogin.register(LEAVING);
    await loginAt(simulator, 'citizen');
    expect(simulator.exchanges().at(-1)?.steps.at(-1)?.title).toBe(
      'The browser posts the response (fault bad-signature)',
    );
    simulator.nemlogin.logOut();
    expect(simulator.exchanges().at(-1)?.steps.at(-1)?.title).toBe(
      'The browser brings a LogoutRequest (fault old-logout)',
    );
  });

  test('each can be taken once, by a message of its kind; names are unique', () => {
    for (const { name, at, binding = 'post' } of LOGOUT_FAULTS) {
      const queue = new FaultQueue();
      queue.arm(name);
      const other = at === 'logout-request' ? 'response' : 'request';
      if (at !== 'logout') expect(takeLogoutFault(queue, other, binding, true)).toBeUndefined();
      const fitting = other === 'request' ? 'response' : 'request';
      expect(takeLogoutFault(queue, at === 'logout' ? 'request' : fitting, binding, true)?.name).toBe(name);
      expect(queue.armed).toEqual([]);
    }
    const names = LOGOUT_FAULTS.map(({ name }) => name);
    expect(FAULT_NAMES.filter((name) => names.some((one) => one === name))).toEqual(names);
  });
});
