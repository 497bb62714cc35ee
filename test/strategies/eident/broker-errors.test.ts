import { inspect } from 'node:util';
import { MitIdError, type MitIdErrorCode } from '../../../src/errors';
import { brokerReturn, withBrokerOutcome } from '../../../src/strategies/eident/broker-errors';

const KNOWN: [string, MitIdErrorCode, 'fail' | 'error'][] = [
  ['artifact_expired', 'artifact_rejected', 'fail'],
  ['artifact_invalidated', 'artifact_rejected', 'fail'],
  ['artifact_not_match_mid', 'artifact_rejected', 'fail'],
  ['assertion_attribute_null', 'broker_error', 'error'],
  ['assertion_notfound', 'artifact_rejected', 'fail'],
  ['authfailed', 'authentication_failed', 'fail'],
  ['blankcvr', 'no_company', 'fail'],
  ['cancel', 'user_cancelled', 'fail'],
  ['certificatenotyetvalid', 'identity_certificate', 'fail'],
  ['generalerror', 'broker_error', 'error'],
  ['get_ssn_error', 'cpr_lookup_failed', 'error'],
  ['idexpired', 'identity_expired', 'fail'],
  ['illegalcert', 'identity_certificate', 'fail'],
  ['inpro', 'login_in_progress', 'fail'],
  ['input_params_notpresent', 'request_rejected', 'error'],
  ['match_ssn_error', 'cpr_not_matched', 'fail'],
];

describe('the broker’s error codes', () => {
  test.each(KNOWN)('%s is %s, a Passport %s', (brokerCode, code, outcome) => {
    expect(brokerReturn(brokerCode)).toMatchObject({ code, outcome, brokerCode });
  });

  test.each(['somethingnew', 'Cancel', 'E-17.b', 'x'.repeat(64)])(
    '%s, which no list has, is carried unchanged',
    (code) => {
      expect(brokerReturn(code)).toMatchObject({ code: 'broker_error', brokerCode: code });
    },
  );

  test.each(['<script>', 'two words', 'x'.repeat(65), 'a\r\nb', '%', 'æ', '1203856124', 'ssn_120385-6124'])(
    '%j is no code, and is not carried',
    (code) => {
      const error = brokerReturn(code);
      expect(error.code).toBe('broker_error');
      expect(error.brokerCode).toBeUndefined();
      expect(error.explain()).not.toContain(code);
    },
  );

  test('no code at all', () => {
    expect(brokerReturn(undefined)).toMatchObject({ code: 'broker_error' });
  });
});

describe('a code in a SOAP fault or a status', () => {
  test.each(['soap_fault', 'status_not_success'] as const)('in a %s is that code’s own outcome', (code) => {
    const original = new MitIdError(code, { where: 'Fault' }, { brokerCode: 'artifact_expired' });
    const error = withBrokerOutcome(original);
    expect(error).toMatchObject({ code: 'artifact_rejected', brokerCode: 'artifact_expired', cause: original });
    expect((error as MitIdError).detail.where).toBe('Fault');
  });

  test.each(['soap_fault', 'status_not_success'] as const)('that holds a CPR number is not carried by a %s', (code) => {
    for (const said of ['1203856124', '120385-6124', 'ssn_120385-6124']) {
      const detail = { where: 'Fault', got: `{urn:x}${said}`, expected: 'Success' };
      for (const original of [new MitIdError(code, {}, { brokerCode: said }), new MitIdError(code, detail)]) {
        const error = withBrokerOutcome(original) as MitIdError;
        expect(error).toMatchObject({ code, detail: { got: 'words that hold a CPR number' } });
        expect(error.brokerCode).toBeUndefined();
        expect(`${error.explain()} ${JSON.stringify(error)} ${inspect(error, { depth: 10 })}`).not.toContain(said);
      }
    }
    const error = withBrokerOutcome(new MitIdError(code, { got: '1203856124' }, { brokerCode: 'Server' }));
    expect(error).toMatchObject({ code, brokerCode: 'Server', detail: { got: 'words that hold a CPR number' } });
  });

  test('that nobody knows leaves the error as it is', () => {
    const original = new MitIdError('soap_fault', {}, { brokerCode: 'Server' });
    expect(withBrokerOutcome(original)).toBe(original);
  });

  test('other errors stay as they are', () => {
    const originals = [new MitIdError('soap_timeout'), new Error('x'), new MitIdError('soap_fault')];
    for (const original of originals) expect(withBrokerOutcome(original)).toBe(original);
  });
});
