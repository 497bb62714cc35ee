import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';

// By this global the mutated sources learn which mutant is on, and say which they came by.
const stryker = (globalThis.__stryker__ ??= {});
const files = process.env.MUTATION_TESTS.split(' ');

/**
 * Runs the tests of a room in this process, which has loaded them once: Jest takes half a second to load what then runs
 * for a few milliseconds. A mutant has been killed where the test that fails passes without it, and has survived where it
 * survives what was loaded for it alone: what one mutant leaves behind counts for no other.
 */
class InProcess {
  #suite;
  #tests = [];
  /** Whether no mutant was ever on since the tests were loaded. */
  #fresh = false;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // Only now is the working directory the sandbox.
    this.#suite = await import('./suite.mjs');
  }

  async dryRun() {
    this.#load();
    const tests = [];
    for (const test of this.#tests) {
      const { id, file: fileName } = test;
      const started = performance.now();
      stryker.currentTestId = id;
      const failure = await this.#suite.failureOf(test);
      stryker.currentTestId = undefined;
      const result = { id, name: id, fileName, timeSpentMs: Math.ceil(performance.now() - started) };
      tests.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure.message },
      );
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun(run) {
    const wasFresh = this.#fresh && !run.reloadEnvironment;
    const { result, proven } = await this.#once(run, run.reloadEnvironment);
    if (proven || wasFresh || run.reloadEnvironment) return result;
    return (await this.#once(run, true)).result;
  }

  async #once({ activeMutant, testFilter, hitLimit, mutantActivation }, reload) {
    const atLoad = mutantActivation === 'static' ? activeMutant.id : undefined;
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    if (reload || this.#tests.length === 0) {
      try {
        this.#load(atLoad);
      } catch (error) {
        this.#tests = [];
        return { result: killed('loading', String(error), 0), proven: true };
      }
    }
    this.#fresh = false;
    const asked = testFilter === undefined ? this.#tests : this.#tests.filter(({ id }) => testFilter.includes(id));
    let nrOfTests = 0;
    for (const test of asked) {
      nrOfTests++;
      stryker.activeMutant = activeMutant.id;
      const failure = await this.#suite.failureOf(test);
      stryker.activeMutant = undefined;
      const endless = determineHitLimitReached(stryker.hitCount, stryker.hitLimit);
      if (endless !== undefined) return this.#done({ result: endless, proven: true }, atLoad);
      if (failure !== undefined) {
        const proven = atLoad === undefined && (await this.#suite.failureOf(test)) === undefined;
        return this.#done({ result: killed(test.id, failure.message, nrOfTests), proven }, atLoad);
      }
    }
    return this.#done({ result: { status: MutantRunStatus.Survived, nrOfTests }, proven: false }, atLoad);
  }

  /** What was loaded while a mutant was on is of no use to another. */
  #done(outcome, atLoad) {
    if (atLoad !== undefined) this.#tests = [];
    return outcome;
  }

  #load(activeMutant) {
    stryker.activeMutant = activeMutant;
    try {
      this.#tests = this.#suite.loadTests(files);
      this.#fresh = activeMutant === undefined;
    } finally {
      stryker.activeMutant = undefined;
    }
  }
}

function killed(test, failureMessage, nrOfTests) {
  return { status: MutantRunStatus.Killed, killedBy: [test], failureMessage, nrOfTests };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
