import { CODES } from '../../../src/errors';
import { codesUnder } from '../harness/code-groups';
import { allRows } from './all-rows';

const rows = allRows().flatMap(({ rows: some }) => some);

const GROUPS = ['reading', 'structure and signature', 'what the message says', 'logout'];

test('the groups are read right', () => {
  for (const heading of GROUPS) {
    expect(codesUnder(heading).length).toBeGreaterThan(heading === 'logout' ? 3 : 10);
    for (const code of codesUnder(heading)) expect(Object.keys(CODES)).toContain(code);
  }
});

test.each(GROUPS)('every code of "%s" is met by an attack', (heading) => {
  const met = new Set<string | undefined>(
    rows.flatMap(({ code, codes = {} }) => [code, ...Object.values(codes).map(([other]) => other)]),
  );
  expect(codesUnder(heading).filter((code) => !met.has(code))).toEqual([]);
});

test('no two attacks share a name', () => {
  const names = rows.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => !/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/.test(name))).toEqual([]);
});
