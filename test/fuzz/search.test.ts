import { join } from 'node:path';
import { replay, runBatch } from './batch';
import { batchesOf } from './campaign';
import { WatchedWorker } from './watched-worker';

describe('a search finds what there is to find', () => {
  const lane = 'saml11-artifact, Assertion signed, unsigned allowed';

  test('another person, where nothing is signed: shrunk to one change, and seen again', async () => {
    const batch = { lane, seed: 1, count: 1_000 };
    const { counterexample } = await runBatch(batch, { xmlsec: false });
    expect(counterexample).toMatchObject({ why: 'another subject, or other words of the same', batch });
    expect(counterexample?.recipe.steps).toHaveLength(1);
    expect(await replay(counterexample!.recipe, false)).toBe(counterexample!.why);
  });
});

describe('a worker that goes astray', () => {
  const program = join(__dirname, 'support', 'astray.ts');
  const patience = { lookEachMs: 20, maxTicks: 50, maxWallMs: 10_000 };

  test.each([
    ['without an end', 'it does not come back'],
    ['without a measure', 'more than 200 MB were taken'],
  ])('%s is ended, and the mutant that it was at is told', async (lane, why) => {
    const worker = new WatchedWorker(false, program, patience);
    try {
      const batch = { lane, seed: 1, count: 1 };
      expect(await worker.run(batch)).toEqual({ counterexample: { why, recipe: { lane, steps: [] }, batch } });
    } finally {
      worker.stop();
    }
  });
});

test('the batches of a seed hold as many mutants as were asked for, and are the same each time', () => {
  const options = { count: 1_234, seed: 5, lanes: ['a', 'b'] };
  const batches = batchesOf(options);
  expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(1_234);
  expect(new Set(batches.map(({ seed }) => seed)).size).toBe(batches.length);
  expect(batchesOf(options)).toEqual(batches);
});
