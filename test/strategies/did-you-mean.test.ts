import { closest } from '../../src/strategies/did-you-mean';

const KNOWN = ['idpCert', 'callbackUrl', 'merchantId', 'returnSsn', 'loa', 'aal'];

describe('closest', () => {
  test.each([
    ['idpcert', 'idpCert'],
    ['idp_cert', 'idpCert'],
    ['callbackURL', 'callbackUrl'],
    ['calbackUrl', 'callbackUrl'],
    ['mechantID', 'merchantId'],
    ['returnSSn', 'returnSsn'],
    ['retrunSsn', 'returnSsn'],
    ['lao', undefined],
    ['loaa', 'loa'],
    ['session', undefined],
    ['', undefined],
    ['rejectUnauthorized', undefined],
  ])('%s is %s', (name, expected) => {
    expect(closest(name, KNOWN)).toBe(expected);
  });
});
