import { cprInUrl, HOLDS_CPR } from '../../src/strategies/cpr-in-url';

const DIGITS = '0101905999';
/** Every character escaped, `times` times over. */
const escaped = (text: string, times: number): string => {
  const once = text.replaceAll(/./g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return times === 1 ? once : escaped(once, times - 1);
};

test.each([
  `/p/${DIGITS}`,
  '/p/010190-5999',
  '/p?q=010190+5999',
  '/p?q=010190%205999',
  '/p?q=010190%25205999',
  '/p?q=010190%E2%80%935999',
  `/p?next=${encodeURIComponent(`/q?next=${encodeURIComponent(`/r?cpr=${encodeURIComponent('010190 5999')}`)}`)}`,
  `/p?q=${escaped(DIGITS, 1)}`,
  `/p?q=${escaped(DIGITS, 2)}`,
  `/p?q=${escaped(DIGITS, 3)}`,
  `/p?q=%2530${DIGITS.slice(1)}`,
  `/p?q=${DIGITS}%`,
])('%s holds one', (url) => {
  expect(cprInUrl(url)).toBe(HOLDS_CPR);
});

test.each([
  '/',
  '/p?order=17&next=%2Fq%3Fa%3D%2525',
  '/p?q=100%25%',
  // No day of a calendar, one digit too many, and an id that letters stand around, as at random.
  '/p/9999905999',
  `/p/${DIGITS}1`,
  `/p/a${DIGITS}`,
  `/p/${DIGITS}f`,
  `/p?q=${'%25'.repeat(1_000)}`,
])('%s holds none', (url) => {
  expect(cprInUrl(url)).toBeUndefined();
});
