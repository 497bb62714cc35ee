import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CODES } from '../../src/errors';
import { GUARD_SHAPE } from '../../src/middleware/guard-options';
import { CODES_OF } from '../../src/strategies/requirement';

const sectionOf = async (heading: string) => {
  const page = await readFile(join(__dirname, '../../docs/step-up.md'), 'utf8');
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
};
const rowsOf = (section: string) =>
  [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));

describe('docs/step-up.md', () => {
  test('has a row for every option of the guards, and none more', async () => {
    const tables = (await sectionOf('The two guards')).split('\n\n');
    const table = tables.find((one) => one.startsWith('| option')) ?? '';
    const names = rowsOf(table).flatMap(([name = '']) => /^`(\w+)`$/.exec(name)?.[1] ?? []);
    expect(names.sort()).toEqual(Object.keys(GUARD_SHAPE).sort());
  });

  test('names every code that a guard answers with, under its own guard', async () => {
    const tables = (await sectionOf('The two guards')).split('\n\n');
    const rows = rowsOf(tables.find((one) => one.startsWith('| who asks')) ?? '');
    const said = (column: number) =>
      new Set(rows.flatMap((row) => [...(row[column] ?? '').matchAll(/`(\w+_\w+)`/g)].map(([, code]) => code)));
    expect(said(1)).toEqual(new Set([...Object.values(CODES_OF.cpr), 'login_required']));
    expect(said(2)).toEqual(new Set([...Object.values(CODES_OF.assurance), 'login_required']));
  });

  test('shows the answer that a script gets', async () => {
    const [, json = ''] = /^```json\n([\s\S]*?)^```$/m.exec(await sectionOf('The two guards')) ?? [];
    expect(JSON.parse(json)).toEqual({ error: 'cpr_required', message: CODES.cpr_required.message });
  });
});
