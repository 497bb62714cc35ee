import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES } from '../../../src/errors';
import { allRows } from './all-rows';

const source = readFileSync(join(__dirname, '..', '..', '..', 'src', 'errors', 'codes.ts'), 'utf8');

/** The codes under a heading comment of src/errors/codes.ts. */
function group(heading: string): string[] {
  const [, after] = source.split(new RegExp(`\\n  // ${heading}[^\\n]*\\n`));
  const [codes = ''] = (after ?? '').split(/\n  \/\/ /);
  return [...codes.matchAll(/^ {2}(\w+):/gm)].map(([, code = '']) => code);
}

const rows = allRows().flatMap(({ rows: some }) => some);

test('the groups are read right', () => {
  for (const heading of ['reading', 'structure and signature', 'what the message says']) {
    expect(group(heading).length).toBeGreaterThan(10);
    for (const code of group(heading)) expect(Object.keys(CODES)).toContain(code);
  }
});

test.each(['reading', 'structure and signature', 'what the message says'])(
  'every code of "%s" is met by an attack',
  (heading) => {
    const met = new Set<string | undefined>(rows.map(({ code }) => code));
    expect(group(heading).filter((code) => !met.has(code))).toEqual([]);
  },
);

test('no two attacks share a name', () => {
  const names = rows.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => !/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/.test(name))).toEqual([]);
});
