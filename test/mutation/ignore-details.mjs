import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Which argument of the functions that make a refusal is its code; what comes after it is written for the log. */
const CODE_AT = new Map([
  ['MitIdError', 0],
  ['refuse', 0],
]);

/**
 * Leaves alone what only the log is told: the `detail` of an error. That a refusal happens, and its code, is what the tests
 * are held to here.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'details', {
    shouldIgnore({ node, parent, listKey, key }) {
      if (listKey !== 'arguments' || typeof key !== 'number') return;
      if (parent.callee?.type !== 'Identifier') return;
      const codeAt = CODE_AT.get(parent.callee.name);
      if (codeAt === undefined || key <= codeAt) return;
      return 'the detail of an error, for the log';
    },
  }),
];
