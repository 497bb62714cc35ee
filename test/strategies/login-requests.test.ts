import type { IncomingMessage } from 'node:http';
import type { MitIdError } from '../../src/errors';
import type { LoginRequest } from '../../src/login-request';
import { GuardedStateStore, MemoryStateStore, type StateStore } from '../../src/state';
import { LoginRequests } from '../../src/strategies/login-requests';
import { codeOfAsync, errorOfAsync } from '../support/codes';

const MINUTE_MS = 60_000;
const owner = { strategy: 'eident', issuer: 'https://broker.example', callbackUrl: 'https://app.example/callback' };
const content: Omit<LoginRequest, 'cookieHash' | 'startedAt'> = {
  ...owner,
  asked: {
    eids: ['mitid'],
    loa: 'substantial',
    returnSsn: true,
    returnNemidPid: false,
    referenceText: 'Order 17',
    transactionText: { text: '<b>Pay</b>', type: 'html' },
    additionalInfo: 'cart 17',
  },
  returnTo: '/account',
  stepUp: { kind: 'cpr', transactionId: '617b5cdc6fb84f16a6022e328d970bb7', sessionId: 'session' },
};

type HasCookies = Pick<IncomingMessage, 'headers'>;
const requestWith = (...cookies: string[]): HasCookies => ({ headers: { cookie: cookies.join('; ') } });
const sentBack = (...setCookies: string[]) => requestWith(...setCookies.map((cookie) => cookie.split(';')[0] ?? ''));
const nobody = requestWith();

function logins(options: { store?: StateStore; secure?: boolean; sameSite?: 'Lax' | 'None' } = {}) {
  return new LoginRequests({
    store: new MemoryStateStore(),
    secure: true,
    sameSite: 'Lax',
    parameter: 'TARGET',
    ...options,
  });
}

describe('LoginRequests', () => {
  test('the browser that started a login ends it, with everything that was asked', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    expect(await requests.take(sentBack(...cookies), target, owner)).toMatchObject(content);
  });

  test('the target has 256 random bits, and fits into 80 bytes', async () => {
    const requests = logins();
    const targets = await Promise.all(
      Array.from({ length: 50 }, async () => (await requests.start(nobody, content)).target),
    );
    expect(new Set(targets).size).toBe(50);
    for (const target of targets) expect(target).toMatch(/^[\w-]{43}$/);
  });

  test('the cookie: one a login, HttpOnly, Secure, __Host-, Lax, fifteen minutes, and another token than the target', async () => {
    const { target, cookies } = await logins().start(nobody, content);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^__Host-mitid-login-[\w-]{22}=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(cookies[0]).not.toContain(target);
  });

  test('the cookie on loopback, and the one for a posted answer', async () => {
    const [plain] = (await logins({ secure: false }).start(nobody, content)).cookies;
    expect(plain).toMatch(/^mitid-login-[\w-]{22}=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/);
    const [posted] = (await logins({ sameSite: 'None' }).start(nobody, content)).cookies;
    expect(posted).toMatch(/SameSite=None; Secure$/);
  });

  test('the store holds neither the target nor the token', async () => {
    const kept: string[] = [];
    const memory = new MemoryStateStore();
    const store: StateStore = Object.assign(Object.create(memory) as StateStore, {
      put: (key: string, value: string, ttlMs: number) => {
        kept.push(key, value, String(ttlMs));
        return memory.put(key, value, ttlMs);
      },
    });
    const { target, cookies } = await logins({ store }).start(nobody, content);
    const token = /=([\w-]{43});/.exec(cookies[0] ?? '')?.[1] ?? 'missing';
    expect(kept.join('\n')).not.toContain(target);
    expect(kept.join('\n')).not.toContain(token);
    expect(kept[2]).toBe(String(15 * MINUTE_MS));
  });

  test.each(['', 'x', 'a'.repeat(42), 'a'.repeat(44), 'a'.repeat(81), `${'a'.repeat(42)}=`, `${'a'.repeat(43)}\n`])(
    'what is no target of ours is not looked for: %j',
    async (target) => {
      const store = new MemoryStateStore();
      const get = jest.spyOn(store, 'get');
      expect(await codeOfAsync(logins({ store }).take(nobody, target, owner))).toBe('login_unknown');
      expect(get).not.toHaveBeenCalled();
      expect(await codeOfAsync(logins({ store }).take(nobody, 'a'.repeat(43), owner))).toBe('login_unknown');
      expect(get).toHaveBeenCalledTimes(1);
    },
  );

  test('a login ends once', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    const browser = sentBack(...cookies);
    await requests.take(browser, target, owner);
    expect(await codeOfAsync(requests.take(browser, target, owner))).toBe('login_unknown');
  });

  test('of two requests at once one ends it', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    const browser = sentBack(...cookies);
    const results = await Promise.allSettled([0, 1].map(() => requests.take(browser, target, owner)));
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'ended' : (result.reason as MitIdError).code,
    );
    expect(codes.sort()).toEqual(['ended', 'login_unknown']);
  });

  test.each(['', 'guess', '../x'])('a target that nobody was given (%j) is unknown', async (target) => {
    expect(await codeOfAsync(logins().take(nobody, target, owner))).toBe('login_unknown');
  });

  test('a browser without the cookie is refused, and the login waits for the right one', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    expect(await codeOfAsync(requests.take(nobody, target, owner))).toBe('browser_mismatch');
    expect(await requests.take(sentBack(...cookies), target, owner)).toMatchObject(owner);
  });

  test('a browser with another token is refused, and the log hears no token', async () => {
    const requests = logins();
    const mine = await requests.start(nobody, content);
    const yours = await requests.start(nobody, content);
    const nameOfMine = mine.cookies[0]?.split('=')[0] ?? '';
    const tokenOfYours = /=([\w-]{43});/.exec(yours.cookies[0] ?? '')?.[1] ?? '';
    const error = await errorOfAsync(requests.take(requestWith(`${nameOfMine}=${tokenOfYours}`), mine.target, owner));
    expect(error.code).toBe('browser_mismatch');
    expect(error.explain()).not.toContain(tokenOfYours);
    expect(await requests.take(sentBack(...mine.cookies), mine.target, owner)).toBeDefined();
  });

  test('two tabs: each ends its own login', async () => {
    const requests = logins();
    const first = await requests.start(nobody, { ...content, returnTo: '/first' });
    const second = await requests.start(sentBack(...first.cookies), { ...content, returnTo: '/second' });
    const browser = sentBack(...first.cookies, ...second.cookies);
    expect((await requests.take(browser, second.target, owner)).returnTo).toBe('/second');
    expect((await requests.take(browser, first.target, owner)).returnTo).toBe('/first');
  });

  test.each(['strategy', 'issuer', 'callbackUrl'] as const)(
    'a login of another %s is unknown, and stays',
    async (part) => {
      const requests = logins();
      const { target, cookies } = await requests.start(nobody, content);
      const other = { ...owner, [part]: 'https://other.example' };
      expect(await codeOfAsync(requests.take(sentBack(...cookies), target, other))).toBe('login_unknown');
      expect(await requests.take(sentBack(...cookies), target, owner)).toBeDefined();
    },
  );

  test('after fifteen minutes the store has forgotten it', async () => {
    let now = 0;
    const requests = logins({ store: new MemoryStateStore({ clock: () => now }) });
    const { target, cookies } = await requests.start(nobody, content);
    now = 15 * MINUTE_MS;
    expect(await codeOfAsync(requests.take(sentBack(...cookies), target, owner))).toBe('login_unknown');
  });

  test('after fifteen minutes it is expired, whatever the store thinks of lifetimes', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * MINUTE_MS);
    expect(await codeOfAsync(requests.take(sentBack(...cookies), target, owner))).toBe('login_expired');
    later.mockRestore();
  });

  test.each(['nonsense', '{}', '[]'])('a stored value like %s is no login', async (value) => {
    const memory = new MemoryStateStore();
    const requests = logins({ store: memory });
    const { target, cookies } = await requests.start(nobody, content);
    jest.spyOn(memory, 'get').mockResolvedValue(value);
    expect(await codeOfAsync(requests.take(sentBack(...cookies), target, owner))).toBe('login_unknown');
  });

  test('the removal takes that login’s cookie', async () => {
    const requests = logins();
    const { target, cookies } = await requests.start(nobody, content);
    const name = cookies[0]?.split('=')[0] ?? '';
    expect(requests.removal(target)).toBe(`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure`);
  });

  test('a browser that starts login after login keeps ten, and loses the oldest', async () => {
    const requests = logins();
    const started: string[] = [];
    let removed: string[] = [];
    for (let count = 0; count < 11; count += 1) {
      const [cookie = '', ...removals] = (await requests.start(sentBack('app=1', ...started), content)).cookies;
      started.push(cookie);
      removed = removals;
      if (count < 10) expect(removals).toEqual([]);
    }
    expect(removed).toHaveLength(1);
    expect(removed[0]).toContain(`${started[0]?.split('=')[0]}=; `);
    expect(removed[0]).toContain('Max-Age=0');
  });

  test('a store that is down is an error', async () => {
    const down = () => Promise.reject(new Error('down'));
    const store = new GuardedStateStore({ put: down, get: down, take: down, claim: down, delete: down });
    expect(await codeOfAsync(logins({ store }).start(nobody, content))).toBe('state_store_failed');
    expect(await codeOfAsync(logins({ store }).take(nobody, 'a'.repeat(43), owner))).toBe('state_store_failed');
  });
});
