import { isoWeek } from '../../../src/migration/report/iso-week';
import { latestOf, project } from '../../../src/migration/report/projection';

const AT = '2026-11-26T10:00:00.000Z';
const weeks = (...links: readonly number[]) =>
  links.map((some, index) => ({
    monday: `2026-${['10-19', '10-26', '11-02', '11-09', '11-16', '11-23'].at(index - links.length)}`,
    links: some,
  }));

test.each([
  ['2026-01-01', '2026-W01', '2025-12-29'],
  ['2027-01-01', '2026-W53', '2026-12-28'],
  ['2024-12-30', '2025-W01', '2024-12-30'],
  ['2026-11-22T23:59:59.999Z', '2026-W47', '2026-11-16'],
  ['2026-11-23', '2026-W48', '2026-11-23'],
])('%s is in %s', (day, week, monday) => {
  expect(isoWeek(day)).toEqual({ week, monday });
});

describe('the projected end', () => {
  test('nothing is left: done, whatever moved', () => {
    expect(project({ waiting: 0, ambiguous: 0 }, weeks(5, 5), AT)).toEqual({ state: 'done' });
  });

  test('is reckoned from the last four complete weeks; this one does not count', () => {
    const projection = project({ waiting: 15, ambiguous: 5 }, weeks(1000, 10, 10, 10, 10, 900), AT);
    expect(projection).toEqual({ state: 'projected', end: '2026-12-10', linksPerWeek: 10, fromWeeks: 4 });
  });

  test('is reckoned from fewer where there are no four', () => {
    const projection = project({ waiting: 7, ambiguous: 0 }, weeks(7, 3), AT);
    expect(projection).toEqual({ state: 'projected', end: '2026-12-03', linksPerWeek: 7, fromWeeks: 1 });
  });

  test.each([
    ['nobody has come', weeks()],
    ['somebody came this week alone', weeks(3)],
    ['nobody came in the last four weeks', weeks(8, 0, 0, 0, 0, 5)],
    ['it would take more than five years', weeks(0, 1, 0, 0, 0)],
  ])('is unknown where %s', (_name, links) => {
    expect(project({ waiting: 100, ambiguous: 0 }, links, AT)).toEqual({ state: 'unknown' });
  });

  test('of all classes is that of the last, and unknown where one is', () => {
    const [early, late] = ['2026-12-01', '2027-02-01'].map((end) => ({
      state: 'projected' as const,
      end,
      linksPerWeek: 2,
      fromWeeks: 4,
    })) as [never, never];
    expect(latestOf([early, late, { state: 'done' }])).toEqual({ ...(late as object), linksPerWeek: 4 });
    expect(latestOf([early, { state: 'unknown' }])).toEqual({ state: 'unknown' });
    expect(latestOf([{ state: 'done' }])).toEqual({ state: 'done' });
  });
});
