import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Of these functions, the arguments that only the log is told: an error's detail, and where something stood. */
const FOR_THE_LOG = new Map([
  ['MitIdError', [1]],
  ['refuse', [1, 2, 3]],
  ['unexpected', [1]],
  ['parseDateTime', [1]],
  ['decodeBase64', [2]],
  ['judgeInResponseTo', [1]],
]);

/** Leaves alone what no check hangs on. That a refusal happens, and its code, is what the tests are held to here. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'details', {
    shouldIgnore({ parent, listKey, key }) {
      if (listKey !== 'arguments' || parent.callee?.type !== 'Identifier') return;
      if (FOR_THE_LOG.get(parent.callee.name)?.includes(key) === true) return 'for the log';
    },
  }),
];
