import type { IncomingMessage } from 'node:http';
import { LoginSessions, type LoginRecord } from '../../src/session';
import { GuardedStateStore, MemoryStateStore, type StateStore } from '../../src/state';
import { codeOfAsync } from '../support/codes';

const HOUR_MS = 3_600_000;

function content(overrides: Partial<LoginRecord> = {}): Omit<LoginRecord, 'id'> {
  const createdAt = Date.now();
  return {
    strategy: 'eident',
    issuer: 'https://broker.example',
    key: { issuer: 'https://broker.example', namespace: 'mitid-uuid', id: 'b0b1b2b3-0000-4000-8000-000000000001' },
    identityType: 'private',
    transaction: { assertionId: 'TI2-617b5cdc6fb84f16a6022e328d970bb7', expiresAt: createdAt + 900_000 },
    createdAt,
    expiresAt: createdAt + 8 * HOUR_MS,
    ...overrides,
  };
}

type HasCookies = Pick<IncomingMessage, 'headers'>;
const requestWith = (cookie?: string): HasCookies => ({ headers: { cookie } });
const sentBack = (setCookie: string) => requestWith(setCookie.split(';')[0]);

describe('LoginSessions', () => {
  test('the browser that has the cookie has the record', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: true });
    const { record, cookie } = await sessions.create(content({ nameId: 'name' }));
    expect(cookie).toMatch(/^__Host-mitid-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/);
    expect(await sessions.read(sentBack(cookie))).toEqual(record);
    expect(record).toMatchObject({ strategy: 'eident', identityType: 'private', nameId: 'name' });
  });

  test.each([undefined, 'other=1', '__Host-mitid-session=', '__Host-mitid-session=guess'])(
    'a browser with the cookie %p has none',
    async (cookie) => {
      const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: true });
      await sessions.create(content());
      expect(await sessions.read(requestWith(cookie))).toBeUndefined();
    },
  );

  test('what is in the store does not open a record', async () => {
    const seen: string[] = [];
    const store = new MemoryStateStore();
    const spying: StateStore = Object.assign(Object.create(store) as StateStore, {
      put: (key: string, value: string, ttlMs: number) => {
        seen.push(key, value);
        return store.put(key, value, ttlMs);
      },
      get: (key: string) => store.get(key),
    });
    const sessions = new LoginSessions({ store: spying, secure: false });
    const { record, cookie } = await sessions.create(content());
    const token = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    expect(seen.join('\n')).not.toContain(token);
    expect(await sessions.read(requestWith(`mitid-session=${record.id}`))).toBeUndefined();
    expect(await sessions.read(requestWith(`mitid-session=${token}`))).toEqual(record);
  });

  test('a record lives for as long as it says', async () => {
    let now = 0;
    const store = new MemoryStateStore({ clock: () => now });
    const sessions = new LoginSessions({ store, secure: false });
    const { cookie } = await sessions.create(content());
    now = 8 * HOUR_MS;
    expect(await sessions.read(sentBack(cookie))).toBeUndefined();
  });

  test('a store that keeps it for longer does not lengthen it', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const { cookie } = await sessions.create(content());
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * HOUR_MS);
    expect(await sessions.read(sentBack(cookie))).toBeUndefined();
    later.mockRestore();
  });

  test('end takes the record of this browser, and only that', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const mine = await sessions.create(content());
    const yours = await sessions.create(content());
    await sessions.end(sentBack(mine.cookie));
    await sessions.end(requestWith());
    expect(await sessions.read(sentBack(mine.cookie))).toBeUndefined();
    expect(await sessions.read(sentBack(yours.cookie))).toEqual(yours.record);
    expect(sessions.removal()).toBe('mitid-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax');
  });

  test('end takes another record too, where it is told of one', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const [mine, also, yours] = await Promise.all([content(), content(), content()].map((one) => sessions.create(one)));
    await sessions.end(sentBack(mine!.cookie), also!.record.id);
    const left = await Promise.all([mine, also, yours].map((one) => sessions.read(sentBack(one!.cookie))));
    expect(left).toEqual([undefined, undefined, yours!.record]);
  });

  test('of two who take a record one hears that it was there', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const { record } = await sessions.create(content());
    expect([await sessions.take(record.id), await sessions.take(record.id)]).toEqual([true, false]);
  });

  test.each(['private', 'professional', 'company'] as const)(
    'a record may be of a %s identity',
    async (identityType) => {
      const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
      const { cookie } = await sessions.create(content({ identityType }));
      expect(await sessions.read(sentBack(cookie))).toMatchObject({ identityType });
    },
  );

  test.each(['', 5])('a key whose namespace is %j is no key, nor its record one', async (namespace) => {
    const store = new MemoryStateStore();
    const sessions = new LoginSessions({ store, secure: false });
    const { record, cookie } = await sessions.create(content());
    const stored = JSON.stringify({ ...record, key: { ...record.key, namespace } });
    await store.put(`mitid:session:${record.id}`, stored, 1_000);
    expect(await sessions.read(sentBack(cookie))).toBeUndefined();
  });

  test.each(['not json', '{}', '{"id":"x"}', 'null'])('a stored value like %s is no record', async (value) => {
    const store = new MemoryStateStore();
    const sessions = new LoginSessions({ store, secure: false });
    const { record, cookie } = await sessions.create(content());
    await store.put(`mitid:session:${record.id}`, value, 1_000);
    expect(await sessions.read(sentBack(cookie))).toBeUndefined();
  });

  test('what a record does not say, Object.prototype does not say for it', async () => {
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const { record, cookie } = await sessions.create(content());
    const planted = { hasCpr: true, hasPid: true, loa: 'high', sessionIndex: 'planted', stepUpId: 'planted' };
    for (const [name, value] of Object.entries(planted))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      const read = await sessions.read(sentBack(cookie));
      const { hasCpr, hasPid, loa, sessionIndex, transaction: { stepUpId } = {} } = read ?? {};
      expect([read?.id, hasCpr, hasPid, loa, sessionIndex, stepUpId]).toEqual([record.id, ...Array<undefined>(5)]);
    } finally {
      for (const name of Object.keys(planted)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  test('a store that is down is an error, not an absence', async () => {
    const down = () => Promise.reject(new Error('down'));
    const store = { put: down, get: down, take: down, claim: down, delete: down };
    const sessions = new LoginSessions({ store: new GuardedStateStore(store), secure: false });
    expect(await codeOfAsync(sessions.create(content()))).toBe('state_store_failed');
    expect(await codeOfAsync(sessions.read(requestWith('mitid-session=token')))).toBe('state_store_failed');
    expect(await codeOfAsync(sessions.end(requestWith('mitid-session=token')))).toBe('state_store_failed');
  });
});
