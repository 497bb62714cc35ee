import { AssertionError, deepStrictEqual } from 'node:assert';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { Cpr, looksLikeCpr } from '../../src/identifiers';
import { fictitiousCpr } from '../support/cpr';

const DIGITS = '0101905123';
const MASKED = '010190-xxxx';
const cprOf = (text: string): Cpr => {
  const cpr = Cpr.parse(text);
  if (cpr === undefined) throw new Error('not a CPR');
  return cpr;
};

describe('parsing', () => {
  test('takes ten digits with a hyphen and without', () => {
    expect(cprOf('010190-5123').reveal()).toBe(DIGITS);
    expect(cprOf('0101905123').reveal()).toBe(DIGITS);
  });

  test.each([
    ['nothing', ''],
    ['nine digits', '010190512'],
    ['eleven digits', '01019051234'],
    ['a hyphen elsewhere', '01-01905123'],
    ['two hyphens', '010190--5123'],
    ['a space', '010190 5123'],
    ['white space around', ' 0101905123'],
    ['a line end', '0101905123\n'],
    ['letters', '010190-512x'],
    ['digits of another script', '٠١٠١٩٠٥١٢٣'],
    ['no such month', '0113905123'],
    ['month nought', '0100905123'],
    ['day nought', '0001905123'],
    ['31 April', '3104905123'],
    ['29 February of a year that is no leap year', '2902905123'],
    ['29 February 2100 minus a century (1900)', '8902000123'],
    ['day 60, which is neither a day nor a replacement', '6001905123'],
    ['replacement day 92', '9201905123'],
  ])('refuses %s', (_, text) => {
    expect(Cpr.parse(text)).toBeUndefined();
  });

  test('does not ask for modulus 11', () => {
    const last = [...Array(10).keys()];
    expect(last.every((digit) => Cpr.parse(`010190512${digit}`))).toBe(true);
  });
});

// Replacement numbers (day + 60) where the century's rule would otherwise give a number that somebody may have.
describe.each([
  ['0', '00', '1900'],
  ['0', '99', '1999'],
  ['3', '00', '1900'],
  ['3', '99', '1999'],
  ['4', '00', '2000'],
  ['4', '36', '2036'],
  ['4', '37', '1937'],
  ['4', '99', '1999'],
  ['5', '00', '2000'],
  ['5', '57', '2057'],
  ['5', '58', '1858'],
  ['5', '99', '1899'],
  ['8', '57', '2057'],
  ['8', '58', '1858'],
  ['9', '00', '2000'],
  ['9', '36', '2036'],
  ['9', '37', '1937'],
  ['9', '99', '1999'],
])('the seventh digit %s with the year %s', (seventh, yy, year) => {
  test(`is ${year}`, () => {
    expect(cprOf(`6102${yy}${seventh}000`).birthDate).toBe(`${year}-02-01`);
  });
});

describe('a replacement number', () => {
  test('is marked, and its birth date is the real one', () => {
    const cpr = cprOf('9112995000');
    expect(cpr.isReplacementNumber).toBe(true);
    expect(cpr.birthDate).toBe('1899-12-31');
    expect(String(cpr)).toBe('911299-xxxx');
  });

  test('is what an ordinary number is not', () => {
    expect(cprOf(DIGITS).isReplacementNumber).toBe(false);
    expect(cprOf(DIGITS).birthDate).toBe('1890-01-01');
  });
});

describe('the digits', () => {
  const cpr = cprOf(DIGITS);

  test.each([
    ['String()', () => String(cpr)],
    ['a template literal', () => `the ${cpr as unknown as string}`.slice(4)],
    ['JSON.stringify', () => JSON.stringify(cpr).slice(1, -1)],
    ['joining', () => [cpr].join()],
  ])('are masked in %s', (_, print) => {
    expect(print()).toBe(MASKED);
  });

  test.each([
    ['util.inspect', () => inspect(cpr)],
    ['util.inspect with showHidden', () => inspect(cpr, { showHidden: true, depth: null, getters: true })],
    ['util.inspect without custom', () => inspect(cpr, { showHidden: true, customInspect: false, getters: true })],
    ['util.format', () => format('%s %o %O %j', cpr, cpr, cpr, cpr)],
    ['structuredClone', () => inspect(structuredClone(cpr), { showHidden: true })],
    ['copying', () => inspect(Object.assign({}, cpr))],
    ['own keys', () => Reflect.ownKeys(cpr).map(String).join()],
    ['own members', () => inspect(Reflect.ownKeys(cpr).map((key) => Object.getOwnPropertyDescriptor(cpr, key)))],
    ['Object.entries', () => JSON.stringify([Object.entries(cpr), Object.entries({ cpr })])],
    ['an error message of equality', () => inspect([cpr, { nested: cpr }])],
  ])('are not in %s', (_, print) => {
    expect(print()).not.toMatch(/5123/);
  });

  test('are masked where the number is inspected', () => {
    expect(inspect({ cpr })).toBe(`{ cpr: Cpr ${MASKED} }`);
  });

  test('come out of reveal only', () => {
    expect(cpr.reveal()).toBe(DIGITS);
  });

  test('cannot be replaced', () => {
    expect(Object.isFrozen(cpr)).toBe(true);
  });
});

describe('two numbers', () => {
  const [one, same, other] = [cprOf('010190-5123'), cprOf('0101905123'), cprOf('010190-5124')];

  test('are equal to whoever compares members when their digits are, and only then', () => {
    expect(() => deepStrictEqual({ cpr: one }, { cpr: same })).not.toThrow();
    expect(() => deepStrictEqual({ cpr: one }, { cpr: other })).toThrow(AssertionError);
    expect({ cpr: one }).toEqual({ cpr: same });
    expect({ cpr: one }).not.toEqual({ cpr: other });
  });

  test('show none of their digits where a comparison fails', () => {
    const assertions = [
      () => deepStrictEqual({ cpr: one }, { cpr: other }),
      () => deepStrictEqual(new Map([['cpr', one]]), new Map([['cpr', other]])),
      () => expect({ cpr: one }).toEqual({ cpr: other }),
      () => expect([one]).toStrictEqual([other]),
      () => expect(one).toBe(other),
      () => expect({ cpr: one }).toMatchObject({ cpr: '0101905124'.slice(0, 6) }),
    ];
    for (const assertion of assertions) expect(dumpOfThrown(assertion)).not.toMatch(/512[34]/);
  });
});

/** What a test runner could show of it. */
function dumpOfThrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return inspect(error, { showHidden: true, getters: true, depth: Infinity });
  }
  throw new Error('expected an assertion to fail');
}

test('two are equal when their digits are', () => {
  expect(cprOf('010190-5123').equals(cprOf('0101905123'))).toBe(true);
  expect(cprOf('010190-5123').equals(cprOf('010190-5124'))).toBe(false);
});

describe('for every fictitious number', () => {
  test('parsing and revealing give the number back, and nothing else shows it', () => {
    fc.assert(
      fc.property(fictitiousCpr, (digits) => {
        const cpr = cprOf(digits);
        const hyphened = `${digits.slice(0, 6)}-${digits.slice(6)}`;
        expect(cpr.reveal()).toBe(digits);
        expect(cprOf(hyphened).equals(cpr)).toBe(true);
        expect(looksLikeCpr(digits) && looksLikeCpr(hyphened)).toBe(true);
        expect(JSON.stringify(cpr)).toBe(`"${digits.slice(0, 6)}-xxxx"`);
        expect(cpr.birthDate).toBe(`18${digits.slice(4, 6)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`);
      }),
    );
  });

  test('no text makes the parser throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => [Cpr.parse(text), looksLikeCpr(text)].length === 2));
  });
});
