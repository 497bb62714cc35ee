import { parseDateTime } from '../../src/trust/date-time';
import { codeOf, errorOf } from '../support/codes';

const read = (text: string) => parseDateTime(text, 'Conditions/@NotBefore');

describe('xs:dateTime', () => {
  test.each([
    ['2026-11-22T05:10:15Z', '2026-11-22T05:10:15.000Z'],
    ['2026-11-22T05:10:15.1Z', '2026-11-22T05:10:15.100Z'],
    ['2026-11-22T05:10:15.1234567Z', '2026-11-22T05:10:15.123Z'],
    ['2026-11-22T05:10:15.999999999Z', '2026-11-22T05:10:15.999Z'],
    ['2026-11-22T05:10:15+01:00', '2026-11-22T04:10:15.000Z'],
    ['2026-11-22T05:10:15.5-05:30', '2026-11-22T10:40:15.500Z'],
    ['2026-11-22T05:10:15+05:59', '2026-11-21T23:11:15.000Z'],
    ['2026-11-22T05:10:15+00:00', '2026-11-22T05:10:15.000Z'],
    ['2026-11-22T05:10:15-00:00', '2026-11-22T05:10:15.000Z'],
    ['2026-11-22T05:10:15+14:00', '2026-11-21T15:10:15.000Z'],
    ['2026-11-22T05:10:15-14:00', '2026-11-22T19:10:15.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    [' \t\r\n2026-11-22T05:10:15Z\n', '2026-11-22T05:10:15.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
  ])('%j is %s', (text, expected) => {
    expect(new Date(read(text)).toISOString()).toBe(expected);
  });

  test.each([
    ['nothing', ''],
    ['no zone', '2026-11-22T05:10:15'],
    ['a date', '2026-11-22'],
    ['no seconds', '2026-11-22T05:10Z'],
    ['a space for the T', '2026-11-22 05:10:15Z'],
    ['a small z', '2026-11-22T05:10:15z'],
    ['a small t', '2026-11-22t05:10:15Z'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['29 February in another year', '2026-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['day 0', '2026-11-00T00:00:00Z'],
    ['month 0', '2026-00-22T00:00:00Z'],
    ['month 13', '2026-13-22T00:00:00Z'],
    ['24:00, which is the next day by another name', '2026-11-22T24:00:00Z'],
    ['minute 60', '2026-11-22T05:60:00Z'],
    ['second 60', '2026-11-22T05:10:60Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a dot without digits', '2026-11-22T05:10:15.Z'],
    ['ten digits', '2026-11-22T05:10:15.1234567890Z'],
    ['a comma', '2026-11-22T05:10:15,5Z'],
    ['an offset without its colon', '2026-11-22T05:10:15+0100'],
    ['an offset of hours', '2026-11-22T05:10:15+01'],
    ['an offset beyond 14 hours', '2026-11-22T05:10:15+14:01'],
    ['an offset of 15 hours', '2026-11-22T05:10:15-15:00'],
    ['an offset with 60 minutes', '2026-11-22T05:10:15+01:60'],
    ['two zones', '2026-11-22T05:10:15Z+01:00'],
    ['a year of five digits', '12026-11-22T05:10:15Z'],
    ['a year before Christ', '-2026-11-22T05:10:15Z'],
    ['a year of two digits, which JavaScript moves by 1900', '0026-11-22T05:10:15Z'],
    ['digits of another script', '２０２６-11-22T05:10:15Z'],
    ['a no-break space', '\u00a02026-11-22T05:10:15Z'],
    ['a second line', '2026-11-22T05:10:15Z\n2026-11-22T05:10:15Z'],
    ['milliseconds', '1795324215000'],
  ])('refused: %s', (_, text) => {
    expect(codeOf(() => read(text))).toBe('time_malformed');
  });

  test('the error says where and not what', () => {
    expect(errorOf(() => read('010170-5678')).detail).toEqual({
      where: 'Conditions/@NotBefore',
      expected: 'an xs:dateTime with Z or an offset',
    });
  });
});
