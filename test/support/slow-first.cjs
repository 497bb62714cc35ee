const Sequencer = require('@jest/test-sequencer').default;

// Those that wait longest, first: begun last, one of them would have the other cores wait for it. Jest goes by the size of a
// file where it has not timed it, and the slowest of these are small.
const SLOW = /test\/(?:migration\/import|browser|cli|privacy)\//;

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => SLOW.test(path)), ...sorted.filter(({ path }) => !SLOW.test(path))];
  }
};
