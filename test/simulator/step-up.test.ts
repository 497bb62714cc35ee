import type { Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { artifactIn, CALLBACK, codeIn, getAssertion, messageOf, requestUrl, zeroClick } from './support/application';
import { startWithOneKey } from './support/start';
import { attribute, element } from './support/message';
import { headingOf, Visitor } from './support/visitor';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK });
});
afterEach(() => simulator.close());

const assertionId = (message: string): string => element(message, 'Assertion').attribute('AssertionID') ?? '';
const stepUp = (message: string): Record<string, string> => ({
  returnssn: 'true',
  transaction_id: assertionId(message).replace('TI2-', ''),
});
const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? '';

test('shows only the CPR page, and tells of the same person, with a new assertion id', async () => {
  const first = await messageOf(simulator, 'citizen', { forcepkivendor: 'mitid' });
  const visitor = new Visitor(simulator.url);
  await visitor.open(requestUrl(simulator, { ...stepUp(first), locale: 'en_GB' }));
  expect(headingOf(visitor.page.body)).toBe('Enter your CPR number');
  const { text } = await getAssertion(simulator, artifactIn(await visitor.fill('cpr', cprOf('citizen'))));
  expect(attribute(text, 'MITID_UUID')).toBe(attribute(first, 'MITID_UUID'));
  expect(attribute(first, 'DK_SSN')).toBeUndefined();
  expect(attribute(text, 'DK_SSN') === cprOf('citizen')).toBe(true);
  expect(assertionId(text)).not.toBe(assertionId(first));
  const instant = (message: string): string | undefined =>
    element(message, 'AuthenticationStatement').attribute('AuthenticationInstant');
  expect(instant(text)).toBe(instant(first));
});

test('keeps the identity that was chosen, whoever a test names', async () => {
  const first = await messageOf(simulator, 'all-identity-types', {
    forcepkivendor: 'mitid,mitid:mitid_erhverv',
    identity: 'employee:90602675',
  });
  const second = await messageOf(simulator, 'citizen', stepUp(first));
  expect(attribute(second, 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID')).toBe(
    attribute(first, 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID'),
  );
  expect(attribute(second, 'DK_SSN') === cprOf('all-identity-types')).toBe(true);
});

test('works for a legacy NemID, and once more upon itself', async () => {
  const first = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js' });
  const second = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js', ...stepUp(first) });
  const third = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js', ...stepUp(second) });
  expect(attribute(third, 'DK_DAN_PID')).toBe(attribute(first, 'DK_DAN_PID'));
});

test('a wrong CPR number is match_ssn_error', async () => {
  const first = await messageOf(simulator, 'citizen');
  expect(codeIn(await zeroClick(simulator, 'citizen', { ...stepUp(first), cpr: 'wrong' }))).toBe('match_ssn_error');
});

describe('is an error', () => {
  test('after 15 minutes', async () => {
    const first = await messageOf(simulator, 'citizen');
    simulator.shiftClock(15 * 60_000 - 10_000);
    expect(artifactIn(await zeroClick(simulator, 'citizen', stepUp(first)))).toMatch(/^AA/);
    simulator.shiftClock(15 * 60_000);
    expect(codeIn(await zeroClick(simulator, 'citizen', stepUp(first)))).toBe('assertion_notfound');
  });

  test('on a transaction that never was', async () => {
    const parameters = { returnssn: 'true', transaction_id: '0'.repeat(32) };
    expect(codeIn(await zeroClick(simulator, 'citizen', parameters))).toBe('assertion_notfound');
  });

  test('on the transaction of another merchant', async () => {
    simulator.register({ merchantId: 'other', merchantPassword: 'x', callbackUrl: CALLBACK });
    const first = await messageOf(simulator, 'citizen');
    expect(codeIn(await zeroClick(simulator, 'citizen', { ...stepUp(first), mid: 'other' }))).toBe(
      'assertion_notfound',
    );
  });

  test('without returnssn=true', async () => {
    const first = await messageOf(simulator, 'citizen');
    const seen = await zeroClick(simulator, 'citizen', { ...stepUp(first), returnssn: 'false' });
    expect(codeIn(seen)).toBe('input_params_notpresent');
  });

  test('with the whole AssertionID', async () => {
    const first = await messageOf(simulator, 'citizen');
    const seen = await zeroClick(simulator, 'citizen', { ...stepUp(first), transaction_id: assertionId(first) });
    expect(codeIn(seen)).toBe('assertion_notfound');
  });
});
