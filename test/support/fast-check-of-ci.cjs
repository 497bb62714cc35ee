// In CI every run draws the same random cases, so that what fails is the change and not the draw. Elsewhere each run draws
// anew, and `npm run fuzz` searches for longer.
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fastCheck.configureGlobal({ seed: 8 });
module.exports = fastCheck;
