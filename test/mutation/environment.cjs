const { TestEnvironment } = require('jest-environment-node');

/** Made for thousands of runs of few tests each: see jest.config.cjs. */
module.exports = class UntilTheFirstFailure extends TestEnvironment {
  #failed = false;

  constructor(...given) {
    super(...given);
    this.global.requireOutside = require;
  }

  // One failed test kills a mutant; Jest's own `bail` knows whole files only.
  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};
