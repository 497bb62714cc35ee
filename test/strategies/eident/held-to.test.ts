import type { Asked, LoginRequest } from '../../../src/login-request';
import type { EIdentAuthenticateOptions } from '../../../src/strategies/eident';
import { readCall } from '../../../src/strategies/eident/authenticate-options';
import { requireStartedSo } from '../../../src/strategies/eident/held-to';
import { errorOf } from '../../support/codes';
import { LoginApp, persona } from './support/login-app';

const UUID = 'b0b1b2b3-0000-4000-8000-000000000001';
const OTHER_UUID = 'b0b1b2b3-0000-4000-8000-000000000002';
const pay = (amount: number, type: 'text' | 'html' = 'text') => ({ text: `Pay ${amount} kr.`, type });

const STARTED: Asked = {
  eids: ['mitid'],
  loa: 'substantial',
  returnSsn: false,
  returnNemidPid: false,
  presetId: UUID,
  referenceText: 'Order 17',
  transactionText: pay(100),
  additionalInfo: 'cart 17',
};

function end(call: object, asked: Asked = STARTED, stepUp?: LoginRequest['stepUp']): void {
  const owner = { strategy: 'eident', issuer: 'x', callbackUrl: 'y', cookieHash: 'z', startedAt: 0 };
  requireStartedSo(readCall({ ...call }), { ...owner, asked, ...(stepUp && { stepUp }) });
}

describe('a call that ends a login which was started', () => {
  test.each<[string, EIdentAuthenticateOptions]>([
    ['by any call, where it names nothing', {}],
    ['by the same call', { ...STARTED } as EIdentAuthenticateOptions],
    ['with fewer eIDs', { eids: ['mitid', 'mitid:mitid_erhverv'] }],
    ['with a higher level', { loa: 'low' }],
    ['with the same text', { transactionText: pay(100) }],
    ['with the same presetId, in capitals', { presetId: UUID.toUpperCase() }],
    ['with another look', { style: 'https://app.example/x.css', uiMode: 'popup', locale: 'en_GB' }],
    ['for another path', { returnTo: '/account' }],
    ['with Passport’s own options', { session: false, failureRedirect: '/login' }],
    ['with a parameter that is undefined', Object.fromEntries([['loa', undefined]])],
  ])('%s', (_name, call) => {
    expect(() => end(call)).not.toThrow();
  });

  test('with a step-up, where it names that, or nothing', () => {
    const stepUp = { kind: 'cpr', transactionId: 'x', sessionId: 'y' } as const;
    expect(() => end({ stepUp: 'cpr' }, STARTED, stepUp)).not.toThrow();
    expect(() => end({}, STARTED, stepUp)).not.toThrow();
  });

  test.each<[keyof EIdentAuthenticateOptions, object]>([
    ['eids', { eids: ['mitid:mitid_erhverv'] }],
    ['loa', { loa: 'high' }],
    ['aal', { aal: 'low' }],
    ['returnSsn', { returnSsn: true }],
    ['returnNemidPid', { returnNemidPid: true }],
    ['presetId', { presetId: OTHER_UUID }],
    ['referenceText', { referenceText: 'Order 18' }],
    ['transactionText', { transactionText: pay(1_000_000) }],
    ['transactionText', { transactionText: pay(100, 'html') }],
    ['additionalInfo', { additionalInfo: 'cart 18' }],
    ['stepUp', { stepUp: 'cpr' }],
  ])('without its %s is refused', (name, call) => {
    const error = errorOf(() => end(call));
    expect(error).toMatchObject({ code: 'login_unknown', outcome: 'fail' });
    expect(error.detail.got).toBe(`a login that was started with other parameters: ${name}`);
  });

  test.each(['loa', 'presetId', 'referenceText', 'transactionText', 'additionalInfo'] as const)(
    'without any %s is refused',
    (name) => {
      const asked = Object.fromEntries(Object.entries(STARTED).filter(([one]) => one !== name)) as unknown as Asked;
      expect(errorOf(() => end({ [name]: STARTED[name] }, asked)).code).toBe('login_unknown');
    },
  );

  test('and says nothing of what the texts are', () => {
    expect(errorOf(() => end({ referenceText: 'Order 18' })).explain()).not.toMatch(/Order/);
  });
});

describe('the route that a login ends at', () => {
  const app = LoginApp.use();

  test.each<EIdentAuthenticateOptions>([
    { returnSsn: true, aal: 'high', transactionText: pay(1_000_000) },
    { stepUp: 'cpr' },
    { loa: 'high' },
  ])('that names %j does not let in who started at a route that did not', async (callbackCall) => {
    app.callbackCall = callbackCall;
    expect(await app.login(persona('level-high'))).toMatchObject({ status: 401, outcome: 'fail' });
    expect(app.profiles).toHaveLength(0);
    expect(app.log).toEqual([
      expect.objectContaining({ fields: expect.objectContaining({ code: 'login_unknown' }) as object }),
    ]);
  });

  test('and names what the one that started it named lets in', async () => {
    const call: EIdentAuthenticateOptions = { returnSsn: true, loa: 'high', transactionText: pay(100) };
    app.call = call;
    app.callbackCall = call;
    expect(await app.login(persona('level-high'))).toMatchObject({ outcome: 'in' });
  });

  test('and is the one of a step-up lets in', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    app.call = { stepUp: 'cpr' };
    app.callbackCall = { stepUp: 'cpr' };
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  });

  test.each([{ loa: 'medium' }, { returnSSN: true }, { transactionText: 'Pay' }])(
    'has its parameters judged as at the start: %j',
    async (callbackCall) => {
      app.callbackCall = callbackCall as EIdentAuthenticateOptions;
      expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'error', code: 'parameter_invalid' });
    },
  );

  test('hears of a cancel whatever it names', async () => {
    app.custom = true;
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const target = new URL(start.location).searchParams.get('TARGET') ?? '';
    app.call = { loa: 'high' };
    const ending = await app.end(visitor, `${app.callbackUrl}?mitid_login=${target}&status=cancel`);
    expect(ending.code).toBe('user_cancelled');
  });
});
