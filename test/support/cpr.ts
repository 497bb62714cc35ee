import fc from 'fast-check';

/** Numbers nobody can have: the seventh digit 5-8 with a year 58-99 says born 1858-1899. */
export const fictitiousCpr: fc.Arbitrary<string> = fc
  .record({
    date: fc.date({ min: new Date('1858-01-01Z'), max: new Date('1899-12-31Z'), noInvalidDate: true }),
    seventh: fc.integer({ min: 5, max: 8 }),
    last: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ date, seventh, last }) => {
    const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
    return `${day}${month}${year.slice(2)}${seventh}${String(last).padStart(3, '0')}`;
  });
