import { fileOf, ROOMS } from './rooms.mjs';

const room = process.env.MUTATION_ROOM;
const { mutate, tests } = ROOMS[room];
// The tests run in children of this process, which Stryker hands no options of ours.
process.env.MUTATION_TESTS = tests.join(' ');

export default {
  testRunner: 'in-process',
  plugins: [import.meta.resolve('./runner.mjs'), import.meta.resolve('./ignore-details.mjs')],
  ignorers: ['details'],
  mutate,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant that never ends is ended by its count of turns; by the clock only where even that does not come.
  timeoutMS: 120_000,
  reporters: ['json', 'progress-append-only'],
  logLevel: 'warn',
  jsonReporter: { fileName: `build/mutation/${fileOf(room)}.json` },
  tempDirName: `build/mutation/sandbox-${fileOf(room)}`,
  ignorePatterns: ['/dist', '/build', '/bench', '/examples', '/docs', '/test/browser', '/test/interop'],
};
