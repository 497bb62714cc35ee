import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const circus = require('jest-circus');
const { expect } = require('expect');
const { ModuleMocker } = require('jest-mock');
const { transformSync } = require('@swc/core');

const mocks = new ModuleMocker(globalThis);
const SWC = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
const ours = (file) => file.startsWith(process.cwd() + sep) && !file.includes(`${sep}node_modules${sep}`);

const javascript = new Map();
Module._extensions['.ts'] = (module, filename) => {
  let code = javascript.get(filename);
  if (code === undefined) ({ code } = transformSync(readFileSync(filename, 'utf8'), { ...SWC, filename }));
  javascript.set(filename, code);
  module._compile(code, filename);
};

const { describe, test, beforeEach, afterEach } = circus;
Object.assign(globalThis, { describe, test, beforeEach, afterEach, expect, jest: mocks });

/**
 * The tests of these files, loaded anew with everything of ours that they import. Jest's own describe, test and expect read
 * them; what it can do beyond that, none of them uses, and it is refused here rather than left out.
 */
export function loadTests(files) {
  for (const file of Object.keys(require.cache)) if (ours(file)) delete require.cache[file];
  circus.resetState();
  for (const file of files) describe(file, () => void require(join(process.cwd(), file)));
  return flat(circus.getState().rootDescribeBlock, [], []);
}

function flat({ name, children, hooks }, outerNames, outerHooks) {
  const names = name === 'ROOT_DESCRIBE_BLOCK' ? outerNames : [...outerNames, name];
  const foreign = hooks.find(({ type }) => type !== 'beforeEach' && type !== 'afterEach');
  if (foreign !== undefined) throw new Error(`${names.join(' ')}: the tests of a room have no ${foreign.type}`);
  const all = [...outerHooks, ...hooks];
  return children.flatMap((child) => {
    if (child.type === 'describeBlock') return flat(child, names, all);
    const id = [...names, child.name].join(' ');
    if (child.fn.length > 0 || child.mode || child.failing || child.concurrent)
      throw new Error(`${id}: the tests of a room are plain ones`);
    return [{ id, file: names[0], fn: child.fn, hooks: all }];
  });
}

let rejected;
process.on('unhandledRejection', (reason) => {
  rejected = { reason };
});

/** What a test fails with; undefined where it passes. */
export async function failureOf({ fn, hooks }) {
  const run = (wanted) => hooks.filter(({ type }) => type === wanted).map((hook) => hook.fn);
  rejected = undefined;
  try {
    for (const hook of run('beforeEach')) await hook();
    await fn();
    for (const hook of run('afterEach').reverse()) await hook();
  } catch (error) {
    return { message: String(error?.message ?? error) };
  } finally {
    mocks.restoreAllMocks();
  }
  return rejected === undefined ? undefined : { message: String(rejected.reason) };
}
