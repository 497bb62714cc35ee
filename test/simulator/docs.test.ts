import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateCommand } from '../../src/cli/simulate';
import { FAULTS } from '../../src/simulator/faults';
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

test('lists every fault as the data says', () => {
  expect(rows('Faults')).toEqual(
    FAULTS.map(({ name, description, seenAs }) => [`\`${name}\``, description, `\`${seenAs}\``]),
  );
});

test('lists every option of the command', () => {
  const told = rows('In a browser').flatMap(([cell = '']) => [...cell.matchAll(/--[a-z-]+/g)].map(([flag]) => flag));
  expect(told).toEqual(simulateCommand().options.map(({ long }) => long));
});
