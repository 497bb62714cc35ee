import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CODES } from '../../src/errors';

const page = () => readFile(join(__dirname, '../../docs/errors.md'), 'utf8');

describe('docs/errors.md', () => {
  it('says of every code what the table in src/errors says', async () => {
    const rows = [...(await page()).matchAll(/^\| `(\w+)` +\| (\w+) +\| (\d+) +\| (.*?) +\|/gm)].map(
      ([, code, outcome, status, message]) => ({ code, outcome, status: Number(status), message }),
    );
    const table = Object.entries(CODES).map(([code, row]) => ({ code, ...row }));
    expect(rows).toEqual(table);
  });
});
