import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CprMatch } from '../../src/cpr-match';
import { OPTION_SHAPE } from '../../src/cpr-match/options-shape';

// A member that is missing here, or one too many, does not compile.
const OUTCOMES = Object.keys({
  match: true,
  'no-match': true,
  malformed: true,
  locked: true,
  'not-known': true,
} satisfies Record<CprMatch['outcome'], true>);

async function section(): Promise<string> {
  const page = await readFile(join(__dirname, '../../docs/cpr.md'), 'utf8');
  return page.split('\n## CPR match\n')[1]?.split('\n## ')[0] ?? '';
}

/** The names in the first column of a table, by the head of that column. */
async function namesUnder(head: string): Promise<string[]> {
  const table = (await section()).split(/\n\n/).find((block) => block.startsWith(`| ${head} `)) ?? '';
  return [...table.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) => cell.match(/(?<=`)[\w-]+(?=`)/g) ?? []);
}

describe('docs/cpr.md, of the CPR match', () => {
  test('has a row for every option, and none more', async () => {
    expect((await namesUnder('Option')).sort()).toEqual(Object.keys(OPTION_SHAPE).sort());
  });

  test('has a row for every outcome, and a case in the example', async () => {
    expect(await namesUnder('Outcome')).toEqual(OUTCOMES);
    expect([...(await section()).matchAll(/case '([^']+)':/g)].map(([, outcome]) => outcome)).toEqual(OUTCOMES);
  });
});
