import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SUFFICIENT } from '../../src/migration/policy';

describe('docs/migration.md', () => {
  test('says of every class what suffices, as the policy has it', () => {
    const text = readFileSync(join(__dirname, '../../docs/migration.md'), 'utf8');
    const [, section = ''] = text.split('## What suffices');
    const rows = [...section.matchAll(/^\| `(\w+)` +\| `([^|]+)` +\|$/gm)].map(([, name, kinds = '']) => [
      name,
      kinds.split('`+`'),
    ]);
    const policy = Object.entries(SUFFICIENT).flatMap(([name, sets]) => sets.map((set) => [name, set]));
    expect(rows).toEqual(policy);
  });
});
