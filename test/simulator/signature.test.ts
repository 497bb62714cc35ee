import { startSimulator, type Signs, type Simulator } from '../../src/simulator';
import { CALLBACK, messageOf, zeroClick } from './support/application';
import { hiddenFields } from './support/visitor';
import { element, elements, SAML, SAMLP } from './support/message';
import { xmlsec1Verifies } from './support/xmlsec1';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());

const verifies = (message: string, signed: 'Assertion' | 'Response'): boolean =>
  xmlsec1Verifies(message, signed, simulator.eident.idpCert);

describe('what xmlsec1 says of the messages', () => {
  test.each<[Signs, boolean, boolean]>([
    ['assertion', true, false],
    ['response', false, true],
    ['both', true, true],
    ['none', false, false],
  ])('by artifact, signs: %s', async (signs, assertion, response) => {
    simulator.register({ callbackUrl: CALLBACK, signs });
    const message = await messageOf(simulator, 'citizen');
    expect([verifies(message, 'Assertion'), verifies(message, 'Response')]).toEqual([assertion, response]);
    expect(elements(message, 'Signature')).toHaveLength(Number(assertion) + Number(response));
  });

  test('by artifact the assertion is signed unless said otherwise', async () => {
    simulator.register({ callbackUrl: CALLBACK });
    const message = await messageOf(simulator, 'replacement-cpr');
    expect([verifies(message, 'Assertion'), verifies(message, 'Response')]).toEqual([true, false]);
  });

  test('by POST the response is signed unless said otherwise', async () => {
    simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
    const { body } = await zeroClick(simulator, 'citizen');
    const message = Buffer.from(hiddenFields(body)['SAMLResponse'] ?? '', 'base64').toString('utf8');
    expect([verifies(message, 'Assertion'), verifies(message, 'Response')]).toEqual([false, true]);
  });

  test('a changed message does not verify', async () => {
    simulator.register({ callbackUrl: CALLBACK });
    const message = await messageOf(simulator, 'citizen');
    expect(verifies(message.replace('>private<', '>professional<'), 'Assertion')).toBe(false);
  });

  test('a certificate of another start does not verify', async () => {
    const other = await startSimulator();
    await other.close();
    const message = await messageOf(simulator, 'citizen');
    expect(xmlsec1Verifies(message, 'Assertion', other.eident.idpCert)).toBe(false);
  });
});

test('the signature stands where the schema of SAML 1.1 wants it', async () => {
  simulator.register({ callbackUrl: CALLBACK, signs: 'both' });
  const message = await messageOf(simulator, 'citizen');
  expect(element(message, 'Response').elements.map(({ local }) => local)).toEqual(['Signature', 'Status', 'Assertion']);
  expect(element(message, 'Assertion').elements.map(({ local }) => local)).toEqual([
    'Conditions',
    'AuthenticationStatement',
    'AttributeStatement',
    'Signature',
  ]);
});

test('algorithms: exclusive c14n, rsa-sha256, sha256, enveloped, and nothing else', async () => {
  simulator.register({ callbackUrl: CALLBACK });
  const message = await messageOf(simulator, 'citizen');
  const algorithm = (local: string): (string | undefined)[] =>
    elements(message, local).map((one) => one.attribute('Algorithm'));
  expect(algorithm('CanonicalizationMethod')).toEqual(['http://www.w3.org/2001/10/xml-exc-c14n#']);
  expect(algorithm('SignatureMethod')).toEqual(['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256']);
  expect(algorithm('DigestMethod')).toEqual(['http://www.w3.org/2001/04/xmlenc#sha256']);
  expect(algorithm('Transform')).toEqual([
    'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
    'http://www.w3.org/2001/10/xml-exc-c14n#',
  ]);
  const assertion = element(message, 'Assertion');
  expect(element(message, 'Reference').attribute('URI')).toBe(`#${assertion.attribute('AssertionID') ?? ''}`);
  expect([assertion.uri, element(message, 'Response').uri]).toEqual([SAML, SAMLP]);
});
