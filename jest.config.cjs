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
  moduleNameMapper: process.env.CI ? { '^fast-check$': '<rootDir>/test/support/fast-check-of-ci.cjs' } : {},
  setupFiles: ['<rootDir>/test/support/load-tls.cjs'],
  testTimeout: 30_000,
  // Much of a test here is waiting for a browser or a server: three at once leave no core of two idle.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  testSequencer: '<rootDir>/test/support/slow-first.cjs',
  // Nothing that a test run writes may hold a CPR number: see test/support/cpr-watch.
  globalSetup: '<rootDir>/test/support/cpr-watch/global-setup.ts',
  reporters: ['<rootDir>/test/support/cpr-watch/reporter.cjs', 'default'],
};
