import { startSimulator, type Simulator } from '../../src/simulator';
import { CALLBACK, codeIn, requestUrl, STATUS } from './support/application';
import { headingOf, Visitor, type Seen } from './support/visitor';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());

const open = (parameters: Record<string, string>): Promise<Seen> =>
  new Visitor(simulator.url).open(requestUrl(simulator, parameters));
const reason = (): string =>
  simulator
    .exchanges()
    .at(-1)
    ?.steps.at(-1)
    ?.fields.find(({ name }) => name === 'reason')?.value ?? 'none';

describe('what the broker refuses', () => {
  test.each([
    [{ mid: '' }, 'input_params_notpresent', 'mid is missing'],
    [{ TARGET: '' }, 'input_params_notpresent', 'TARGET is missing'],
    [{ mid: '1' }, 'generalerror', 'no merchant 1 is registered'],
    [{ forcepkivendor: 'se_bankid' }, 'generalerror', 'forcepkivendor names no eID that is known here'],
    [{ transaction_id: 'ab' }, 'input_params_notpresent', 'transaction_id needs returnssn=true'],
    [{ loa_value: 'higher' }, 'generalerror', 'loa_value is none of low, substantial, high'],
    [{ aal_value: 'High' }, 'generalerror', 'aal_value is none of low, substantial, high'],
    [{ presetid: '0101585000' }, 'generalerror', 'presetid is no UUID'],
    [{ reference_text: 'x'.repeat(131) }, 'generalerror', 'reference_text has 131 characters, 130 are allowed'],
    [
      { transactiontext: 'x' },
      'input_params_notpresent',
      'transactiontext and transactiontext_type are given together',
    ],
    [
      { transactiontext_type: 'text' },
      'input_params_notpresent',
      'transactiontext and transactiontext_type are given together',
    ],
    [{ transactiontext: 'x', transactiontext_type: 'pdf' }, 'generalerror', 'transactiontext_type is html or text'],
    [
      { transactiontext: 'x'.repeat(601), transactiontext_type: 'text' },
      'generalerror',
      'transactiontext has 601 characters, 600 are allowed',
    ],
  ])('%j: %s', async (parameters, code, why) => {
    expect(codeIn(await open(parameters))).toBe(code);
    expect(reason()).toBe(why);
  });

  test.each([
    '<script>x</script>',
    '<img src=x>',
    '<p onclick="x">a</p>',
    '<a href="javascript:x">a</a>',
    '<p style="width: expression(x)">a</p>',
    '<iframe></iframe>',
    '<p',
    '<!-- x -->',
    '</form>',
    '<div dynsrc=x>',
  ])('HTML in a transaction text: %s', async (transactiontext) => {
    expect(codeIn(await open({ transactiontext, transactiontext_type: 'html' }))).toBe('generalerror');
    expect(reason()).toMatch(/^transactiontext holds/);
  });

  test.each(['mid', 'TARGET', 'forcepkivendor'])('%s given twice', async (name) => {
    const url = `${requestUrl(simulator, { forcepkivendor: 'mitid' })}&${name}=mitid`;
    expect(codeIn(await new Visitor(simulator.url).open(url))).toBe('generalerror');
    expect(reason()).toBe(`${name} is given more than once`);
  });
});

test.each([
  { reference_text: 'x'.repeat(130) },
  { transactiontext: 'x'.repeat(600), transactiontext_type: 'text' },
  {
    transactiontext: '<html><head><title>a</title></head><body><H2 style="color:red">b</H2></body></html>',
    transactiontext_type: 'html',
  },
  { loa_value: 'low' },
  { aal_value: 'high' },
  { presetid: '735771b2-37d0-47c9-be01-43729313badf' },
  { something_new: '1' },
])('at the bound, and what is not known, is taken: %j', async (parameters) => {
  expect((await open(parameters)).status).toBe(200);
});

describe('the status URL', () => {
  test('gets the code and keeps its own parameters', async () => {
    expect((await open({ TARGET: '' })).location).toBe(`${STATUS}&status=input_params_notpresent`);
  });

  test('a code that is there already is replaced, not doubled', async () => {
    const { location } = await open({ TARGET: '', status: `${CALLBACK}?status=none` });
    expect(location).toBe(`${CALLBACK}?status=input_params_notpresent`);
  });

  test('without one there is a page with the code and the reason', async () => {
    const { status, location, body } = await open({ TARGET: '', status: '', locale: 'en_GB' });
    expect([status, location]).toEqual([400, undefined]);
    expect(headingOf(body)).toBe('The login could not be completed');
    expect(body).toContain('<code>input_params_notpresent</code>');
    expect(body).toContain('TARGET is missing');
    expect(body).toContain('has no status address');
  });

  test.each([
    'https://evil.example/callback',
    'http://localhost:3998/callback',
    'https://localhost:3999/callback',
    'http://localhost:3999@evil.example/',
    '//evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'not a URL',
  ])('at another origin than the callback it is not followed: %s', async (status) => {
    const seen = await open({ TARGET: '', status });
    expect([seen.status, seen.location]).toEqual([400, undefined]);
    expect(seen.body).not.toContain('evil.example');
  });

  test.each(['https://evil.example/', ''])('nor is it for a merchant that is not known: "%s"', async (status) => {
    expect((await open({ mid: 'x', status })).location).toBeUndefined();
  });

  test('another merchant’s origin is not the merchant’s own', async () => {
    simulator.register({ merchantId: 'other', merchantPassword: 'x', callbackUrl: 'https://other.example/cb' });
    expect((await open({ TARGET: '', status: 'https://other.example/cb' })).location).toBeUndefined();
    expect((await open({ TARGET: '', status: 'https://other.example/cb', mid: 'other' })).location).toBe(
      'https://other.example/cb?status=input_params_notpresent',
    );
  });
});

describe('the start URL', () => {
  const error = { TARGET: '', status: '' };

  test('is offered on the error page', async () => {
    expect((await open({ ...error, start: `${CALLBACK}?again` })).body).toContain(`href="${CALLBACK}?again"`);
  });

  test('unless it is somewhere else', async () => {
    expect((await open({ ...error, start: 'https://evil.example/' })).body).not.toContain('evil.example');
  });
});
