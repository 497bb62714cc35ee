import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { EIdentStrategy } from '../../../src/strategies/eident';
import { LoginApp, persona } from './support/login-app';
import { Visitor } from './support/visitor';

const app = LoginApp.use();

describe('a login through the simulated broker', () => {
  test('private MitID', async () => {
    const ending = await app.login(persona('citizen'));
    expect(ending).toMatchObject({ status: 200, outcome: 'in', user: { provider: 'mitid' }, authInfo: {} });
    expect(app.profiles[0]).toMatchObject({
      identityType: 'private',
      key: { issuer: app.simulator.eident.idpIssuer, namespace: 'mitid-uuid' },
      assurance: { loa: 'substantial' },
      transaction: { trust: 'signature' },
    });
    expect(app.profiles[0]?.person.cpr).toBeUndefined();
    expect(app.log).toEqual([]);
  });

  test('MitID Erhverv, with the employer that was chosen', async () => {
    app.configure({ eids: ['mitid:mitid_erhverv'] });
    const visitor = persona('employee-two-companies');
    const ending = await app.login(visitor, '&identity=employee');
    expect(ending).toMatchObject({ outcome: 'in', user: { provider: 'mitid-erhverv' } });
    expect(app.profiles[0]).toMatchObject({
      identityType: 'professional',
      key: { namespace: 'nemlogin-professional' },
    });
    expect(app.profiles[0]?.organization?.cvr).toMatch(/^9\d{7}$/);
  });

  test('private MitID on behalf of a company stays private', async () => {
    app.configure({ eids: ['mitid', 'mitid:mitid_erhverv'] });
    await app.login(persona('manager'), '&identity=represents');
    expect(app.profiles[0]).toMatchObject({ identityType: 'private', key: { namespace: 'mitid-uuid' } });
    expect(app.profiles[0]?.authorizedToRepresent).toHaveLength(1);
  });

  test.each([
    ['nemid-key-card', 'private', 'pid'],
    ['nemid-key-file', 'professional', 'cvr-rid'],
    ['nemid-company', 'company', 'cvr-uid'],
  ])('a NemID of old: %s', async (id, identityType, namespace) => {
    app.configure({ eids: ['dk_nemid_js', 'dk_nemid-opensign'] });
    expect(await app.login(persona(id))).toMatchObject({ outcome: 'in', user: { provider: 'nemid' } });
    expect(app.profiles[0]).toMatchObject({ identityType, key: { namespace }, assurance: {} });
  });

  test('with the CPR number and the NemID PID', async () => {
    app.configure({ returnSsn: true, returnNemidPid: true });
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]?.person.cpr?.toString()).toBe('120385-xxxx');
    expect(app.profiles[0]?.nemid?.pid).toMatch(/^9208-2002-2-\d{12}$/);
  });

  test('with what a call asks for', async () => {
    app.call = {
      returnSsn: true,
      loa: 'high',
      referenceText: 'Order 17 & more',
      transactionText: { text: '<b>Pay</b> 100 kr.', type: 'html' },
      additionalInfo: 'cart 17',
      locale: 'da_DK',
    };
    expect(await app.login(persona('level-high'))).toMatchObject({ outcome: 'in' });
    const sha256 = createHash('sha256').update('<b>Pay</b> 100 kr.').digest('base64');
    expect(app.profiles[0]).toMatchObject({
      assurance: { loa: 'high' },
      transaction: {
        referenceText: 'Order 17 & more',
        transactionText: { text: '<b>Pay</b> 100 kr.', type: 'html', sha256 },
        additionalInfo: 'cart 17',
      },
    });
    expect(app.profiles[0]?.person.cpr).toBeDefined();
  });

  test('with presetId, which names the person', async () => {
    const uuid = app.simulator.personas.find(({ id }) => id === 'citizen')?.mitid?.uuid ?? '';
    app.call = { presetId: uuid };
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in', user: { id: uuid } });
  });

  test('by POST, where it is turned on', async () => {
    app.registerMerchant({ profile: 'post' });
    app.configure({ bindings: ['artifact', 'post'] });
    const visitor = persona('citizen');
    expect(await app.postedLogin(visitor)).toMatchObject({ outcome: 'in', user: { provider: 'mitid' } });
    expect((await app.me(visitor)).user).not.toBeNull();
  });

  test('a signature over the response is as good as one over the assertion', async () => {
    for (const signs of ['response', 'both'] as const) {
      app.registerMerchant({ signs });
      expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    }
  });
});

describe('the start of a login', () => {
  test('is a redirect that no cache keeps, with the cookie of this login', async () => {
    const start = await app.begin(persona('citizen'));
    expect(start.status).toBe(302);
    expect(start.headers.get('cache-control')).toBe('no-store');
    expect(start.location).toContain(`${app.simulator.url}/its/index.html?mid=`);
    const login = start.setCookies.filter((line) => line.startsWith('mitid-login-'));
    expect(login).toEqual([
      expect.stringMatching(/^mitid-login-[\w-]{22}=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('by POST is a 303, so that the browser does not post on to the broker', async () => {
    const start = await new Visitor().post(`${app.url}/login/mitid`, { csrf: 'x' });
    expect(start.status).toBe(303);
    expect(start.location).toContain('/its/index.html?');
  });

  test('off loopback the cookie is Secure and __Host-, and None only where the answer is posted', async () => {
    const https = { callbackUrl: 'https://app.example/callback' };
    const cookieWith = async (options: object) => {
      app.configure({ ...https, ...options });
      return (await app.begin(new Visitor())).setCookies.find((line) => line.includes('mitid-login-'));
    };
    expect(await cookieWith({})).toMatch(/^__Host-mitid-login-[\w-]{22}=.*; HttpOnly; SameSite=Lax; Secure$/);
    expect(await cookieWith({ bindings: ['post'] })).toMatch(/; SameSite=None; Secure$/);
    // A browser drops a cookie that says None without Secure; on loopback all ports are one site.
    expect(await cookieWith({ bindings: ['post'], callbackUrl: app.callbackUrl })).toMatch(/; SameSite=Lax$/);
  });
});

describe('the end of a login', () => {
  test('gives the browser a new session, which has nothing of the old one', async () => {
    const visitor = persona('citizen');
    await visitor.visit(`${app.url}/cart/full`);
    const before = await app.me(visitor);
    expect(before).toMatchObject({ user: null, cart: 'full' });
    await app.login(visitor);
    const after = await app.me(visitor);
    expect(after.user).not.toBeNull();
    expect(after.cart).toBeNull();
    expect(after.sessionId).not.toBe(before.sessionId);
  });

  test('keeps what keepSessionInfo keeps, under a new session id all the same', async () => {
    app.callbackCall = { keepSessionInfo: true };
    const visitor = persona('citizen');
    await visitor.visit(`${app.url}/cart/full`);
    const before = await app.me(visitor);
    await app.login(visitor);
    expect(await app.me(visitor)).toMatchObject({ cart: 'full' });
    expect((await app.me(visitor)).sessionId).not.toBe(before.sessionId);
  });

  test('takes the cookie of the login, and gives that of the LoginRecord', async () => {
    const visitor = persona('citizen');
    const { answer } = await app.login(visitor);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([...visitor.cookies.keys()].sort()).toEqual(['connect.sid', 'mitid-session']);
    const { record } = await app.me(visitor);
    expect(record).toMatchObject({
      strategy: 'eident',
      issuer: app.simulator.eident.idpIssuer,
      key: { namespace: 'mitid-uuid' },
      identityType: 'private',
    });
    expect(record?.transaction.assertionId).toBe(`TI2-${record?.transaction.stepUpId ?? ''}`);
    expect(record?.expiresAt).toBe((record?.createdAt ?? 0) + 8 * 3_600_000);
  });

  test('of a second login ends the first one’s record', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const stolen = new Visitor();
    for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);
    const first = (await app.me(visitor)).record;
    await app.login(visitor);
    const second = (await app.me(visitor)).record;
    expect(second?.id).not.toBe(first?.id);
    expect(second).toBeDefined();
    expect((await app.me(stolen)).record).toBeUndefined();
  });

  test('two tabs end where each began', async () => {
    const visitor = persona('citizen');
    app.call = { returnTo: '/first' };
    const first = await app.toCallback(visitor);
    app.call = { returnTo: '/second?tab=2' };
    const second = await app.toCallback(visitor);
    expect((await app.end(visitor, second)).authInfo).toEqual({ returnTo: '/second?tab=2' });
    expect((await app.end(visitor, first)).authInfo).toEqual({ returnTo: '/first' });
  });

  test('successRedirect is Passport’s, as ever', async () => {
    app.callbackCall = { successRedirect: '/account' };
    const { answer } = await app.login(persona('citizen'));
    expect(answer).toMatchObject({ status: 302, location: `${app.url}/account` });
  });

  test('a TARGET of another kind of parameter beside it does not matter', async () => {
    const visitor = persona('citizen');
    const callback = await app.toCallback(visitor);
    expect(await app.end(visitor, `${callback}&utm_source=x&status=`)).toMatchObject({ outcome: 'in' });
  });
});

describe('the verify callback', () => {
  test('gets the request first with passReqToCallback', async () => {
    const seen: Request[] = [];
    app.install(
      new EIdentStrategy({ ...app.options(), passReqToCallback: true }, (req, profile, done) => {
        seen.push(req);
        done(null, { id: profile.id }, { hint: 'x' });
      }),
    );
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in', authInfo: { hint: 'x' } });
    expect(seen[0]?.path).toBe('/login/mitid/callback');
  });

  test('what it says stands beside returnTo', async () => {
    app.call = { returnTo: '/account' };
    app.configure({}, (_profile, done) => done(null, {}, 'welcome'));
    expect((await app.login(persona('citizen'))).authInfo).toEqual({ message: 'welcome', returnTo: '/account' });
  });

  test('may answer later', async () => {
    app.configure({}, async (profile, done) => {
      await new Promise((resolve) => setImmediate(resolve));
      app.letIn(profile, done);
    });
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
  });
});
