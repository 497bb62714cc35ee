import { CprMatcher, type CprMatch, type CprMatcherOptions } from '../../src/cpr-match';
import type { Simulator } from '../../src/simulator';
import { FAULT_NAMES } from '../../src/simulator/faults';
import { UUID_MATCH_FAULTS } from '../../src/simulator/faults/uuidmatch';
import { PERSONAS } from '../../src/simulator/personas';
import { MemoryStateStore } from '../../src/state';
import { logIn } from '../cpr-match/support/logins';
import { lines, logger } from '../cpr-match/support/matcher';
import { CERTS } from '../support/certs';
import { personaCprIn } from '../support/cpr-watch/personas';
import { dump } from '../support/dump';
import { Judge } from './support/judge-nemlogin';
import { SIGNING_KEY, SP } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { Visitor } from './support/visitor';

let simulator: Simulator;
let uuid: string;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] }, uuidMatch: {}, slowMs: 3_000 });
  uuid = (await new Judge(simulator).logIn('citizen', { types: ['Person'] })).key.id;
});
afterAll(() => simulator.close());
beforeEach(() => simulator.clearFaults());

const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? '';

/** A matcher as an application makes it from the simulator's connection. */
function matcherOf(stateStore: MemoryStateStore, more: Partial<CprMatcherOptions> = {}): CprMatcher {
  if (simulator.uuidMatch === undefined) throw new Error('the simulator offers no match');
  return new CprMatcher({
    ...simulator.uuidMatch,
    entityId: SP.entityId,
    clientCert: SP.signingCert,
    clientKey: SIGNING_KEY,
    stateStore,
    logger,
    timeoutMs: 1_000,
    ...more,
  });
}

/** The record of the citizen's login here. */
const keep = (store: MemoryStateStore) => logIn(store, { uuid, issuer: simulator.uuidMatch?.idpEntityId ?? '' });

async function match(cpr: string, more: Partial<CprMatcherOptions> = {}): Promise<CprMatch> {
  const store = new MemoryStateStore();
  return matcherOf(store, more).match(await keep(store), cpr);
}

test('the number of who logged in is a match, another one is none', async () => {
  const found = [await match(cprOf('citizen')), await match(cprOf('employee'))];
  expect(found).toMatchObject([{ outcome: 'match' }, { outcome: 'no-match', triesLeft: 2 }]);
});

test('another client certificate is not known', async () => {
  const { cert: clientCert, key: clientKey } = CERTS.foreign;
  const found = await match(cprOf('citizen'), { clientCert, clientKey });
  expect(found).toMatchObject({ outcome: 'not-known', error: { detail: { got: 'HTTP 403' } } });
});

test('another entityID is not known', async () => {
  const found = await match(cprOf('citizen'), { entityId: 'https://nobody.example' });
  expect(found).toMatchObject({ outcome: 'not-known', error: { detail: { got: 'HTTP 403' } } });
});

test('fifty at once send three', async () => {
  const store = new MemoryStateStore();
  const record = await keep(store);
  const before = simulator.exchanges().length;
  const matcher = matcherOf(store, { timeoutMs: 10_000 });
  await Promise.all(Array.from({ length: 50 }, () => matcher.match(record, cprOf('employee'))));
  expect(simulator.exchanges()).toHaveLength(before + 3);
  expect((await matcher.match(record, cprOf('citizen'))).outcome).toBe('locked');
});

describe('faults', () => {
  test.each(UUID_MATCH_FAULTS)('$name is seen as $seenAs, once, and never as a match', async ({ name, seenAs }) => {
    simulator.fault(name);
    const found = await match(cprOf('citizen'));
    expect(found).toMatchObject({ outcome: 'not-known', error: { code: seenAs } });
    expect(personaCprIn(`${dump(found)}${lines.join()}`)).toBeUndefined();
    expect((await match(cprOf('citizen'))).outcome).toBe('match');
  });

  test('are on the page, each with a button, and among the names', async () => {
    const { body } = await new Visitor(simulator.url).open(`${simulator.url}/simulator/faults`);
    for (const { name, description } of UUID_MATCH_FAULTS) {
      expect(body).toContain(`action="/simulator/faults/${name}"`);
      expect(body).toContain(description);
      expect(FAULT_NAMES).toContain(name);
    }
  });

  test('are not used by a login', async () => {
    simulator.fault('match-http-500');
    await new Judge(simulator).logIn('citizen', { types: ['Person'] });
    expect((await match(cprOf('citizen'))).outcome).toBe('not-known');
  });
});
