import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replay, runBatch } from '../fuzz/batch';
import { readCounterexample } from '../fuzz/counterexamples';
import { allLanes } from '../fuzz/lanes';
import { requireTool } from '../support/tool';

// xmldom says in the console what it passes over.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('a mutant is refused with a code of its own, or logs in the person who was signed', () => {
  let accepted = 0;

  test.each(allLanes().map(({ name }) => name))('%s', async (lane) => {
    const { tally, counterexample } = await runBatch({ lane, seed: 20_261_126, count: 200 }, { xmlsec: false });
    expect(counterexample).toBeUndefined();
    expect(tally.refused + tally.accepted).toBe(200);
    expect(Object.keys(tally.codes).length).toBeGreaterThan(5);
    accepted += tally.accepted;
  });

  // Were it always the one, nothing would have been tested.
  test('and some of them log in', () => expect(accepted).toBeGreaterThan(20));
});

requireTool('xmlsec1')('what a search has found before', () => {
  const corpus = join(__dirname, '..', 'fuzz', 'corpus');

  test.each(readdirSync(corpus))('%s is mended, or explained', async (file) => {
    const { why, recipe } = readCounterexample(join(corpus, file));
    const now = await replay(recipe, true);
    expect(now).not.toBe(why);
    expect(now).toMatch(/^[a-z_]+$/);
  });
});
