import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Of these functions, the arguments that only the log is told: an error's detail, and where something stood. */
const FOR_THE_LOG = new Map([
  ['MitIdError', [1]],
  ['refuse', [1, 2, 3]],
  ['unexpected', [1]],
  ['parseDateTime', [1]],
  ['decodeBase64', [2]],
  ['judgeInResponseTo', [1]],
  ['signatureAlgorithm', [1]],
  ['unescaped', [0]],
  ['recipientMismatch', [0]],
  ['notDeflated', [1]],
]);

/** The constants that such an argument is made of first. */
function wordsOf(name, { type }) {
  return name === 'where' || name === 'got' || (name === 'expected' && /^(?:String|Template)Literal$/.test(type));
}

/** Leaves alone what no check hangs on. That a refusal happens, and its code, is what the tests are held to here. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'details', {
    shouldIgnore({ node, parent, key }) {
      if (node.type === 'FunctionDeclaration' && node.id.name === 'namesOf') return 'for the log';
      const { type, callee, id } = parent ?? {};
      const argument = callee?.type === 'Identifier' && FOR_THE_LOG.get(callee.name)?.includes(key);
      const named = type === 'VariableDeclarator' && key === 'init' && wordsOf(id.name, node);
      if (argument === true || named === true) return 'for the log';
    },
  }),
];
