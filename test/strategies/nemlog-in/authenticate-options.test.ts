import { readAuthenticateOptions, readCall } from '../../../src/strategies/nemlog-in/authenticate-options';
import { errorOf } from '../../support/codes';
import { Visitor } from '../eident/support/visitor';
import { LoginApp } from './support/login-app';

const start = (call: object, defaults = {}, terms = {}) => readAuthenticateOptions({ ...call }, defaults, terms);

describe('what a call names', () => {
  test('goes before what the strategy says', () => {
    const { parameters, returnTo } = start(
      { loa: 'high', returnTo: '/account' },
      { loa: 'low', identityTypes: ['private'] },
    );
    expect(parameters).toMatchObject({ loa: 'high', identityTypes: ['private'] });
    expect(returnTo).toBe('/account');
  });

  test('may be Passport’s, or the application’s own', () => {
    expect(readCall({ session: false, failureRedirect: '/', scope: 'x', state: 'y', tenant: 'z' })).toEqual({
      parameters: {},
    });
  });

  test.each([
    ['loA', 'loa'],
    ['forceAuth', 'forceAuthn'],
    ['passive', 'isPassive'],
    ['identityType', 'identityTypes'],
    ['return_to', 'returnTo'],
  ])('%s is told to be %s', (name, meant) => {
    const error = errorOf(() => readCall({ [name]: true }));
    expect(error).toMatchObject({ code: 'parameter_invalid', outcome: 'error' });
    expect(error.detail).toMatchObject({
      where: name,
      problems: [`${name} is not a parameter; did you mean ${meant}?`],
    });
  });

  test.each([{ aal: 'high' }, { eids: ['mitid'] }, { returnSsn: true }, { returnNemidPid: true }])(
    '%j is what only E-Ident can be asked',
    (call) => {
      const [name = ''] = Object.keys(call);
      const error = errorOf(() => readCall(call));
      expect(error).toMatchObject({ code: 'parameter_invalid', outcome: 'error' });
      expect(error.detail).toMatchObject({ where: name, problems: [`${name} cannot be asked of NemLog-in`] });
    },
  );

  test.each([
    [{ loa: 'medium' }, 'loa'],
    [{ identityTypes: 'private' }, 'identityTypes'],
    [{ forceAuthn: 'true' }, 'forceAuthn'],
    [{ appSwitch: { platform: 'iOS' } }, 'appSwitch'],
    [{ returnTo: 'https://evil.example' }, 'returnTo'],
    [{ returnTo: '//evil.example' }, 'returnTo'],
    [{ forceAuthn: true, isPassive: true }, 'isPassive'],
  ])('%j is refused', (call, where) => {
    expect(errorOf(() => start(call)).detail.where).toBe(where);
  });

  test('is held against what the strategy is set up for', () => {
    const terms = { dialect: 'oiosaml-2', policy: { identityTypes: ['private'] } } as const;
    const error = errorOf(() => start({ loa: 'low', identityTypes: ['professional'] }, {}, terms));
    expect(error.detail.problems).toHaveLength(2);
  });

  test.each(['/p/010170-5678', '/p/0101705678', '/p/%30101705678', '/p?cpr=010170+5678'])(
    'the path %s, with a CPR number in it, is refused and not repeated',
    (returnTo) => {
      const error = errorOf(() => readCall({ returnTo }));
      expect(error.detail.problems).toEqual([expect.stringContaining('returnTo holds a CPR number')]);
      expect(error.explain()).not.toMatch(/5678/);
    },
  );
});

describe('the start of a login', () => {
  const app = LoginApp.use();

  test('with a call that is wrong is an error, and no login', async () => {
    app.call = { returnTo: 'https://evil.example' };
    const answer = await app.begin(new Visitor());
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'parameter_invalid' });
    expect(answer.setCookies.filter((line) => line.startsWith('mitid-'))).toEqual([]);
  });

  test('that asks of a strategy with policy what it refuses is an error', async () => {
    app.configure({ policy: { identityTypes: ['private'] } });
    app.call = { identityTypes: ['professional'] };
    expect((await app.begin(new Visitor())).status).toBe(500);
  });
});
