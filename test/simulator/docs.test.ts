import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateCommand } from '../../src/cli/simulate';
import { NEMLOGIN_CHOICES } from '../../src/simulator';
import { EIDENT_FAULTS } from '../../src/simulator/faults/eident';
import { LOGOUT_FAULTS, NEMLOGIN_FAULTS } from '../../src/simulator/faults/nemlogin';
import { SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS } from '../../src/simulator/faults/signicat';
import { UUID_MATCH_FAULTS } from '../../src/simulator/faults/uuidmatch';
import { fullName, PERSONAS } from '../../src/simulator/personas';

const page = readFileSync(join(__dirname, '../../docs/simulator.md'), 'utf8');

/** The cells of the first table under a heading, without its head. */
function rows(heading: string): string[][] {
  const section = page.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const [table = ''] = /(?:^\|.*\n)+/m.exec(section) ?? [];
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('lists every persona as the data says', () => {
  expect(rows('People')).toEqual(
    PERSONAS.map((persona) => [`\`${persona.id}\``, persona.userId, fullName(persona), persona.description.en]),
  );
});

test.each([
  ['at E-Ident', EIDENT_FAULTS],
  ['at NemLog-in', NEMLOGIN_FAULTS],
  ['of a logout at NemLog-in', LOGOUT_FAULTS],
  ['at Signicat with MitID', SIGNICAT_MITID_FAULTS],
  ['at Signicat with NemID', SIGNICAT_NEMID_FAULTS],
  ['of a CPR match at NemLog-in', UUID_MATCH_FAULTS],
] as const)('lists every fault %s as the data says', (where, faults) => {
  expect(rows(`Faults ${where}`)).toEqual(
    faults.map(({ name, description, seenAs }) => [`\`${name}\``, description, `\`${seenAs}\``]),
  );
});

test('names every setting of NemLog-in, and its default', () => {
  const cells = rows('In a browser').filter(([flag = '']) => /--(?:dialect|data-encryption)/.test(flag));
  const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
  const { dialect, dataEncryption } = NEMLOGIN_CHOICES;
  expect(cells.map(([, meaning]) => named(meaning))).toEqual([dialect, dataEncryption]);
  expect(cells.map(([, , fallback]) => named(fallback))).toEqual([[dialect[0]], [dataEncryption[0]]]);
});

test('lists every option of the command', () => {
  const told = rows('In a browser').flatMap(([cell = '']) => [...cell.matchAll(/--[a-z-]+/g)].map(([flag]) => flag));
  expect(told).toEqual(simulateCommand().options.map(({ long }) => long));
});
