const base = require('../../jest.config.cjs');

// A mutant costs the loading of every test file there is: so one file stands for all of a room's (see suites/).
module.exports = {
  testEnvironment: require.resolve('./environment.cjs'),
  rootDir: '../..',
  roots: ['<rootDir>/test/mutation/suites'],
  testMatch: ['**/*.suite.ts'],
  transform: base.transform,
  setupFiles: [...base.setupFiles, require.resolve('./outside.cjs')],
  testTimeout: base.testTimeout,
};
