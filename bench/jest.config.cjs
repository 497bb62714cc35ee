// Not part of `npm test`: these measure processor time.
const base = require('../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '..',
  roots: ['<rootDir>/bench'],
  testMatch: ['**/*.test.cts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // TypeScript wants the name that a .cts file has when it is built.
  moduleNameMapper: { '^(\\./.*)\\.cjs$': ['$1.cts', '$1.cjs'] },
  moduleFileExtensions: ['ts', 'cts', 'js', 'json'],
  transform: { '^.+\\.c?ts$': base.transform['^.+\\.ts$'] },
};
