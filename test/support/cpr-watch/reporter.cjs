'use strict';

// Longer than any spelling: a number may be split over two writes.
const OVERLAP = 100;

/**
 * Reads along with everything that a test run writes, its own and what its workers and their tests write, and fails the
 * run when a persona's CPR number is in it. It is the first reporter in jest.config.cjs, so that what the others write
 * passes through it.
 */
module.exports = class CprWatch {
  constructor() {
    this.found = new Set();
    for (const stream of [process.stdout, process.stderr]) this.watch(stream);
  }

  watch(stream) {
    const write = stream.write.bind(stream);
    let seen = '';
    stream.write = (chunk, ...rest) => {
      const text = seen + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      this.look(text);
      seen = text.slice(-OVERLAP);
      return write(chunk, ...rest);
    };
  }

  look(text) {
    const lower = text.toLowerCase();
    for (const { needle, label } of globalThis.personaCprForms) {
      if (lower.includes(needle.toLowerCase())) this.found.add(label);
    }
  }

  onRunComplete() {
    if (this.found.size > 0) process.stderr.write(`\n${this.getLastError().message}\n`);
  }

  getLastError() {
    if (this.found.size === 0) return undefined;
    return new Error(
      `This test run wrote a CPR number: ${[...this.found].join(', ')}. Find the line above, and mend it.`,
    );
  }
};
