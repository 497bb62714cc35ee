import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackCommand } from '../../src/cli/attack';
import { ATTACKS, NOT_PLAYED } from '../../src/simulator/attack';

const path = join(__dirname, '../../docs/attack-your-app.md');
const page = readFileSync(path, 'utf8');

/** The cells of the tables, without spaces and rules. */
const cells = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^\| (?!-)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test('lists every attack as the data says', () => {
  const [before = '', table = ''] = page.split('## Every attack\n');
  const wanted = ATTACKS.map(({ id, classes, harm, source }) => [`\`${id}\``, classes.join(', '), harm, source]);
  if (process.env['UPDATE_DOCS'] === '1') {
    const head = table.slice(0, table.indexOf('\n', table.indexOf('| ---')) + 1);
    const rows = wanted.map((row) => `| ${row.join(' | ')} |\n`).join('');
    writeFileSync(path, `${before}## Every attack\n${head}${rows}`);
    return;
  }
  expect(cells(table).slice(1)).toEqual(wanted);
});

test('lists every class that is not played, and why', () => {
  const [, after = ''] = page.split('\n| Class not played ');
  const [table = ''] = after.split('\n\n');
  expect(cells(table).slice(1)).toEqual(Object.entries(NOT_PLAYED));
});

test('lists every option of the command', () => {
  const [, options = ''] = page.split('| Option ');
  const [table = ''] = options.split('\n\n');
  expect([...table.matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => flag)).toEqual(
    attackCommand().options.map(({ long }) => long),
  );
});
