import type { Asked } from '../../../src/login-request';
import type { NemLogInAuthenticateOptions } from '../../../src/strategies/nemlog-in';
import { readCall } from '../../../src/strategies/nemlog-in/authenticate-options';
import { requireStartedSo } from '../../../src/strategies/nemlog-in/held-to';
import { errorOf } from '../../support/codes';
import { instant } from '../../support/saml2';
import { Visitor } from '../eident/support/visitor';
import { LoginApp } from './support/login-app';

const STARTED: Asked = {
  loa: 'substantial',
  identityTypes: ['private'],
  returnSsn: false,
  returnNemidPid: false,
};

function end(call: object, asked: Asked = STARTED): void {
  const owner = { strategy: 'nemlog-in', issuer: 'x', callbackUrl: 'y', cookieHash: 'z', startedAt: 0 };
  requireStartedSo(readCall({ ...call }), { ...owner, asked });
}

describe('a call that ends a login which was started', () => {
  test.each<[string, NemLogInAuthenticateOptions, Partial<Asked>?]>([
    ['by any call, where it names nothing', {}],
    ['by the same call', { loa: 'substantial', identityTypes: ['private'] }],
    ['with a higher level', { loa: 'low' }],
    ['with fewer types', { identityTypes: ['private', 'professional'] }],
    ['anew, which nobody asked for', { forceAuthn: false }, { forceAuthn: true }],
    ['anew', { forceAuthn: true }, { forceAuthn: true }],
    ['with another look', { isPassive: true, appSwitch: { platform: 'iOS', returnUrl: 'https://app.example/x' } }],
    ['for another path', { returnTo: '/account' }],
    ['with Passport’s own options', { session: false, failureRedirect: '/login' }],
  ])('%s', (_name, call, asked = {}) => {
    expect(() => end(call, { ...STARTED, ...asked })).not.toThrow();
  });

  test.each<[keyof NemLogInAuthenticateOptions, NemLogInAuthenticateOptions, Partial<Asked>?]>([
    ['loa', { loa: 'high' }],
    ['identityTypes', { identityTypes: ['professional'] }],
    ['identityTypes', { identityTypes: ['private'] }, { identityTypes: ['private', 'professional'] }],
    ['forceAuthn', { forceAuthn: true }],
  ])('without its %s is refused', (name, call, asked = {}) => {
    const error = errorOf(() => end(call, { ...STARTED, ...asked }));
    expect(error).toMatchObject({ code: 'login_unknown', outcome: 'fail' });
    expect(error.detail).toMatchObject({
      where: 'RelayState',
      got: `a login that was started with other parameters: ${name}`,
    });
  });

  test.each(['loa', 'identityTypes'] as const)('without any %s is refused', (name) => {
    const asked = Object.fromEntries(Object.entries(STARTED).filter(([one]) => one !== name)) as unknown as Asked;
    expect(errorOf(() => end({ [name]: STARTED[name] }, asked)).code).toBe('login_unknown');
  });
});

describe('the route that a login ends at', () => {
  const app = LoginApp.use();

  test.each<NemLogInAuthenticateOptions>([{ loa: 'high' }, { identityTypes: ['private'] }, { forceAuthn: true }])(
    'that names %j does not let in who started at a route that did not',
    async (callbackCall) => {
      app.callbackCall = callbackCall;
      expect(await app.login(new Visitor())).toMatchObject({ status: 401, outcome: 'fail', code: 'login_unknown' });
      expect(app.profiles).toHaveLength(0);
    },
  );

  test('and names what the one that started it named lets in', async () => {
    const call: NemLogInAuthenticateOptions = { loa: 'low', identityTypes: ['private'], forceAuthn: true };
    app.call = call;
    app.callbackCall = call;
    expect(await app.login(new Visitor(), { authnInstant: instant(Date.now()) })).toMatchObject({ outcome: 'in' });
  });

  test.each([{ loa: 'medium' }, { forceauthn: true }, { passive: true }])(
    'has its parameters judged as at the start: %j',
    async (callbackCall) => {
      app.callbackCall = callbackCall as NemLogInAuthenticateOptions;
      expect(await app.login(new Visitor())).toMatchObject({ outcome: 'error', code: 'parameter_invalid' });
    },
  );
});
