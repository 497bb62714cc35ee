import { readOptions } from '../../../src/strategies/eident/config';
import type { EIdentParameters } from '../../../src/strategies/eident';
import { askedOf, requestUrl } from '../../../src/strategies/eident/request';
import { OPTIONS } from './options';

const TARGET = 'pQr-target_0123456789';
const STATUS = `http://localhost:3000/login/mitid/callback?mitid_login=${TARGET}&status=`;

function urlOf(parameters: EIdentParameters, options: object = {}, transactionId?: string): string {
  const config = readOptions({ ...OPTIONS, ...options });
  const step = { target: TARGET, ...(transactionId !== undefined && { transactionId }) };
  return requestUrl(config, parameters, askedOf(parameters), step);
}

function queryOf(...args: Parameters<typeof urlOf>): Record<string, string> {
  const query = new URL(urlOf(...args)).searchParams;
  expect([...new Set(query.keys())]).toHaveLength([...query.keys()].length);
  return Object.fromEntries(query);
}

const PLAIN = { mid: 'MERCHANT1', TARGET, forcepkivendor: 'mitid', loa_value: 'substantial', status: STATUS };

describe('the request to E-Ident', () => {
  test('of a login with nothing asked for', () => {
    expect(queryOf({})).toEqual(PLAIN);
    expect(urlOf({})).toMatch(/^http:\/\/localhost:7000\/its\/index\.html\?mid=MERCHANT1&TARGET=/);
  });

  test.each<[string, EIdentParameters, object]>([
    ['eids', { eids: ['mitid', 'mitid:mitid_erhverv'] }, { forcepkivendor: 'mitid,mitid:mitid_erhverv' }],
    ['returnSsn', { returnSsn: true }, { returnssn: 'true' }],
    ['returnSsn: false', { returnSsn: false }, {}],
    ['returnNemidPid', { returnNemidPid: true }, { return_nemid_pid: 'true' }],
    ['loa', { loa: 'high' }, { loa_value: 'high' }],
    ['presetId', { presetId: 'b0b1' }, { presetid: 'b0b1' }],
    ['referenceText', { referenceText: 'Order 17' }, { reference_text: 'Order 17' }],
    [
      'transactionText',
      { transactionText: { text: '<b>Pay</b>', type: 'html' } },
      { transactiontext: '<b>Pay</b>', transactiontext_type: 'html' },
    ],
    ['additionalInfo', { additionalInfo: 'cart 17' }, { additional_info: 'cart 17' }],
    ['style', { style: 'https://app.example/x.css' }, { style: 'https://app.example/x.css' }],
    ['uiMode embedded', { uiMode: 'embedded' }, { wi: 'r' }],
    ['uiMode popup', { uiMode: 'popup' }, {}],
    ['uiMode redirect', { uiMode: 'redirect' }, {}],
    ['uiMode of the broker’s', { uiMode: { wi: 'n' } }, { wi: 'n' }],
    ['locale', { locale: 'en_GB' }, { locale: 'en_GB' }],
    ['startUrl', { startUrl: 'https://app.example/start' }, { start: 'https://app.example/start' }],
  ])('%s', (_name, parameters, expected) => {
    expect(queryOf(parameters)).toEqual({ ...PLAIN, ...expected });
  });

  test('aal stands instead of loa', () => {
    const { loa_value: loa, ...rest } = queryOf({ aal: 'high' });
    expect(loa).toBeUndefined();
    expect(rest['aal_value']).toBe('high');
  });

  test('a NemID of old alone is asked for no level; beside MitID the level is MitID’s', () => {
    expect(queryOf({ eids: ['dk_nemid_js', 'dk_nemid-opensign'] })).toEqual({
      mid: 'MERCHANT1',
      TARGET,
      forcepkivendor: 'dk_nemid_js,dk_nemid-opensign',
      status: STATUS,
    });
    expect(queryOf({ eids: ['mitid', 'dk_nemid_js'] })['loa_value']).toBe('substantial');
  });

  test('a step-up names the earlier transaction', () => {
    const transactionId = '617b5cdc6fb84f16a6022e328d970bb7';
    expect(queryOf({ returnSsn: true }, {}, transactionId)).toEqual({
      ...PLAIN,
      returnssn: 'true',
      transaction_id: transactionId,
    });
  });

  test('percent-encodes what a query would read as its own, a space as %20', () => {
    const url = urlOf({ referenceText: 'Æ b?c&d#e=f+g%h/"<' });
    expect(url).toContain('&reference_text=%C3%86%20b%3Fc%26d%23e%3Df%2Bg%25h%2F%22%3C&');
    expect(url).toContain('forcepkivendor=mitid&');
    expect(url.split('?')).toHaveLength(2);
    expect(url).not.toContain('#');
    expect(queryOf({ referenceText: 'Æ b?c&d#e=f+g%h/"<' })['reference_text']).toBe('Æ b?c&d#e=f+g%h/"<');
  });

  test('an entry point that has a query keeps it', () => {
    const query = queryOf({}, { entryPoint: 'http://localhost:7000/its/index.html?tenant=1' });
    expect(query).toEqual({ tenant: '1', ...PLAIN });
  });

  test('the status URL ends in the error’s parameter, for the broker to write the code behind', () => {
    expect(queryOf({})['status']).toBe(STATUS);
    expect(queryOf({}, { errorParameters: ['errorCode', 'status'] })['status']).toMatch(/&errorCode=$/);
    const other = queryOf({ statusUrl: 'https://app.example/status?lang=da' })['status'];
    expect(other).toBe(`https://app.example/status?lang=da&mitid_login=${TARGET}&status=`);
  });
});

describe('what the login will be held to', () => {
  test('by default, MitID at substantial', () => {
    expect(askedOf({})).toEqual({ eids: ['mitid'], loa: 'substantial', returnSsn: false, returnNemidPid: false });
  });

  test('everything that was asked', () => {
    const parameters: EIdentParameters = {
      eids: ['mitid:mitid_erhverv'],
      aal: 'high',
      returnSsn: true,
      returnNemidPid: true,
      presetId: 'b0b1',
      referenceText: 'a',
      transactionText: { text: 'b', type: 'text' },
      additionalInfo: 'c',
    };
    expect(askedOf({ ...parameters, style: 'https://app.example/x.css', locale: 'da_DK' })).toEqual(parameters);
  });
});
