// Lets a child process run the sources as they stand: what jest does for the tests, for `node --require`. What came of a
// source is kept under its hash, because a test run starts some hundred processes, each of which reads all of them.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const OPTIONS = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};
const VERSION = require('@swc/core/package.json').version;
const folder = join(__dirname, '../../node_modules/.cache/run-typescript');
mkdirSync(folder, { recursive: true });

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, OPTIONS, filename, source]))
    .digest('hex');
  const path = join(folder, `${key}.js`);
  module._compile(kept(path) ?? compiled(source, filename, path), filename);
};

function kept(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function compiled(source, filename, path) {
  const { code } = require('@swc/core').transformSync(source, { filename, ...OPTIONS });
  // Written beside and renamed, so that another process sees all of it or none.
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  return code;
}
