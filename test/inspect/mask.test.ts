import { masked } from '../../src/inspect/mask';
import { cprForms, findCpr } from '../support/cpr-watch/forms';

// Nobody's: a fifth of the century's digits with the year 1970.
const [DATE, SERIAL] = ['010170', '5678'];
const CPR = DATE + SERIAL;
const FORMS = cprForms(CPR);

describe('a CPR number is masked', () => {
  test.each([
    CPR,
    `${DATE}-${SERIAL}`,
    `${DATE} ${SERIAL}`,
    `${DATE} - ${SERIAL}`,
    `${DATE}  -  ${SERIAL}`,
    `${DATE}%2D${SERIAL}`,
    `${DATE}&#45;${SERIAL}`,
    `${DATE}\u200b${SERIAL}`,
    `${DATE}\u2013${SERIAL}`,
    `01-01-70-${SERIAL}`,
    `01.01.70.${SERIAL}`,
    `DK${CPR}x`,
    `PNODK-${CPR}`,
    `urn:dk:gov:saml:cprNumberIdentifier:${CPR}`,
  ])('%#', (written) => {
    expect(masked(`a ${written}, b`)).toMatch(/^a (?:\D*)010170-xxxx(?:x?), b$/);
  });

  test('each of several', () => {
    expect(masked(`${CPR} and ${DATE}-${SERIAL}`)).toBe('010170-xxxx and 010170-xxxx');
  });
});

describe('what holds one in another writing is left out whole', () => {
  const texts = [CPR, `${DATE}-${SERIAL}`, `<Scope>${CPR}</Scope>`];
  test.each<[string, (text: string) => string]>([
    ['base64', (text) => Buffer.from(text).toString('base64')],
    ['base64 behind one octet', (text) => Buffer.from(`a${text}`).toString('base64')],
    ['base64 behind a word', (text) => `ab${Buffer.from(text).toString('base64')}`],
    ['base64url', (text) => Buffer.from(`\xff\xfe${text}`, 'latin1').toString('base64url')],
    ['base64 of UTF-16', (text) => Buffer.from(text, 'utf16le').toString('base64')],
    ['hex', (text) => Buffer.from(text).toString('hex')],
    ['escapes', (text) => text.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)],
  ])('%s', (_name, write) => {
    for (const text of texts) {
      const written = masked(`before ${write(text)} after`);
      expect(written).toBe('(left out: it holds a CPR number)');
      expect(findCpr(written, FORMS)).toBeUndefined();
    }
  });
});

test.each([
  '2026-03-04T12:00:00.0000Z',
  '9208-2002-2-123456789012',
  'CVR:98765432-RID:12345678',
  '7c0e0a3e-7a0d-4c54-8d27-50a5dc0f1c31',
  'https://data.gov.dk/model/core/eid/person/uuid/5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11',
  '1.2.208.169.1.1.1.3.4',
  '9876543210',
  '01-01-1970',
  '25:63:A5:D8:74:E7:66:7B:F7:97:EE:5B',
])('what is none is shown: %s', (text) => {
  expect(masked(text)).toBe(text);
});
