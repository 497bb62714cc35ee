import { MitIdError } from '../../../src/errors';
import { STATUS_CODES, withStatusOutcome } from '../../../src/strategies/saml2/status';

const saying = (brokerCode?: string) =>
  new MitIdError('status_not_success', { where: 'Status', got: 'x' }, brokerCode === undefined ? {} : { brokerCode });
const codeOf = (error: unknown) => (error as MitIdError).code;

test.each([...STATUS_CODES])('the status %s is %s, with the code and the detail that it had', (brokerCode, code) => {
  const said = saying(brokerCode);
  const outcome = withStatusOutcome(said, []);
  expect(outcome).toMatchObject({ code, brokerCode, cause: said });
  expect((outcome as MitIdError).detail).toEqual(said.detail);
});

test.each(['AuthnFailed', 'RequestDenied', 'UserCancelled'])('%s is a cancel where it is named one', (brokerCode) => {
  expect(withStatusOutcome(saying(brokerCode), ['UserCancelled', brokerCode])).toMatchObject({
    code: 'user_cancelled',
    brokerCode,
  });
  expect(codeOf(withStatusOutcome(saying(brokerCode), []))).not.toBe('user_cancelled');
});

test.each([saying('Responder'), saying('authnfailed'), saying('toString'), saying(), new Error('x'), undefined])(
  'anything else stays what it is: %p',
  (error) => {
    expect(withStatusOutcome(error, ['AuthnFailed'])).toBe(error);
  },
);

test('another error with such a code stays what it is', () => {
  const error = new MitIdError('broker_error', {}, { brokerCode: 'AuthnFailed' });
  expect(withStatusOutcome(error, ['AuthnFailed'])).toBe(error);
});
