const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 30_000,
  // Most of a test here is waiting for a browser or a server: two at once, also where there are two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Nothing that a test run writes may hold a CPR number: see test/support/cpr-watch.
  globalSetup: '<rootDir>/test/support/cpr-watch/global-setup.ts',
  reporters: ['<rootDir>/test/support/cpr-watch/reporter.cjs', 'default'],
};
