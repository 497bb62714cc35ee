import { MemoryStateStore } from '../../src/state';
import { LoginRequests } from '../../src/strategies/login-requests';
import { codeOf, codeOfAsync, errorOfAsync } from '../support/codes';

function storeWithClock(maxEntries = 10) {
  let now = 1_000;
  const store = new MemoryStateStore({ maxEntries, clock: () => now });
  return { store, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('MemoryStateStore', () => {
  test('gives back what was put, as often as it is asked', async () => {
    const { store } = storeWithClock();
    await store.put('key', 'value', 100);
    expect(await store.get('key')).toBe('value');
    expect(await store.get('key')).toBe('value');
    expect(await store.get('other')).toBeUndefined();
  });

  test('a put replaces the value and its lifetime', async () => {
    const { store, pass } = storeWithClock();
    await store.put('key', 'first', 100);
    await store.put('key', 'second', 1_000);
    pass(500);
    expect(await store.get('key')).toBe('second');
  });

  test('take gives a value to one of two callers', async () => {
    const { store } = storeWithClock();
    await store.put('key', 'value', 100);
    expect(await Promise.all([store.take('key'), store.take('key')])).toEqual(['value', undefined]);
    expect(await store.get('key')).toBeUndefined();
  });

  test('claim says yes to one of two callers', async () => {
    const { store } = storeWithClock();
    expect(await Promise.all([store.claim('id', 100), store.claim('id', 100)])).toEqual([true, false]);
  });

  test('an entry lives until its lifetime has passed, and not a millisecond longer', async () => {
    const { store, pass } = storeWithClock();
    await store.put('key', 'value', 100);
    await store.claim('id', 100);
    pass(99);
    expect(await store.get('key')).toBe('value');
    expect(await store.claim('id', 100)).toBe(false);
    pass(1);
    expect(await store.get('key')).toBeUndefined();
    expect(await store.take('key')).toBeUndefined();
    expect(await store.claim('id', 100)).toBe(true);
  });

  test('delete removes an entry, and is content where there is none', async () => {
    const { store } = storeWithClock();
    await store.put('key', 'value', 100);
    await store.delete('key');
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
  });

  test('refuses a new entry when it is full of living ones, and drops none of them', async () => {
    const { store } = storeWithClock(2);
    await store.claim('used assertion', 100);
    await store.put('login', 'value', 100);
    const error = await errorOfAsync(store.put('one more', 'value', 100));
    expect(error.code).toBe('state_store_failed');
    expect(error.detail.option).toContain('maxEntries');
    expect(await codeOfAsync(store.claim('one more', 100))).toBe('state_store_failed');
    expect(await store.claim('used assertion', 100)).toBe(false);
    expect(await store.get('login')).toBe('value');
  });

  test('replaces an entry when it is full', async () => {
    const { store } = storeWithClock(1);
    await store.put('key', 'first', 100);
    await store.put('key', 'second', 100);
    expect(await store.get('key')).toBe('second');
  });

  test('makes room by dropping what has expired', async () => {
    const { store, pass } = storeWithClock(3);
    await store.put('short', 'value', 100);
    await store.put('shorter', 'value', 50);
    await store.put('long', 'value', 1_000);
    pass(100);
    await store.put('new', 'value', 100);
    expect(store.size).toBe(2);
    expect(await store.get('long')).toBe('value');
    expect(await store.get('new')).toBe('value');
  });

  test('drops what has expired within a minute or so, though it is not full', async () => {
    const { store, pass } = storeWithClock(100);
    await store.put('session', 'value', 100);
    pass(61_000);
    await store.put('other', 'value', 100);
    expect(store.size).toBe(1);
  });

  test.each([0, -1, NaN, Infinity])('refuses a lifetime of %p', async (ttlMs) => {
    const { store } = storeWithClock();
    expect(await codeOfAsync(store.put('key', 'value', ttlMs))).toBe('state_store_failed');
    expect(await codeOfAsync(store.claim('key', ttlMs))).toBe('state_store_failed');
    expect(store.size).toBe(0);
  });

  test.each([0, 1.5, NaN])('does not start with room for %p entries', (max) => {
    expect(codeOf(() => new MemoryStateStore({ maxEntries: max }))).toBe('configuration_invalid');
    expect(codeOf(() => new MemoryStateStore({ maxLogins: max }))).toBe('configuration_invalid');
  });

  describe('logins under way, which anybody can start', () => {
    const LOGIN = 'mitid:login:';

    test('without end shut nobody out: claims and records have their room, and lose nothing', async () => {
      const store = new MemoryStateStore({ maxEntries: 3, maxLogins: 2 });
      await store.claim('assertion:used', 1_000);
      await store.put('mitid:session:one', 'record', 1_000);
      for (let n = 0; n < 50; n += 1) await store.put(`${LOGIN}${n}`, 'login', 1_000);
      expect(await store.claim('assertion:new', 1_000)).toBe(true);
      expect(await store.claim('assertion:used', 1_000)).toBe(false);
      expect(await store.get('mitid:session:one')).toBe('record');
      expect(store.size).toBe(5);
    });

    test('the oldest gives way, and none that was kept again since', async () => {
      const store = new MemoryStateStore({ maxLogins: 2 });
      await store.put(`${LOGIN}a`, '1', 1_000);
      await store.put(`${LOGIN}b`, '1', 1_000);
      await store.put(`${LOGIN}a`, '2', 1_000);
      await store.put(`${LOGIN}c`, '1', 1_000);
      const kept = ['a', 'b', 'c'].map((name) => store.get(`${LOGIN}${name}`));
      expect(await Promise.all(kept)).toEqual(['2', undefined, '1']);
    });

    test('have their room where there is none for the others', async () => {
      const store = new MemoryStateStore({ maxEntries: 1 });
      await store.claim('assertion:used', 1_000);
      await store.put(`${LOGIN}a`, 'login', 1_000);
      expect(await codeOfAsync(store.claim('assertion:new', 1_000))).toBe('state_store_failed');
      expect(await store.take(`${LOGIN}a`)).toBe('login');
      expect(await store.take(`${LOGIN}a`)).toBeUndefined();
      await store.put(`${LOGIN}a`, 'login', 1_000);
      await store.delete(`${LOGIN}a`);
      expect(await store.get(`${LOGIN}a`)).toBeUndefined();
    });

    test('that the strategies keep are such', async () => {
      const store = new MemoryStateStore({ maxLogins: 1 });
      const logins = new LoginRequests({ store, secure: false, sameSite: 'Lax', parameter: 'TARGET' });
      const owner = { strategy: 'eident', issuer: 'x', callbackUrl: 'y' };
      const content = { ...owner, asked: { eids: ['mitid'], returnSsn: false, returnNemidPid: false } };
      await logins.start({ headers: {} }, content);
      await logins.start({ headers: {} }, content);
      expect(store.size).toBe(1);
    });
  });

  test('goes by a clock that a changed date does not move', async () => {
    const store = new MemoryStateStore();
    await store.put('key', 'value', 60_000);
    const tomorrow = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000);
    expect(await store.get('key')).toBe('value');
    tomorrow.mockRestore();
  });
});
