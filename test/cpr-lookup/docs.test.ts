import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHAPE } from '../../src/cpr-lookup/config';
import type { CprLookup } from '../../src/cpr-lookup';

// A member that is missing here, or one too many, does not compile.
const METHODS = Object.keys({
  pidCpr: true,
  cprPid: true,
  ridCpr: true,
  subjectSerialNumberRid: true,
  subjectSerialNumberCprUuid: true,
  subjectSerialNumberCpr: true,
  pidMatchesCpr: true,
} satisfies Record<keyof CprLookup, true>);

/** The names in the first column of a table of the section, by the head of that column. */
async function namesUnder(head: string): Promise<string[]> {
  const page = await readFile(join(__dirname, '../../docs/cpr.md'), 'utf8');
  const section = page.split('\n## Lookup for public authorities\n')[1]?.split('\n## ')[0] ?? '';
  const table = section.split(/\n\n/).find((block) => block.startsWith(`| ${head} `)) ?? '';
  return [...table.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) => cell.match(/(?<=`)\w+(?=[`(])/g) ?? []);
}

describe('docs/cpr.md, of the lookups', () => {
  test('has a row for every option, and none more', async () => {
    expect((await namesUnder('Option')).sort()).toEqual(Object.keys(SHAPE).sort());
  });

  test('has a row for every method, and none more', async () => {
    expect(await namesUnder('Method')).toEqual(METHODS);
  });
});
