import fc from 'fast-check';
import {
  describeShape,
  parseCvr,
  parseDateOfBirth,
  parsePid,
  parsePNumber,
  parseRid,
  parseSeNumber,
  parseUuid,
} from '../../src/identifiers';

const UUID = '3a905527-0060-4948-8854-01f938664cac';

describe.each([
  ['parseCvr', parseCvr, 8],
  ['parseSeNumber', parseSeNumber, 8],
  ['parsePNumber', parsePNumber, 10],
])('%s', (_, parse, length) => {
  test(`takes ${length} digits and nothing else`, () => {
    const number = '9'.repeat(length);
    expect(parse(number)).toBe(number);
    for (const other of [
      '',
      `${number}9`,
      number.slice(1),
      ` ${number}`,
      `${number}\n`,
      `DK${number}`,
      number.replace('9', 'x'),
    ])
      expect(parse(other)).toBeUndefined();
  });
});

describe('parsePid', () => {
  const pid = '9208-2002-2-024271267078';

  test('takes it with the prefix and without, and gives it without', () => {
    expect(parsePid(pid)).toBe(pid);
    expect(parsePid(`PID:${pid}`)).toBe(pid);
  });

  test.each(['', 'PID:', '9208-2002-2-02427126707', `${pid}8`, '9208-2001-2-024271267078', ` ${pid}`, `CVR:${pid}`])(
    'refuses %j',
    (text) => {
      expect(parsePid(text)).toBeUndefined();
    },
  );
});

describe('parseRid', () => {
  test.each([
    '1',
    '4294268104',
    '1118061020235',
    'soren',
    'søren jensen',
    '3A90552700604948885401F938664CAC',
    'x'.repeat(64),
  ])('takes %j as it is', (text) => {
    expect(parseRid(text)).toBe(text);
  });

  test.each(['', ' ', ' x', 'x ', 'x\ny', 'x\u0000', 'x\u2028y', 'x\u202ey', 'x'.repeat(65)])('refuses %j', (text) => {
    expect(parseRid(text)).toBeUndefined();
  });
});

describe('parseUuid', () => {
  test.each([UUID, UUID.toUpperCase(), `urn:uuid:${UUID}`, `URN:UUID:${UUID.toUpperCase()}`])('takes %s', (text) => {
    expect(parseUuid(text)).toBe(UUID);
  });

  test.each([
    '',
    UUID.replaceAll('-', ''),
    `{${UUID}}`,
    `${UUID}0`,
    ` ${UUID}`,
    UUID.replace('a', 'g'),
    `uuid:${UUID}`,
  ])('refuses %j', (text) => {
    expect(parseUuid(text)).toBeUndefined();
  });
});

describe('parseDateOfBirth', () => {
  test.each(['1944-08-28', '28.08.1944', '28-08-1944'])('reads %s', (text) => {
    expect(parseDateOfBirth(text)).toBe('1944-08-28');
  });

  test('knows leap years', () => {
    expect(parseDateOfBirth('2000-02-29')).toBe('2000-02-29');
    expect(parseDateOfBirth('1904-02-29')).toBe('1904-02-29');
  });

  test.each([
    '',
    '1900-02-29',
    '30.02.1944',
    '1944-13-01',
    '1944-00-01',
    '1944-01-00',
    '31-04-1944',
    '28.08-1944',
    '28/08/1944',
    '8.8.1944',
    '28.08.44',
    '1944.08.28',
    '1944-08-28T00:00:00Z',
    ' 1944-08-28',
  ])('refuses %j', (text) => {
    expect(parseDateOfBirth(text)).toBeUndefined();
  });

  test('what it gives is what it takes, for every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const [year, month, day] = iso.split('-');
          expect(parseDateOfBirth(iso)).toBe(iso);
          expect(parseDateOfBirth(`${day}.${month}.${year}`)).toBe(iso);
        },
      ),
    );
  });
});

describe('describeShape', () => {
  test.each([
    ['', 'nothing'],
    ['0101905123', '10 digits'],
    ['010190-5123', '6 digits, a hyphen, 4 digits'],
    ['x 1!', '1 letter, white space, 1 digit, 1 other character'],
    ['a-b-c-d', 'a text of 7 characters'],
    ['x'.repeat(300), 'a text of 300 characters'],
  ])('counts what is there (%#)', (text, shape) => {
    expect(describeShape(text)).toBe(shape);
  });

  test('never shows a CPR', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '5', '9', '-', ' ', 'a', 'ø', '!') }), (text) => {
        expect(describeShape(text)).not.toMatch(/\d{6}|\d-/);
      }),
    );
  });
});

test('no text makes a parser throw', () => {
  const parsers = [
    parseCvr,
    parsePNumber,
    parseSeNumber,
    parsePid,
    parseRid,
    parseUuid,
    parseDateOfBirth,
    describeShape,
  ];
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const parse of parsers) parse(text);
    }),
  );
});
