import { fileOf, ROOMS } from './rooms.mjs';

const room = process.env.MUTATION_ROOM;
const { mutate, tests } = ROOMS[room];
// Stryker hands Jest no options of ours; both run in children of this process.
process.env.MUTATION_TESTS = tests.join(' ');

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner', import.meta.resolve('./ignore-details.mjs')],
  ignorers: ['details'],
  jest: { configFile: 'test/mutation/jest.config.cjs', enableFindRelatedTests: false },
  mutate,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant that never ends is ended by its count of turns; by the clock only where even that does not come.
  timeoutMS: 120_000,
  maxTestRunnerReuse: 200,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `build/mutation/${fileOf(room)}.json` },
  // A suite file hides which of its tests has changed: what was found before is believed only where that is asked for.
  incremental: true,
  force: process.env.MUTATION_INCREMENTAL !== '1',
  incrementalFile: `build/mutation/${fileOf(room)}.incremental.json`,
  tempDirName: `build/mutation/sandbox-${fileOf(room)}`,
  ignorePatterns: ['/dist', '/build', '/bench', '/examples', '/docs', '/test/browser', '/test/interop'],
};
