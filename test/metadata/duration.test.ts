import { parseDuration } from '../../src/metadata/duration';

const HOUR = 3_600_000;

test.each([
  ['PT1H', HOUR],
  ['PT5M', 300_000],
  ['P1D', 24 * HOUR],
  ['P0Y0M1DT0H0M0.000S', 24 * HOUR],
  ['PT0S', 0],
  ['PT1.5S', 1_500],
  ['PT0.0019S', 1],
  [' \nPT2H ', 2 * HOUR],
  ['P1Y2M3DT4H5M6S', ((365 + 60 + 3) * 24 + 4) * HOUR + 306_000],
])('%j is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  '-PT1H',
  '+PT1H',
  'PT-1H',
  '1H',
  'P1H',
  'PT1D',
  'PT1M1H',
  'P1W',
  'PT1.S',
  'PT.5S',
  'PT1.5H',
  'PT1,5S',
  'pt1h',
  'PT 1H',
  'PT1H PT1H',
  'PT1e3S',
  `PT${'9'.repeat(10)}S`,
  '\u00a0PT1H',
])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
