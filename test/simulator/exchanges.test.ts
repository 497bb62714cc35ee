import type { Simulator } from '../../src/simulator';
import { maskCpr } from '../../src/simulator/mask-cpr';
import { PERSONAS } from '../../src/simulator/personas';
import { artifactOf, basic, CALLBACK, getAssertion, requestUrl, soapRequest, zeroClick } from './support/application';
import { startWithOneKey } from './support/start';
import { personaCprIn } from '../support/cpr-watch/personas';
import { Visitor } from './support/visitor';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK });
});
afterEach(() => simulator.close());

const page = async (path: string): Promise<string> => (await fetch(`${simulator.url}${path}`)).text();
const titles = (): string[] => simulator.exchanges().flatMap(({ steps }) => steps.map(({ title }) => title));

test('a login is one exchange: request, person, way back, SOAP request, SOAP response', async () => {
  await getAssertion(simulator, await artifactOf(simulator, 'citizen', { forcepkivendor: 'mitid', returnssn: 'true' }));
  expect(simulator.exchanges()).toHaveLength(1);
  const [exchange] = simulator.exchanges();
  expect(exchange?.title).toBe('Login for merchant 7000001');
  expect(titles()).toEqual([
    'Identification request',
    'The person is logged in',
    'The browser goes back',
    'SOAP request',
    'SOAP response',
  ]);
  const [request, person, back, , response] = exchange?.steps ?? [];
  expect(request?.fields).toContainEqual({
    name: 'returnssn',
    value: 'true',
    meaning: 'ask for the CPR number and return it',
  });
  expect(person?.fields).toEqual([
    { name: 'persona', value: 'citizen' },
    { name: 'identity', value: 'private' },
  ]);
  expect(back?.fields.map(({ name }) => name)).toEqual(['to', 'SAMLart', 'SourceID', 'AssertionHandle', 'TARGET']);
  expect(response?.document).toMatch(/^<\?xml[^>]*>\n<soap:Envelope [^>]*>\n {2}<soap:Body>\n {4}<samlp:Response /);
  expect(response?.document).toContain('<saml:AttributeValue>120385-xxxx</saml:AttributeValue>');
});

test('what goes wrong is there with its reason', async () => {
  await zeroClick(simulator, 'citizen', { forcepkivendor: 'mitid:mitid_erhverv' });
  await getAssertion(simulator, 'AAE=', { authorization: basic('x', 'y') });
  await getAssertion(simulator, 'AAE=');
  await getAssertion(simulator, 'AAE=', { body: 'no XML' });
  await fetch(simulator.eident.logoutUrl);
  simulator.fault('soap-fault');
  await getAssertion(simulator, await artifactOf(simulator, 'citizen'));
  expect(simulator.exchanges().map(({ title, steps }) => [title, steps.at(-1)?.title])).toEqual([
    ['Login for merchant 7000001', 'Error blankcvr'],
    ['SOAP request without the right password', 'Refused with HTTP 401'],
    ['SOAP request for an artifact that is not known', 'SOAP fault assertion_notfound'],
    ['SOAP request that cannot be read', 'SOAP fault generalerror'],
    ['Logout', 'The browser was sent to the logout page'],
    ['Login for merchant 7000001', 'SOAP fault generalerror'],
  ]);
});

test('the page and the JSON show the same, newest first', async () => {
  await getAssertion(simulator, await artifactOf(simulator, 'citizen', { TARGET: 'target-1' }));
  await getAssertion(simulator, await artifactOf(simulator, 'citizen', { TARGET: 'target-2' }));
  const body = await page('/simulator/exchanges');
  expect(body.indexOf('target-2')).toBeLessThan(body.indexOf('target-1'));
  expect(body).toContain('&lt;saml:Assertion ');
  expect(body).not.toContain('<saml:Assertion');
  expect(JSON.parse(await page('/simulator/exchanges.json'))).toEqual(simulator.exchanges());
});

test('what is given out is a copy', async () => {
  await artifactOf(simulator, 'citizen');
  (simulator.exchanges()[0]?.steps as unknown[]).length = 0;
  expect(titles().length).toBeGreaterThan(0);
});

test('a hundred are kept', async () => {
  for (let count = 0; count < 101; count += 1) await fetch(simulator.eident.logoutUrl);
  expect(simulator.exchanges().map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
});

test('hostile content is text', async () => {
  await zeroClick(simulator, 'citizen', { TARGET: '<script>alert(1)</script>', additional_info: '"><img src=x>' });
  const body = await page('/simulator/exchanges');
  expect(body).not.toMatch(/<script|<img/);
});

describe('CPR numbers are masked', () => {
  test('of every persona, by every way in, in what is kept, on the page and in the JSON', async () => {
    for (const { id, cpr, nemid, mitid, employments } of PERSONAS) {
      if (cpr === undefined) continue;
      const digits = cpr.reveal();
      const hyphened = `${digits.slice(0, 6)}-${digits.slice(6)}`;
      const forcepkivendor = nemid?.vendor ?? (employments.length > 0 ? 'mitid:mitid_erhverv' : 'mitid');
      const parameters = {
        forcepkivendor,
        returnssn: 'true',
        TARGET: hyphened,
        additional_info: `x${digits}y`,
        extra: digits,
      };
      await getAssertion(simulator, await artifactOf(simulator, id, parameters));
      await zeroClick(simulator, id, { ...parameters, cpr: 'wrong', [digits]: '1' });
      await zeroClick(simulator, id, { ...parameters, mid: digits });
      await getAssertion(simulator, digits);
      await getAssertion(simulator, digits, { body: `<${hyphened}>` });
      await getAssertion(simulator, digits, { authorization: basic(digits, hyphened), body: soapRequest(hyphened) });
      if (mitid !== undefined) {
        const visitor = new Visitor(simulator.url);
        await visitor.open(requestUrl(simulator, { ...parameters, forcepkivendor: 'mitid' }));
        await visitor.press('persona', id);
        await visitor.fill('cpr', hyphened);
      }
      // Looked at for each persona: a hundred exchanges are kept, and no more.
      const kept = JSON.stringify(simulator.exchanges());
      expect(kept).toContain(cpr.toString());
      expect(personaCprIn(kept)).toBeUndefined();
      expect(personaCprIn(await page('/simulator/exchanges'))).toBeUndefined();
      expect(personaCprIn(await page('/simulator/exchanges.json'))).toBeUndefined();
    }
  });

  test('by POST too', async () => {
    simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
    await zeroClick(simulator, 'citizen', { returnssn: 'true' });
    expect(personaCprIn(JSON.stringify(simulator.exchanges()))).toBeUndefined();
  });

  // Numbers of nobody here, put together so that this file holds none.
  const [date, serial] = ['010158', '5000'];
  test.each([
    [`${date}${serial}`, `${date}-xxxx`],
    [`${date}-${serial}`, `${date}-xxxx`],
    [`a ${date} ${serial}.`, `a ${date}-xxxx.`],
    [`>${date}\u2011${serial}<`, `>${date}-xxxx<`],
    [`610158${serial}`, '610158-xxxx'],
  ])('of strangers, by their shape: %#', (text, masked) => {
    expect(maskCpr(text) === masked).toBe(true);
  });

  test.each([
    '9912345678',
    '99836903',
    '1234567890123',
    'a0101585000',
    '320158-5000',
    '011358-5000',
    '9208-2002-2-318406275912',
  ])('other numbers stay: %s', (text) => {
    expect(maskCpr(text)).toBe(text);
  });
});
