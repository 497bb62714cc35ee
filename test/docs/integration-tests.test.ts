import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testTitles } from './support/test-titles';

const ROOT = join(__dirname, '../..');
const textOf = (path: string) => readFile(join(ROOT, path), 'utf8');

// facts/oiosaml.md 1.6: the mandatory cases.
const CASES = [
  'IT-LOGON-1',
  'IT-SSO-1',
  'IT-SPSES-1',
  'IT-SLO-1',
  'IT-SLO-2',
  'IT-SLO-3',
  'IT-LOA-1',
  'IT-TIM-1',
  'IT-TIM-2',
  'IT-LOG-1',
];

/** The rows of the checklist: the case, and each file with the titles it is to have. */
async function checklist() {
  const section = (await textOf('docs/nemlog-in.md')).split("\n## NemLog-in's integration tests\n")[1] ?? '';
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| (IT-[A-Z]+-\d) +\|([^|]*)\|(.*)\|$/gm);
  return [...rows].map(([, id, meaning = '', covered = '']) => ({
    id,
    meaning: meaning.trim(),
    tests: [...covered.matchAll(/`(test\/[\w./-]+\.test\.ts)`: ([^`;]*)/g)].map(([, file = '', titles = '']) => ({
      file,
      titles: [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
    })),
  }));
}

describe("the checklist of NemLog-in's integration tests in docs/nemlog-in.md", () => {
  test('has every mandatory case once, says what it is taken for, and names a test of it', async () => {
    const rows = await checklist();
    expect(rows.map(({ id }) => id)).toEqual(CASES);
    for (const { id, meaning, tests } of rows) {
      expect([id, meaning !== '', tests.length > 0, tests.every(({ titles }) => titles.length > 0)]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    }
  });

  test.each(CASES)('%s: its tests exist, by their titles', async (wanted) => {
    const { tests = [] } = (await checklist()).find(({ id }) => id === wanted) ?? {};
    for (const { file, titles } of tests) {
      const known = testTitles(await textOf(file));
      for (const title of titles) expect([file, title, known.has(title)]).toEqual([file, title, true]);
    }
    expect(tests.length).toBeGreaterThan(0);
  });
});

test.each([
  ["test('a', () => {});", true],
  ["it.only('a', () => {});", true],
  ["describe('b', () => test('a', () => {}));", true],
  ["test.each([1, 2])('a', () => {});", true],
  ["test.each(['a', 'b'])('%s', () => {});", true],
  ["const rows = [['b', 'a']] as const; test.each<Row>(rows)('%s: %s', () => {});", true],
  ["const a = 'a';", false],
  ["describe('a', () => test('b', () => {}));", false],
  ["test('b', () => log('a'));", false],
  ["// test('a', () => {});", false],
  ["/* test('a', () => {}); */ test('b', () => {});", false],
  ["test.skip('a', () => {});", false],
  ["test.todo('a');", false],
  ["xtest('a', () => {});", false],
  ["test.skip.each(['a'])('%s', () => {});", false],
  ["describe.skip('b', () => test('a', () => {}));", false],
  ["describe.skip.each([1])('b', () => test('a', () => {}));", false],
  ["test('a b', () => {});", false],
])('what counts as the title of a test: %s', (source, counts) => {
  expect(testTitles(source).has('a')).toBe(counts);
});
