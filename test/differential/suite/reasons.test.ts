import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from './reasons';

test('docs/trust.md holds this list', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'trust.md'), 'utf8');
  const [, table = ''] = page.split('### The attack suite, judged by all three');
  const rows = [...table.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map(([, code, reason]) => [code, reason]);
  expect(rows).toEqual(Object.entries(REASONS));
});

test('of a signature that is not good there is no reason to think otherwise', () => {
  expect(Object.keys(REASONS)).not.toContain('digest_mismatch');
  expect(Object.keys(REASONS)).not.toContain('signature_invalid');
});
