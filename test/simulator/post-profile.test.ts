import { startSimulator, type Simulator } from '../../src/simulator';
import { CALLBACK, codeIn, zeroClick } from './support/application';
import { attribute, element, elements } from './support/message';
import { hiddenFields } from './support/visitor';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
  simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
});
afterAll(() => simulator.close());

test('the browser is given a form with SAMLResponse and TARGET for the callback', async () => {
  const { status, body } = await zeroClick(simulator, 'citizen', { TARGET: 'a"&b' });
  expect(status).toBe(200);
  expect(body).toContain(`action="${CALLBACK}"`);
  const fields = hiddenFields(body);
  expect(Object.keys(fields)).toEqual(['SAMLResponse', 'TARGET']);
  expect(fields['TARGET']).toBe('a"&b');
  const message = Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8');
  const response = element(message, 'Response');
  expect(response.parent).toBeUndefined();
  expect(response.attribute('Recipient')).toBe(CALLBACK);
  expect(response.attribute('InResponseTo')).toBeUndefined();
  expect(elements(message, 'ConfirmationMethod')[0]?.text).toBe('urn:oasis:names:tc:SAML:1.0:cm:bearer');
  expect(attribute(message, 'FULLNAME')).toBe('Anna Sørensen');
});

test('the form submits itself by the simulator’s own script, and by its button without', async () => {
  const { body, headers } = await zeroClick(simulator, 'citizen');
  expect(body.match(/<script[^>]*>/g)).toEqual(['<script src="/simulator/submit.js" defer>']);
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(body).toMatch(/<button class="primary">Fortsæt<\/button>/);
  const script = await fetch(`${simulator.url}/simulator/submit.js`);
  expect(script.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  expect(await script.text()).toBe('document.forms[0].submit();\n');
});

test('errors go to the status URL as ever', async () => {
  expect(codeIn(await zeroClick(simulator, 'citizen', { forcepkivendor: 'mitid:mitid_erhverv' }))).toBe('blankcvr');
});
