import type { IncomingMessage } from 'node:http';
import { LoginSessions, type EndedByBroker, type LoginRecord } from '../../src/session';
import { GuardedStateStore, MemoryStateStore, type StateStore } from '../../src/state';
import { codeOfAsync } from '../support/codes';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIFETIME_MS = 8 * HOUR_MS;
/** What `sessionLifetimeMs` may be at most. */
const LONGEST_MS = 30 * DAY_MS;
/** Our clock, when the broker's word arrives; the broker's is ten seconds ahead. */
const NOW = Date.parse('2026-03-04T12:00:00Z');
const AHEAD = 10_000;

const ISSUER = 'https://saml.idp.example';
const NAME_ID = 'https://data.gov.dk/model/core/eid/person/uuid/5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11';

let at = NOW;
beforeEach(() => {
  at = NOW;
  jest.spyOn(Date, 'now').mockImplementation(() => at);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A record of a minute ago, with everything that a mark could name. */
function content(overrides: Partial<LoginRecord> = {}): Omit<LoginRecord, 'id'> {
  const createdAt = overrides.createdAt ?? NOW - 60_000;
  return {
    strategy: 'nemlog-in',
    issuer: ISSUER,
    key: { issuer: ISSUER, namespace: 'nemlogin-person', id: '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11' },
    identityType: 'private',
    nameId: NAME_ID,
    sessionIndex: '_1',
    assertedAt: createdAt + AHEAD,
    transaction: { assertionId: '_a', expiresAt: createdAt + 900_000 },
    createdAt,
    expiresAt: createdAt + LIFETIME_MS,
    ...overrides,
  };
}

function contentWithout(...names: (keyof LoginRecord)[]): Omit<LoginRecord, 'id'> {
  const record = content();
  for (const name of names) Reflect.deleteProperty(record, name);
  return record;
}

function ended(changes: Partial<EndedByBroker> = {}): EndedByBroker {
  return { issuer: ISSUER, nameId: NAME_ID, sessionIndexes: [], issuedAt: NOW + AHEAD, ...changes };
}

const sessionsIn = (store: StateStore) => new LoginSessions({ store, secure: true });
const withCookie = (setCookie: string): Pick<IncomingMessage, 'headers'> => ({
  headers: { cookie: setCookie.split(';')[0] },
});

/** Whether a record still lives after the broker has spoken. */
async function livesOn(record: Omit<LoginRecord, 'id'>, ...words: EndedByBroker[]): Promise<boolean> {
  const sessions = sessionsIn(new MemoryStateStore());
  const { cookie } = await sessions.create(record);
  for (const word of words) await sessions.endByBroker(word);
  return (await sessions.read(withCookie(cookie))) !== undefined;
}

describe('a session is an issuer, a NameID and a SessionIndex', () => {
  test('without a word of the broker the record lives', async () => {
    expect(await livesOn(content())).toBe(true);
  });

  test.each<[string, Partial<EndedByBroker>]>([
    ['its index', { sessionIndexes: ['_1'] }],
    ['its index among several', { sessionIndexes: ['_0', '_1', '_2'] }],
    ['no index: every session of the name', {}],
  ])('ended by %s', async (_, changes) => {
    expect(await livesOn(content(), ended(changes))).toBe(false);
  });

  test.each<[string, Partial<EndedByBroker>]>([
    ['another index', { sessionIndexes: ['_2'] }],
    ['another name', { nameId: `${NAME_ID}2` }],
    ['another name with the same index', { nameId: `${NAME_ID}2`, sessionIndexes: ['_1'] }],
    ['another issuer', { issuer: `${ISSUER}/` }],
    ['another issuer with the same index', { issuer: `${ISSUER}/`, sessionIndexes: ['_1'] }],
    ['names in another case', { nameId: NAME_ID.toUpperCase() }],
    ['the same letters, cut elsewhere', { issuer: `${ISSUER}${NAME_ID.slice(0, 1)}`, nameId: NAME_ID.slice(1) }],
    ['letters that would close a quotation', { nameId: `${NAME_ID}","_1` }],
  ])('not ended by %s', async (_, changes) => {
    expect(await livesOn(content(), ended(changes))).toBe(true);
  });

  test('a record without an index is ended by its name, and not by an index', async () => {
    const without = contentWithout('sessionIndex');
    expect(await livesOn(without, ended())).toBe(false);
    expect(await livesOn(without, ended({ sessionIndexes: ['_1'] }))).toBe(true);
  });

  test('a record without a name hangs on no session', async () => {
    expect(await livesOn(contentWithout('nameId'), ended())).toBe(true);
  });

  test('a word about others takes nothing back', async () => {
    expect(await livesOn(content(), ended({ sessionIndexes: ['_1'] }), ended({ sessionIndexes: ['_2'] }))).toBe(false);
  });
});

describe('before and after', () => {
  test('a record from the very moment is ended, one from a millisecond later lives', async () => {
    const later = NOW + AHEAD + 1;
    expect(await livesOn(content({ createdAt: NOW, assertedAt: later }), ended())).toBe(false);
    expect(await livesOn(content({ createdAt: NOW + 1, assertedAt: later }), ended())).toBe(true);
  });

  test('a login after the logout lives, until the broker ends that one too', async () => {
    const again = content({ createdAt: NOW + 60_000, assertedAt: NOW + 60_000 + AHEAD });
    expect(await livesOn(again, ended())).toBe(true);
    at = NOW + 120_000;
    expect(await livesOn(again, ended({ issuedAt: at + AHEAD }))).toBe(false);
  });

  test('an assertion from before, delivered after, makes a record that is ended', async () => {
    expect(await livesOn(content({ createdAt: NOW + 60_000, assertedAt: NOW + AHEAD }), ended())).toBe(false);
    expect(await livesOn(content({ createdAt: NOW + 60_000, assertedAt: NOW + AHEAD + 1 }), ended())).toBe(true);
  });

  test('a record of a machine whose clock is ahead of this one is ended', async () => {
    expect(await livesOn(content({ createdAt: NOW + 2_000, assertedAt: NOW - 1_000 + AHEAD }), ended())).toBe(false);
  });

  test('a record that does not say when it was asserted is told by our clock', async () => {
    const without = contentWithout('assertedAt');
    expect(await livesOn(without, ended())).toBe(false);
    expect(await livesOn({ ...without, createdAt: NOW + 1 }, ended())).toBe(true);
  });
});

describe('a word that was said earlier and arrives later', () => {
  const earlier = ended({ issuedAt: NOW + AHEAD - 200_000 });
  /** Delivered after both words, and asserted between the two. */
  const late = content({ createdAt: NOW + 60_000, assertedAt: NOW + AHEAD - 60_000 });

  test.each(['_1', undefined])('takes nothing back of the later one (%s)', async (index) => {
    const sessionIndexes = index === undefined ? [] : [index];
    expect(await livesOn(late, { ...earlier, sessionIndexes })).toBe(true);
    const words = [ended({ sessionIndexes }), { ...earlier, sessionIndexes }];
    expect(await livesOn(late, ...words)).toBe(false);
    expect(await livesOn(late, ...words.reverse())).toBe(false);
  });

  test('still ends what is there when it arrives', async () => {
    const sessions = sessionsIn(new MemoryStateStore());
    await sessions.endByBroker(ended());
    const { cookie } = await sessions.create(content({ createdAt: NOW + 5_000, assertedAt: NOW + AHEAD + 5_000 }));
    expect(await sessions.read(withCookie(cookie))).toBeDefined();
    at = NOW + 10_000;
    await sessions.endByBroker(earlier);
    expect(await sessions.read(withCookie(cookie))).toBeUndefined();
  });

  test('a mark that we did not write is replaced', async () => {
    const store = new MemoryStateStore();
    const keys = jest.spyOn(store, 'put');
    const sessions = sessionsIn(store);
    await sessions.endByBroker(ended());
    const key = keys.mock.calls[0]?.[0] ?? '';
    await store.put(key, 'garbage', LONGEST_MS);
    await sessions.endByBroker(ended());
    expect(await store.get(key)).toBe(`${NOW} ${NOW + AHEAD}`);
  });
});

test('a mark outlives every record that it ends', async () => {
  let elapsed = 0;
  const sessions = sessionsIn(new MemoryStateStore({ clock: () => elapsed }));
  await sessions.endByBroker(ended());
  // Delivered as late as an assertion can be: the record is made now, and lives to the end of its own lifetime.
  elapsed = HOUR_MS;
  const late = content({ createdAt: NOW + HOUR_MS, assertedAt: NOW, expiresAt: NOW + HOUR_MS + LONGEST_MS });
  const { cookie } = await sessions.create(late);
  elapsed = HOUR_MS + LONGEST_MS - 1;
  at = NOW + elapsed;
  expect(await sessions.find(withCookie(cookie))).toMatchObject({ endedByBroker: true });
});

test('and is then forgotten', async () => {
  let elapsed = 0;
  const store = new MemoryStateStore({ clock: () => elapsed });
  await sessionsIn(store).endByBroker(ended({ sessionIndexes: ['_1', '_2'] }));
  expect(store.size).toBe(2);
  elapsed = LONGEST_MS + DAY_MS;
  await store.put('other', 'value', 1);
  expect(await sessionsIn(store).find(withCookie((await sessionsIn(store).create(content())).cookie))).toMatchObject({
    endedByBroker: false,
  });
});

test('find has the record that read no longer gives', async () => {
  const sessions = sessionsIn(new MemoryStateStore());
  const { record, cookie } = await sessions.create(content());
  const req = withCookie(cookie);
  expect(await sessions.find(req)).toEqual({ record, endedByBroker: false });
  await sessions.endByBroker(ended());
  expect(await sessions.find(req)).toEqual({ record, endedByBroker: true });
  expect(await sessions.read(req)).toBeUndefined();
  await sessions.end(req);
  expect(await sessions.find(req)).toBeUndefined();
});

test('the store learns neither the name nor the index', async () => {
  const written: string[] = [];
  const store = new MemoryStateStore();
  const spying: StateStore = Object.assign(Object.create(store) as StateStore, {
    put: (key: string, value: string, ttlMs: number) => {
      written.push(key, value);
      return store.put(key, value, ttlMs);
    },
    get: (key: string) => store.get(key),
  });
  await sessionsIn(spying).endByBroker(ended({ sessionIndexes: ['_index'] }));
  expect(written).toHaveLength(2);
  expect(written[0]).toMatch(/^mitid:ended:[\w-]{43}$/);
  expect(written.join()).not.toMatch(/_index|person|idp\.example/);
});

test('a mark that we did not write ends the record: nobody else can say that it lives', async () => {
  const keys: string[] = [];
  const store = new MemoryStateStore();
  const sessions = sessionsIn(
    Object.assign(Object.create(store) as StateStore, {
      get: (key: string) => {
        keys.push(key);
        return key.startsWith('mitid:ended:') ? Promise.resolve('garbage') : store.get(key);
      },
      put: (key: string, value: string, ttlMs: number) => store.put(key, value, ttlMs),
    }),
  );
  const { cookie } = await sessions.create(content());
  expect(await sessions.read(withCookie(cookie))).toBeUndefined();
  expect(keys.filter((key) => key.startsWith('mitid:ended:'))).toHaveLength(2);
});

test('a store that cannot say whether it ended is an error, and so is one that cannot keep the mark', async () => {
  const store = new MemoryStateStore();
  const down = () => Promise.reject(new Error('down'));
  const failing: StateStore = Object.assign(Object.create(store) as StateStore, {
    get: (key: string) => (key.startsWith('mitid:ended:') ? down() : store.get(key)),
    put: (key: string, value: string, ttlMs: number) =>
      key.startsWith('mitid:ended:') ? down() : store.put(key, value, ttlMs),
  });
  const sessions = sessionsIn(new GuardedStateStore(failing));
  const { cookie } = await sessions.create(content());
  expect(await codeOfAsync(sessions.read(withCookie(cookie)))).toBe('state_store_failed');
  expect(await codeOfAsync(sessions.endByBroker(ended()))).toBe('state_store_failed');
});
