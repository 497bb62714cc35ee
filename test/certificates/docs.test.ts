import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOcesPolicy, parseOcesSubjectId } from '../../src/certificates';
import { TEST_KINDS } from '../../src/certificates/test-leaf';
import { inspectCommand } from '../../src/cli/certs-inspect';
import { makeCommand } from '../../src/cli/certs-make';
import { agreedSubject } from '../../src/profile/nemid-subject';

const UUID = '3a905527-0060-4948-8854-01f938664cac';
let page: string;
beforeAll(async () => {
  page = await readFile(join(__dirname, '../../docs/certificates.md'), 'utf8');
});

/** The rows of the table whose head begins with these words; `n` tells several apart. */
const rowsOf = (head: string, n = 0) => {
  const tables = page.match(/(?:^\|.*\|\n)+/gm) ?? [];
  const table = tables.filter((text) => text.startsWith(`| ${head} `))[n] ?? '';
  const [, , ...rows] = table.trim().split('\n');
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
};
const code = (cell = '') => /`([^`]*)`/.exec(cell)?.[1] ?? '';

describe('docs/certificates.md', () => {
  test('says of every form of subject what it becomes', () => {
    const rows = rowsOf('OCES');
    expect(rows).toHaveLength(7);
    for (const [, , form, kind, identityType, namespace] of rows) {
      const text = code(form)
        .replace('9208-2002-2-…', '9208-2002-2-024271267078')
        .replace('CVR:…', 'CVR:90000001')
        .replace('…', '1')
        .replace('<uuid>', UUID);
      const subject = parseOcesSubjectId(text)!;
      const named = agreedSubject([{ where: 'x', subject }], 'x');
      expect([subject.kind, named.identityType, named.namespace]).toEqual([kind, identityType, namespace].map(code));
    }
  });

  test('lists the policies', () => {
    const rows = rowsOf('type');
    expect(rows.map(([type]) => type)).toEqual(['POCES', 'MOCES', 'VOCES', 'FOCES']);
    for (const [type, production, test] of rows) {
      expect(parseOcesPolicy(`${code(production)}.1`)).toEqual({ type, environment: 'production' });
      expect(parseOcesPolicy(`${code(test)}.1`)).toEqual({ type, environment: 'pre-production' });
    }
  });

  test.each([
    ['make', makeCommand(), 0],
    ['inspect', inspectCommand(), 1],
  ])('has a row for every option of certs %s, and none more', (_, command, n) => {
    const documented = rowsOf('option', n).map(([option]) => code(option));
    expect(documented.sort()).toEqual(command.options.map(({ flags }) => flags).sort());
  });

  test('names every kind', () => {
    const [, kinds] =
      rowsOf('option')
        .find(([option]) => option?.includes('--kind'))
        ?.slice(1) ?? [];
    expect([...(kinds ?? '').matchAll(/`([^`]+)`/g)].map(([, kind]) => kind)).toEqual([...TEST_KINDS]);
  });
});
