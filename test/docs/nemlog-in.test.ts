import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPTION_SHAPE } from '../../src/strategies/nemlog-in/options-shape';
import { PARAMETER_NAMES } from '../../src/strategies/nemlog-in/parameter-shape';
import { STATUS_CODES } from '../../src/strategies/saml2/status';

const rowsOf = async (heading: string) => {
  const page = await readFile(join(__dirname, '../../docs/nemlog-in.md'), 'utf8');
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
};
const quoted = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

describe('docs/nemlog-in.md', () => {
  test('has a row for every option, and none more', async () => {
    const names = (await rowsOf('Options')).flatMap(([option]) => quoted(option));
    const parameters: readonly string[] = PARAMETER_NAMES;
    expect(names.sort()).toEqual(
      Object.keys(OPTION_SHAPE)
        .filter((name) => !parameters.includes(name))
        .sort(),
    );
  });

  test('has a row for every parameter', async () => {
    const names = (await rowsOf('Parameters')).flatMap(([name]) => quoted(name));
    expect(names.sort()).toEqual([...PARAMETER_NAMES].sort());
  });

  test('says of every status what it becomes', async () => {
    const table = new Map(
      (await rowsOf('Errors')).flatMap(([theirs, ours]) =>
        quoted(theirs).map((status) => [status, quoted(ours)[0]] as const),
      ),
    );
    // What it is unless `cancelStatuses` names it, as it does by default.
    expect([...table.keys()].sort()).toEqual([...STATUS_CODES.keys()].sort());
    for (const [status, code] of STATUS_CODES) {
      expect([status, table.get(status)]).toEqual([status, status === 'AuthnFailed' ? 'user_cancelled' : code]);
    }
  });
});
