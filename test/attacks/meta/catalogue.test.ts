import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, type AttackClass, type ClassNumber } from '../catalogue';
import type { AnyLaneName, Row } from '../harness/registry';
import { allRows } from './all-rows';
import { EVERY_LANE, LANE_WORDS } from './lane-words';
import { cell, code, table } from './markdown';

const NUMBERS = Object.keys(CATALOGUE).map((number) => Number(number) as ClassNumber);
const files = allRows();
/** What is made in the name of a class, by file; what must be accepted proves nothing here. */
const attacksOf = (number: ClassNumber) =>
  files.flatMap(({ file, rows }) =>
    rows.filter(({ kind, classes }) => kind !== 'harmless' && classes.includes(number)).map((row) => ({ file, row })),
  );
const countAt = (number: ClassNumber, lane: AnyLaneName) =>
  attacksOf(number).filter(({ row }) => row.lanes.includes(lane)).length;

test('there are 38 classes', () => {
  expect(NUMBERS).toEqual(Array.from({ length: 38 }, (_, at) => at + 1));
});

describe.each(NUMBERS)('class %i', (number) => {
  const { at, not }: AttackClass = CATALOGUE[number];

  test('says of each lane once whether it can be tried there, and if not why', () => {
    const said = [...at, ...not.flatMap(([lanes]) => lanes)];
    expect([...said].sort()).toEqual([...EVERY_LANE].sort());
    expect(not.filter(([, because]) => because.length < 10)).toEqual([]);
  });

  test('is tried in every lane where it can be', () => {
    expect(at.filter((lane) => countAt(number, lane) === 0)).toEqual([]);
  });

  test('is tried nowhere that it is said not to be', () => {
    // What SAML 1.1 alone has a class for, SAML 2.0 has another one for, and the same attacks.
    if (number >= 35) return;
    const elsewhere = not.flatMap(([lanes]) => lanes).filter((lane) => countAt(number, lane) > 0);
    expect(elsewhere).toEqual([]);
  });
});

/** Where it is tried, how often; lanes with the same count in one breath. */
function where(number: ClassNumber): string {
  const { at }: AttackClass = CATALOGUE[number];
  const counts = new Map<number, string[]>();
  for (const lane of EVERY_LANE.filter((one) => at.includes(one))) {
    const count = countAt(number, lane);
    counts.set(count, [...(counts.get(count) ?? []), LANE_WORDS[lane]]);
  }
  return [...counts].map(([count, lanes]) => `${lanes.join(', ')}: ${count}`).join('; ');
}

const codesOf = ({ code: usual, codes: others = {} }: Row) => [
  ...(usual === undefined ? [] : [usual]),
  ...Object.values(others).map(([other]) => other),
];

function classRow(number: ClassNumber): readonly string[] {
  const { name, rule }: AttackClass = CATALOGUE[number];
  const attacks = attacksOf(number);
  const codes = [...new Set(attacks.flatMap(({ row }) => codesOf(row)))].sort();
  const links = [...new Set(attacks.map(({ file }) => file))].map(
    (file) => `[${file}](../test/attacks/${file}.test.ts)`,
  );
  return [String(number), cell(name), cell(rule), where(number), links.join(', '), codes.map(code).join(', ')];
}

function reasonRows(): readonly (readonly string[])[] {
  return NUMBERS.flatMap((number) => {
    const { not }: AttackClass = CATALOGUE[number];
    return not.map(([lanes, because]) => [
      String(number),
      lanes.map((lane) => LANE_WORDS[lane]).join(', '),
      cell(because),
    ]);
  });
}

const page = join(__dirname, '..', '..', '..', 'docs', 'security.md');
const GENERATED: Readonly<Record<string, () => string>> = {
  classes: () =>
    table(['Class', 'Attack', 'What we do', 'Attacks made', 'Files', 'Refused with'], NUMBERS.map(classRow)),
  reasons: () => table(['Class', 'Not tried at', 'Because'], reasonRows()),
};

test('docs/security.md says what the tests do', () => {
  const text = readFileSync(page, 'utf8');
  let wanted = text;
  for (const [name, write] of Object.entries(GENERATED)) {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [wanted.indexOf(begin), wanted.indexOf(end)];
    expect([from, to]).not.toContain(-1);
    wanted = `${wanted.slice(0, from + begin.length)}\n\n${write()}\n\n${wanted.slice(to)}`;
  }
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, wanted);
  else expect(text).toBe(wanted);
});
