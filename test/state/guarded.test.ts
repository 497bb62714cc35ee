import { MitIdError } from '../../src/errors';
import { GuardedStateStore, MemoryStateStore, type StateStore } from '../../src/state';
import { codeOfAsync, errorOfAsync } from '../support/codes';

const METHODS = ['put', 'get', 'take', 'claim', 'delete'] as const;
type Method = (typeof METHODS)[number];

function call(store: StateStore, method: Method): Promise<unknown> {
  switch (method) {
    case 'put':
      return store.put('key', 'value', 100);
    case 'claim':
      return store.claim('key', 100);
    default:
      return store[method]('key');
  }
}

function storeThat(answer: () => unknown): StateStore {
  return Object.fromEntries(METHODS.map((method) => [method, answer])) as unknown as StateStore;
}

describe('GuardedStateStore', () => {
  test('is the store it guards', async () => {
    const store = new GuardedStateStore(new MemoryStateStore());
    await store.put('key', 'value', 1_000);
    expect(await store.get('key')).toBe('value');
    expect(await store.claim('id', 1_000)).toBe(true);
    expect(await store.claim('id', 1_000)).toBe(false);
    expect(await store.take('key')).toBe('value');
    expect(await store.take('key')).toBeUndefined();
    await store.delete('id');
    expect(await store.claim('id', 1_000)).toBe(true);
  });

  test.each(METHODS)('reports a rejection of %s, with the cause', async (method) => {
    const cause = new Error('connect ECONNREFUSED 127.0.0.1:6379');
    const store = new GuardedStateStore(storeThat(() => Promise.reject(cause)));
    const error = await errorOfAsync(call(store, method));
    expect(error).toMatchObject({ code: 'state_store_failed', outcome: 'error', status: 503, cause });
    expect(error.detail).toMatchObject({ where: `stateStore.${method}`, option: 'stateStore' });
    expect(error.explain()).toContain('ECONNREFUSED');
    expect(error.message).not.toContain('ECONNREFUSED');
  });

  test.each(METHODS)('reports a throw of %s', async (method) => {
    const store = new GuardedStateStore(
      storeThat(() => {
        throw new TypeError('client is closed');
      }),
    );
    expect(await codeOfAsync(call(store, method))).toBe('state_store_failed');
  });

  test.each(METHODS)('reports a silence of %s, as of a client that queues while it is offline', async (method) => {
    const store = new GuardedStateStore(
      storeThat(() => new Promise(() => undefined)),
      20,
    );
    expect((await errorOfAsync(call(store, method))).explain()).toContain('no answer within 20 ms');
  });

  test('lets a store that knows our error say it itself', async () => {
    const cause = new MitIdError('state_store_failed', { got: 'full' });
    const store = new GuardedStateStore(storeThat(() => Promise.reject(cause)));
    expect(await errorOfAsync(store.get('key'))).toBe(cause);
  });

  test.each([undefined, null, 'OK', 1])('takes %p from claim for no answer: a used id could pass', async (answer) => {
    const store = new GuardedStateStore(storeThat(() => Promise.resolve(answer)));
    expect(await codeOfAsync(store.claim('id', 100))).toBe('state_store_failed');
  });

  test.each([{}, 5, Buffer.from('value')])('takes %p from get and take for no answer', async (answer) => {
    const store = new GuardedStateStore(storeThat(() => Promise.resolve(answer)));
    expect(await codeOfAsync(store.get('key'))).toBe('state_store_failed');
    expect(await codeOfAsync(store.take('key'))).toBe('state_store_failed');
  });

  test('takes null for an unknown key', async () => {
    const store = new GuardedStateStore(storeThat(() => Promise.resolve(null)));
    expect(await store.get('key')).toBeUndefined();
    expect(await store.take('key')).toBeUndefined();
  });
});
