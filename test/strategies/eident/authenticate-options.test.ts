import type { Policy } from '../../../src/policy';
import { readAuthenticateOptions } from '../../../src/strategies/eident/authenticate-options';
import type { EIdentParameters } from '../../../src/strategies/eident';
import { readOptions } from '../../../src/strategies/eident/config';
import { errorOf } from '../../support/codes';
import { OPTIONS } from './options';

const UUID = 'b0b1b2b3-0000-4000-8000-000000000001';
const ERHVERV = ['mitid:mitid_erhverv'];

function read(options: object, defaults: EIdentParameters = {}, policy: Policy = {}) {
  return readAuthenticateOptions({ ...options }, defaults, policy);
}

describe('the options of a call', () => {
  test('none: the strategy’s parameters', () => {
    const defaults: EIdentParameters = { eids: ['mitid'], returnSsn: true, locale: 'da_DK' };
    expect(read({}, defaults)).toEqual({ parameters: defaults });
  });

  test('win over the strategy’s', () => {
    const defaults: EIdentParameters = { eids: ['mitid'], returnSsn: true, locale: 'da_DK' };
    const call = { eids: ERHVERV, returnSsn: false, referenceText: 'Order 17' };
    expect(read(call, defaults).parameters).toEqual({ ...defaults, ...call });
  });

  test('that are undefined do not', () => {
    expect(read({ locale: undefined }, { locale: 'da_DK' }).parameters.locale).toBe('da_DK');
  });

  test.each([
    [{ loa: 'high' }, { aal: 'low' }, { loa: 'high' }],
    [{ aal: 'high' }, { loa: 'low' }, { aal: 'high' }],
    [{ loa: 'high' }, { loa: 'low' }, { loa: 'high' }],
    [{}, { aal: 'low' }, { aal: 'low' }],
  ] as const)('a level %j over the strategy’s %j is %j', (call, defaults, expected) => {
    expect(read(call, defaults).parameters).toEqual(expected);
  });

  test('Passport’s own, and the application’s, pass by', () => {
    const options = {
      session: false,
      failureRedirect: '/login',
      successReturnToOrRedirect: '/',
      state: 'x',
      scope: ['a'],
      prompt: 'login',
      keepSessionInfo: true,
      tenant: 'acme',
    };
    expect(read(options)).toEqual({ parameters: {} });
  });

  test('stepUp asks for the CPR number', () => {
    expect(read({ stepUp: 'cpr' })).toEqual({ parameters: { returnSsn: true }, stepUp: 'cpr' });
    expect(read({ stepUp: 'cpr', returnSsn: false }).parameters.returnSsn).toBe(true);
  });

  test('returnTo is a local path', () => {
    expect(read({ returnTo: '/account?tab=2' })).toEqual({ parameters: {}, returnTo: '/account?tab=2' });
  });

  test.each([
    ['text at the limit', { referenceText: 'x'.repeat(130) }],
    ['transaction text at the limit', { transactionText: { text: 'x'.repeat(600), type: 'text' } }],
    ['markup in a plain text', { transactionText: { text: '5 < 6 <script>', type: 'text' } }],
    ['allowed markup', { transactionText: { text: '<b>Pay</b>', type: 'html' } }],
    ['lines', { referenceText: 'one\ntwo' }],
    ['ten digits that are no date', { referenceText: 'To 1234 9901998888' }],
    ['digits of another length', { referenceText: 'To 01019988881', additionalInfo: '010199888' }],
    ['presetId with both eIDs', { presetId: UUID, eids: ['mitid', 'mitid:mitid_erhverv'] }],
    ['aal high with Erhverv only', { aal: 'high', eids: ERHVERV }],
    ['a locale with a hyphen', { locale: 'en-GB' }],
    ['the UI modes', { uiMode: 'popup' }],
    ['a UI mode of the broker’s', { uiMode: { wi: 'n' } }],
  ])('may be %s', (_name, options) => {
    expect(read(options).parameters).toEqual(options);
  });
});

describe('refused before the redirect, with the parameter’s name', () => {
  test.each([
    ['reference text over 130 characters', { referenceText: 'x'.repeat(131) }, 'referenceText', 'has 131 characters'],
    ['an empty reference text', { referenceText: ' ' }, 'referenceText', 'is empty'],
    ['a control character', { referenceText: 'a\u0000' }, 'referenceText', 'control character'],
    ['half a character', { referenceText: 'a\ud83d' }, 'referenceText', 'half a character'],
    ['a CPR number in a text', { referenceText: 'Log in as 010199-8888' }, 'referenceText', 'holds a CPR number'],
    ['a CPR number for a text', { additionalInfo: '0101998888' }, 'additionalInfo', 'holds a CPR number'],
    ['additional info over 600 characters', { additionalInfo: 'x'.repeat(601) }, 'additionalInfo', '601 characters'],

    ['transaction text over 600 characters', transaction('x'.repeat(601)), 'transactionText', '601 characters'],
    [
      'transaction text without its type',
      { transactionText: { text: 'Pay' } },
      'transactionText',
      'transactionText.type is missing',
    ],
    ['transaction text as text', { transactionText: 'Pay' }, 'transactionText', 'must be an object { text, type }'],
    [
      'a type without text',
      { transactionText: { type: 'text' } },
      'transactionText',
      'transactionText.text is missing',
    ],
    ['an unknown type', { transactionText: { text: 'x', type: 'rtf' } }, 'transactionText', 'must be text or html'],
    [
      'an unknown key beside the text',
      { transactionText: { text: 'x', type: 'text', html: true } },
      'transactionText',
      'holds html',
    ],
    ['HTML outside the allow-list', transaction('<script>x</script>', 'html'), 'transactionText', 'holds <script>'],
    ['a script link', transaction('<a href="javascript:x">y</a>', 'html'), 'transactionText', 'holds href in <a>'],

    ['a presetId that is no UUID', { presetId: 'Bjoern2712' }, 'presetId', 'must be the MitID UUID'],
    ['presetId with Erhverv only', { presetId: UUID, eids: ERHVERV }, 'presetId', 'applies to the eID mitid only'],
    [
      'presetId with NemID only',
      { presetId: UUID, eids: ['dk_nemid_js'] },
      'presetId',
      'applies to the eID mitid only',
    ],
    ['an unknown loa', { loa: 'medium' }, 'loa', 'must be one of low, substantial, high'],
    ['a loa that is a URI', { loa: 'https://data.gov.dk/concept/core/nsis/High' }, 'loa', 'must be one of low'],
    ['an unknown aal', { aal: 'HIGH' }, 'aal', 'must be one of low, substantial, high'],
    ['loa and aal', { loa: 'low', aal: 'low' }, 'loa', 'is set together with aal'],
    ['loa high with Erhverv only', { loa: 'high', eids: ERHVERV }, 'loa', 'MitID Erhverv never issues'],
    ['an unknown eID', { eids: ['bankid'] }, 'eids', 'eids[0] is not one of mitid'],
    ['no eID', { eids: [] }, 'eids', 'names no eID'],
    ['a flag as text', { returnSsn: 'true' }, 'returnSsn', 'must be true or false'],
    ['another flag as text', { returnNemidPid: 1 }, 'returnNemidPid', 'must be true or false'],
    ['an unknown step-up', { stepUp: 'pid' }, 'stepUp', 'must be cpr'],
    ['a foreign returnTo', { returnTo: 'https://evil.example/' }, 'returnTo', 'must be a local path'],
    ['a foreign returnTo without a scheme', { returnTo: '//evil.example/' }, 'returnTo', 'must be a local path'],
    ['a returnTo from a repeated query parameter', { returnTo: ['/a', '/b'] }, 'returnTo', 'must be a string'],
    ['an unknown UI mode', { uiMode: 'iframe' }, 'uiMode', 'must be redirect, popup, embedded or'],
    ['a UI mode with markup', { uiMode: { wi: '"><' } }, 'uiMode', 'uiMode.wi must be 1 to 16 letters'],
    ['a locale without a country', { locale: 'da' }, 'locale', 'must be a language and a country'],
    ['a style sheet over http:', { style: 'http://app.example/x.css' }, 'style', 'https: is needed'],
    ['a foreign scheme', { statusUrl: 'javascript:x' }, 'statusUrl', 'is not an https: URL'],
    ['a start URL that is relative', { startUrl: '/start' }, 'startUrl', 'is not an absolute URL'],

    ['a slip', { refrenceText: 'x' }, 'refrenceText', 'did you mean referenceText?'],
    ['another case', { returnSSN: true }, 'returnSSN', 'did you mean returnSsn?'],
    ['E-Ident’s own returnssn', { returnssn: true }, 'returnssn', 'did you mean returnSsn?'],
    ['E-Ident’s own loa_value', { loa_value: 'high' }, 'loa_value', 'did you mean loa?'],
    ['E-Ident’s own forcepkivendor', { forcepkivendor: 'mitid' }, 'forcepkivendor', 'did you mean eids?'],
    ['E-Ident’s own transaction_id', { transaction_id: 'x' }, 'transaction_id', 'did you mean stepUp?'],
    [
      'E-Ident’s own transactiontext_type',
      { transactiontext_type: 'x' },
      'transactiontext_type',
      'mean transactionText?',
    ],
  ])('%s', (_name, options, where, problem) => {
    const error = errorOf(() => read(options));
    expect(error.code).toBe('parameter_invalid');
    expect(error.detail.where).toBe(where);
    expect(error.explain()).toContain(problem);
  });

  describe('a CPR number, however it is written, is in no URL', () => {
    const WRITTEN = ['Sag 0101998888', '010199 8888', 'Sag 010199\u20118888', 'CPR:0101998888', '(010199-8888)'];

    test.each(WRITTEN)('as %s', (text) => {
      const calls: Record<string, object> = {
        referenceText: { referenceText: text },
        additionalInfo: { additionalInfo: text },
        transactionText: transaction(`Pay ${text}`),
        returnTo: { returnTo: `/x?cpr=${text}` },
        style: { style: `https://app.example/x?cpr=${encodeURIComponent(text)}` },
      };
      for (const [where, call] of Object.entries(calls)) {
        const error = errorOf(() => read(call));
        expect([error.code, error.detail.where]).toEqual(['parameter_invalid', where]);
        expect(error.explain()).toContain('holds a CPR number');
        expect(error.explain()).not.toMatch(/010199|8888/);
      }
    });

    test.each([
      '/x?cpr=010199-8888',
      '/0101998888/x',
      '/x?cpr=010199%2D8888',
      '/x?cpr=010199+8888',
      '/x?cpr=010199%E2%80%918888',
      '/x?cpr=%30101998888',
      '/x?bad=%E0%A4%A&cpr=010199%2D8888',
    ])('in the path %s', (returnTo) => {
      expect(errorOf(() => read({ returnTo })).detail.where).toBe('returnTo');
    });

    test.each(['startUrl', 'statusUrl', 'style'])('in %s', (where) => {
      expect(errorOf(() => read({ [where]: 'https://app.example/010199%2D8888' })).detail.where).toBe(where);
    });

    test('of the strategy’s options neither', () => {
      const problems = errorOf(() => readOptions({ ...OPTIONS, referenceText: 'Sag 0101998888' })).detail.problems;
      expect(problems).toEqual([expect.stringContaining('referenceText holds a CPR number')]);
    });
  });

  test('a NemID of old where the policy has a floor that it cannot reach', () => {
    const error = errorOf(() => read({ eids: ['dk_nemid_js'] }, {}, { minimumLoa: 'low' }));
    expect(error.explain()).toContain('policy.minimumLoa can never be met by dk_nemid_js');
  });

  test('a strategy’s presetId that a call’s eIDs leave without use', () => {
    const error = errorOf(() => read({ eids: ERHVERV }, { presetId: UUID }));
    expect(error.detail.where).toBe('presetId');
  });

  test('every problem is in the log line', () => {
    const line = errorOf(() => read({ loa: 'x', aal: 'y', locale: 'z' })).explain();
    expect(line).toMatch(/loa must.*aal must.*locale must/);
  });

  test('what was got is not repeated: it may be a CPR number', () => {
    const line = errorOf(() => read({ presetId: '010199-8888', referenceText: '010199-8888' })).explain();
    expect(line).not.toContain('010199');
  });
});

function transaction(text: string, type: 'text' | 'html' = 'text') {
  return { transactionText: { text, type } };
}
