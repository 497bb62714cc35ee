import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPTION_SHAPE as MITID_OPTIONS } from '../../src/strategies/signicat/mitid/options-shape';
import { PARAMETER_NAMES as MITID_PARAMETERS } from '../../src/strategies/signicat/mitid/parameter-shape';
import { identityTypesOf, NEMID_METHODS } from '../../src/strategies/signicat/methods';
import { OPTION_SHAPE as NEMID_OPTIONS } from '../../src/strategies/signicat/nemid/options-shape';
import { PARAMETER_NAMES as NEMID_PARAMETERS } from '../../src/strategies/signicat/nemid/parameter-shape';
import { STATUS_CODES } from '../../src/strategies/saml2/status';

/** The tables of a section, each a list of rows without its head. */
const tablesOf = async (heading: string) => {
  const page = await readFile(join(__dirname, '../../docs/signicat.md'), 'utf8');
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) =>
    [...table.matchAll(/^\|(.*)\|$/gm)].slice(2).map(([, row = '']) => row.split('|').map((cell) => cell.trim())),
  );
};
const quoted = (cell = '') => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name);
const namesOf = async (heading: string) =>
  ((await tablesOf(heading))[0] ?? []).flatMap(([name]) => quoted(name)).sort();

describe('docs/signicat.md', () => {
  test.each<[string, object, readonly string[]]>([
    // The one name that is an option and a parameter stands in both tables.
    ['MitID', MITID_OPTIONS, MITID_PARAMETERS],
    ['NemID', NEMID_OPTIONS, NEMID_PARAMETERS.filter((name) => name !== 'method')],
  ])('has a row for every option of %s, and none more', async (kind, shape, parameters) => {
    const options = Object.keys(shape).filter((name) => !parameters.includes(name));
    expect(await namesOf(`${kind} options`)).toEqual(options.sort());
  });

  test.each<[string, readonly string[]]>([
    ['MitID', MITID_PARAMETERS],
    ['NemID', NEMID_PARAMETERS],
  ])('has a row for every parameter of %s', async (kind, parameters) => {
    expect(await namesOf(`${kind} parameters`)).toEqual([...parameters].sort());
  });

  test('says of every method whose it is', async () => {
    const [, methods = []] = await tablesOf('NemID parameters');
    expect(methods.map(([method, , types]) => [quoted(method)[0], quoted(types)])).toEqual(
      NEMID_METHODS.map((method) => [method, identityTypesOf(method)]),
    );
  });

  test('says of every status what it becomes', async () => {
    const [rows = []] = await tablesOf('Errors');
    const table = new Map(
      rows.flatMap(([theirs, ours]) => quoted(theirs).map((status) => [status, quoted(ours)[0]] as const)),
    );
    expect([...table.keys()].sort()).toEqual([...STATUS_CODES.keys()].sort());
    for (const [status, code] of STATUS_CODES) {
      expect([status, table.get(status)]).toEqual([status, status === 'AuthnFailed' ? 'user_cancelled' : code]);
    }
  });
});
