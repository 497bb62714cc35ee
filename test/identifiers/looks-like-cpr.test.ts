import fc from 'fast-check';
import { looksLikeCpr } from '../../src/identifiers';
import { fictitiousCpr } from '../support/cpr';

const parts = (digits: string) =>
  [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)] as const;
const WRITTEN: readonly ((dd: string, mm: string, yy: string, serial: string) => string)[] = [
  (dd, mm, yy, serial) => `${dd}${mm}${yy}${serial}`,
  ...['-', '\u00ad', '\u2010', '\u2011', '\u2013', '\u2014', '\u2212', ' ', '\u00a0', '.', ' - ', ' \u2013 '].map(
    (separator) => (dd: string, mm: string, yy: string, serial: string) => `${dd}${mm}${yy}${separator}${serial}`,
  ),
  ...['-', '.', '/'].map(
    (divider) => (dd: string, mm: string, yy: string, serial: string) => `${[dd, mm, yy].join(divider)}-${serial}`,
  ),
];

describe('every fictitious number', () => {
  test('is seen in any way of writing it, wherever it stands', () => {
    fc.assert(
      fc.property(
        fictitiousCpr,
        fc.constantFrom(...WRITTEN),
        fc.constantFrom(
          '',
          ' ',
          ':',
          '(',
          '>',
          '"',
          'Bjørn ',
          'cpr',
          'CPR',
          'ssn=',
          'cprnr',
          'cprNumber',
          'DK_SSN',
          '_',
        ),
        fc.constantFrom('', ' ', ',', '.', ')', '<', '"', ' er nummeret'),
        (digits, write, before, after) => looksLikeCpr(before + write(...parts(digits)) + after),
      ),
    );
  });
});

test.each([
  '0101905123',
  '010190-5123',
  '010190 5123',
  '010190.5123',
  '010190 - 5123',
  '01-01-90-5123',
  '01.01.90-5123',
  'cpr0101905123',
  'CprNr0101905123',
  'personnummer010190-5123',
  'userSSN0101905123',
  'cpr-nr.0101905123',
  ' 0101905123 ',
  'CPR:0101905123',
  'urn:dk:gov:saml:cprNumberIdentifier:0101905123',
  '["0101905123"]',
  'Bjørn (010190-5123)',
  '9999999999, 610190-5123',
  '999999.1234 010190.5123',
])('sees it (%#)', (text) => {
  expect(looksLikeCpr(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['ten digits that begin with no day', '9999999999'],
  ['a CVR number', '90000001'],
  ['a PID', '9208-2002-2-024271267078'],
  ['a PID whose last group begins with a day', '9208-2002-2-010190512399'],
  ['a PID with its prefix', 'PID:9208-2002-2-010190512399'],
  ['a RID', 'CVR:90000001-RID:90000010'],
  ['a RID of thirteen digits', 'CVR:90000001-RID:0101905123001'],
  ['a RID that is a word', 'CVR:90000001-RID:soren'],
  ['a UUID of digits', '01010190-5123-4005-8123-010190512345'],
  ['a UUID', '3a905527-0060-4948-8854-01f938664cac'],
  ['a UUID without dashes', '0101905123604948885401f938664cac'],
  ['a P-number that is no day', '1000000000'],
  ['a telephone number', '+45 20 12 34 56'],
  ['a telephone number in fours', '+45 2012 3456'],
  ['a telephone number in one', '+4520123456'],
  ['a telephone number with noughts', '0045 20123456'],
  ['a telephone number of another country', '+46 70 123 45 67'],
  ['digits in a random id', 'x0101905123'],
  ['digits before a letter', '0101905123x'],
  ['eleven digits', '01019051234'],
  ['eleven digits after cpr', 'cpr01019051234'],
  ['an OID', '1.2.208.110190.5123.1'],
  ['the end of an OID', '1.2.208.110190.5123'],
  ['the beginning of an OID', '110190.5123.1'],
  ['a number with decimals', '999999.1234'],
  ['a date and an amount', '01-01-26 2000'],
  ['a date and a time', '31.12.25 1430'],
  ['a date of mixed dividers', '01-01.90-5123'],
  ['a day that is in no calendar', '310290.5123'],
  ['an id of E-Ident', 'TI2-617b5cdc6fb84f16a6022e328d970bb7'],
  ['an instant', '2026-11-22T10:15:00.0101905123Z'],
])('lets %s pass', (_, text) => {
  expect(looksLikeCpr(text)).toBe(false);
});

test('ten digits that count as a day are one, whatever they are said to be', () => {
  expect(looksLikeCpr('CVR:90000001-RID:0101905123')).toBe(true);
  expect(looksLikeCpr('P:1001905123')).toBe(true);
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof looksLikeCpr(text) === 'boolean'));
});
