import { startSimulator, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { artifactIn, CALLBACK, codeIn, getAssertion, messageOf, requestUrl, zeroClick } from './support/application';
import { attribute } from './support/message';
import { xmlsec1Verifies } from './support/xmlsec1';
import { headingOf, Visitor } from './support/visitor';

const ERHVERV = 'mitid:mitid_erhverv';
const BOTH = 'mitid,mitid:mitid_erhverv';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());

interface Flow {
  readonly persona: string;
  readonly eids: string;
  readonly identity: string;
  readonly type: string | undefined;
}

// Every persona through every eID that it can use, as every identity that it has.
const FLOWS: Flow[] = PERSONAS.flatMap(({ id: persona, mitid, employments, represents, nemid }) => [
  ...(mitid ? [{ persona, eids: 'mitid', identity: 'private', type: 'private' }] : []),
  ...(mitid ? [{ persona, eids: BOTH, identity: 'private', type: 'private' }] : []),
  ...represents.map(({ cvr }) => ({ persona, eids: ERHVERV, identity: `represents:${cvr}`, type: 'private' })),
  ...employments.map(({ company }) => ({
    persona,
    eids: ERHVERV,
    identity: `employee:${company.cvr}`,
    type: 'professional',
  })),
  ...(nemid ? [{ persona, eids: nemid.vendor, identity: 'nemid', type: undefined }] : []),
]);

test('the table of flows holds what it should', () => {
  expect(FLOWS.length).toBeGreaterThan(30);
});

describe.each(FLOWS)('$persona by $eids as $identity', ({ persona, eids, identity, type }) => {
  const withCpr = PERSONAS.find(({ id }) => id === persona)?.cpr !== undefined;
  const asked = { forcepkivendor: eids, ...(withCpr && { returnssn: 'true' }) };
  const parameters = { ...asked, identity };

  test('without a click', async () => {
    const message = await messageOf(simulator, persona, parameters);
    expect(xmlsec1Verifies(message, 'Assertion', simulator.eident.idpCert)).toBe(true);
    expect(attribute(message, 'IDENTITY_TYPE')).toBe(type);
    expect(attribute(message, 'DK_SSN') !== undefined).toBe(withCpr);
  });

  test('click by click, to the same assertion', async () => {
    const visitor = new Visitor(simulator.url);
    await visitor.open(requestUrl(simulator, { ...asked, locale: 'en_GB' }));
    await visitor.press('persona', persona);
    if (withCpr) {
      expect(headingOf(visitor.page.body)).toBe('Enter your CPR number');
      await visitor.fill('cpr', PERSONAS.find(({ id }) => id === persona)?.cpr?.reveal() ?? '');
    }
    if (visitor.page.location === undefined) await visitor.press('identity', identity);
    const { text } = await getAssertion(simulator, artifactIn(visitor.page));
    for (const name of ['IDENTITY_TYPE', 'MITID_UUID', 'NEMLOGIN.CVR', 'AUTHORIZED_TO_REPRESENT', 'DN']) {
      expect(attribute(text, name)).toBe(attribute(await messageOf(simulator, persona, parameters), name));
    }
  });
});

test('the callback gets the artifact and TARGET as it came', async () => {
  simulator.register({ callbackUrl: `${CALLBACK}?app=1` });
  const { status, location } = await zeroClick(simulator, 'citizen', { TARGET: 'a&b=?#æ +%' });
  const url = new URL(location ?? '');
  expect(status).toBe(303);
  expect(`${url.origin}${url.pathname}`).toBe(CALLBACK);
  expect([...url.searchParams.keys()]).toEqual(['app', 'SAMLart', 'TARGET']);
  expect(url.searchParams.get('TARGET')).toBe('a&b=?#æ +%');
  simulator.register({ callbackUrl: CALLBACK });
});

describe('zero-click', () => {
  test('by query as by header', async () => {
    const visitor = new Visitor(simulator.url);
    expect(artifactIn(await visitor.open(requestUrl(simulator, { persona: 'citizen' })))).toMatch(
      /^AA[A-Za-z0-9+/]+=*$/,
    );
  });

  test.each([
    [{ persona: 'nobody' }, 'citizen-without-nemid'],
    [{ persona: 'citizen', cpr: 'perhaps' }, 'right, wrong or cancel'],
    [{ persona: 'citizen', forcepkivendor: 'dk_nemid_js' }, 'cannot pass the page &quot;person&quot;'],
    [{ persona: 'citizen', forcepkivendor: BOTH, identity: 'employee' }, 'has only the identity &quot;private&quot;'],
    [{ persona: 'all-identity-types', forcepkivendor: BOTH, identity: 'employee:1' }, '&quot;identity&quot;'],
    [
      { persona: 'nemid-key-card', forcepkivendor: '', presetid: '', identity: 'private' },
      'has only the identity &quot;nemid&quot;',
    ],
  ])('what a test asks for wrongly is told in words: %j', async (parameters, words) => {
    const seen = await new Visitor(simulator.url).open(requestUrl(simulator, parameters));
    expect(seen.status).toBe(400);
    expect(seen.location).toBeUndefined();
    expect(seen.body).toContain(words);
  });

  test.each([
    ['all-identity-types', BOTH, undefined, 'professional', '99836903'],
    ['all-identity-types', BOTH, 'employee:90602675', 'professional', '90602675'],
    ['all-identity-types', BOTH, 'private', 'private', undefined],
    ['employee-two-companies', ERHVERV, 'employee', 'professional', '90602675'],
  ])('%s by %s, identity %s', async (persona, eids, identity, type, cvr) => {
    const message = await messageOf(simulator, persona, { forcepkivendor: eids, ...(identity && { identity }) });
    expect([attribute(message, 'IDENTITY_TYPE'), attribute(message, 'NEMLOGIN.CVR')]).toEqual([type, cvr]);
  });

  test('identity=represents', async () => {
    const message = await messageOf(simulator, 'all-identity-types', { forcepkivendor: BOTH, identity: 'represents' });
    expect(attribute(message, 'AUTHORIZED_TO_REPRESENT')).toBe('97354685');
  });

  test('any eID when none is named: the one that the persona has', async () => {
    expect(attribute(await messageOf(simulator, 'nemid-company'), 'IDPROVIDER')).toBe('dk_nemid-opensign');
    expect(attribute(await messageOf(simulator, 'nemid-key-card'), 'IDPROVIDER')).toBe('dk_nemid_js');
    expect(attribute(await messageOf(simulator, 'employee'), 'IDENTITY_TYPE')).toBe('private');
  });
});

describe('what ends at the status URL', () => {
  test.each([
    ['a wrong CPR number', 'match_ssn_error', 'citizen', { returnssn: 'true', cpr: 'wrong' }],
    [
      'a wrong CPR number where the PID was asked for',
      'match_ssn_error',
      'citizen',
      { return_nemid_pid: 'true', cpr: 'wrong' },
    ],
    ['cancel on the CPR page', 'cancel', 'citizen', { returnssn: 'true', cpr: 'cancel' }],
    ['Erhverv without a company', 'blankcvr', 'citizen', { forcepkivendor: ERHVERV }],
    ['the CPR number of a company', 'get_ssn_error', 'nemid-company', { returnssn: 'true' }],
  ])('%s: %s', async (_what, code, persona, parameters) => {
    const seen = await zeroClick(simulator, persona, parameters);
    expect(codeIn(seen)).toBe(code);
    expect(new URL(seen.location ?? '').searchParams.get('mitid_login')).toBe('t-1');
  });

  test('the parameter that carries the code is an option', async () => {
    const other = await startSimulator({ callbackUrl: CALLBACK, statusParameter: 'errorcode' });
    const { location } = await zeroClick(other, 'citizen', { forcepkivendor: ERHVERV });
    await other.close();
    expect(new URL(location ?? '').search).toBe('?mitid_login=t-1&errorcode=blankcvr');
  });
});

test('a private person without a company goes on as a private person where both are allowed', async () => {
  const visitor = new Visitor(simulator.url);
  await visitor.open(requestUrl(simulator, { forcepkivendor: BOTH }));
  expect(artifactIn(await visitor.press('persona', 'citizen'))).toMatch(/^AA[A-Za-z0-9+/]+=*$/);
});

describe('presetid', () => {
  const UUID = '735771b2-37d0-47c9-be01-43729313badf';

  test('skips the user id page', async () => {
    const visitor = new Visitor(simulator.url);
    await visitor.open(requestUrl(simulator, { forcepkivendor: 'mitid', presetid: UUID, locale: 'en_GB' }));
    expect(headingOf(visitor.page.body)).toBe('Approve');
    await visitor.submit((form) => form.includes('>Approve<'), {});
    const { text } = await getAssertion(simulator, artifactIn(visitor.page));
    expect(attribute(text, 'MITID_UUID')).toBe(UUID);
  });

  test('can be cancelled', async () => {
    const visitor = new Visitor(simulator.url);
    await visitor.open(requestUrl(simulator, { forcepkivendor: 'mitid', presetid: UUID }));
    expect(codeIn(await visitor.press('action', 'cancel'))).toBe('cancel');
  });

  test('of nobody: authfailed', async () => {
    const parameters = { forcepkivendor: 'mitid', presetid: '00000000-0000-4000-8000-000000000000' };
    expect(codeIn(await new Visitor(simulator.url).open(requestUrl(simulator, parameters)))).toBe('authfailed');
  });

  test('is overlooked in MitID Erhverv', async () => {
    const visitor = new Visitor(simulator.url);
    await visitor.open(requestUrl(simulator, { forcepkivendor: ERHVERV, presetid: UUID, locale: 'en_GB' }));
    expect(headingOf(visitor.page.body)).toBe('Log in with MitID');
  });
});

test('two logins at once, in two tabs, do not meet', async () => {
  const [one, other] = [new Visitor(simulator.url), new Visitor(simulator.url)];
  await one.open(requestUrl(simulator, { forcepkivendor: 'mitid', TARGET: 'one' }));
  await other.open(requestUrl(simulator, { forcepkivendor: 'mitid', TARGET: 'other' }));
  await other.press('persona', 'minor');
  await one.press('persona', 'manager');
  const told = await Promise.all(
    [one, other].map(async ({ page }) => [
      new URL(page.location ?? '').searchParams.get('TARGET'),
      attribute((await getAssertion(simulator, artifactIn(page))).text, 'FULLNAME'),
    ]),
  );
  expect(told).toEqual([
    ['one', 'Åse Kjær'],
    ['other', 'Freja Østergaard'],
  ]);
});
