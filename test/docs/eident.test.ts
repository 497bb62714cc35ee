import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPTION_SHAPE } from '../../src/strategies/eident/options-shape';
import { PARAMETER_NAMES } from '../../src/strategies/eident/parameter-shape';
import { BROKER_CODES, EIDS, WIRE } from '../../src/strategies/eident/wire';

const rowsOf = async (heading: string) => {
  const page = await readFile(join(__dirname, '../../docs/eident.md'), 'utf8');
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
};
const quoted = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

describe('docs/eident.md', () => {
  test('has a row for every option, and none more', async () => {
    const names = (await rowsOf('Options')).flatMap(([option]) => quoted(option));
    const parameters: readonly string[] = PARAMETER_NAMES;
    expect(names.sort()).toEqual(
      Object.keys(OPTION_SHAPE)
        .filter((name) => !parameters.includes(name))
        .sort(),
    );
  });

  test('has a row for every parameter, with its name on the wire', async () => {
    const rows = (await rowsOf('Parameters')).map(([name, wire]) => [...quoted(name), ...quoted(wire)]);
    for (const name of PARAMETER_NAMES) expect(rows).toContainEqual(expect.arrayContaining([name, WIRE[name]]));
    expect(rows.flat()).toEqual(expect.arrayContaining(['stepUp', 'returnTo', WIRE.transactionTextType]));
  });

  test('names every eID', async () => {
    const row = (await rowsOf('Parameters')).find(([name]) => name === '`eids`');
    for (const eid of EIDS) expect(row?.[2]).toContain(`\`${eid}\``);
  });

  test('says of every code of the broker what it becomes', async () => {
    const table = (await rowsOf('Errors')).flatMap(([theirs, ours]) =>
      quoted(theirs).map((code) => [code, quoted(ours)[0]]),
    );
    expect(new Map(table as [string, string][])).toEqual(BROKER_CODES);
  });
});
