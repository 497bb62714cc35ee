import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CITIZENS } from './same-person/citizens';
import { COMPANIES } from './same-person/companies';
import { EMPLOYEES } from './same-person/employees';
import { BROKERS, sayingsOf, type Broker, type Login } from './same-person/person';

const PEOPLE = { ...CITIZENS, ...EMPLOYEES, ...COMPANIES };

const CASES = Object.entries(PEOPLE).flatMap(([person, { known, logins }]) =>
  loginsOf(logins).map(([broker, { profile, silent }]) => [person, broker, profile, known, silent] as const),
);

function loginsOf(logins: Readonly<Record<Broker, Login | string>>): readonly (readonly [Broker, Login])[] {
  return BROKERS.flatMap((broker) => {
    const login = logins[broker];
    return typeof login === 'string' ? [] : [[broker, login] as const];
  });
}

test.each(CASES)('%s, by %s', (_, __, profile, known, silent) => {
  const said = Object.entries(known).filter(([path]) => !silent.includes(path));
  expect(sayingsOf(profile())).toEqual(Object.fromEntries(said));
});

test.each(CASES)('%s: what %s does not say is known from another', (_, __, ___, known, silent) => {
  expect(silent.filter((path) => !(path in known))).toEqual([]);
});

test('the docs’ table is who says what', () => {
  const docs = readFileSync(join(__dirname, '../../docs/profile.md'), 'utf8');
  const table = /<!-- who-says-what:begin -->\n\n([^]*?)\n\n<!-- who-says-what:end -->/.exec(docs)?.[1];
  expect(table).toBe(whoSaysWhat());
});

/** A line for each member that any login fills, a column for each way to log in, padded as Prettier pads it. */
function whoSaysWhat(): string {
  const said = new Map<string, Set<Broker>>();
  for (const [, broker, profile] of CASES) {
    for (const path of Object.keys(sayingsOf(profile()))) said.set(path, (said.get(path) ?? new Set()).add(broker));
  }
  const body = [...said].sort(([one], [other]) => (one < other ? -1 : 1));
  const cells = [
    ['Member', ...BROKERS],
    ...body.map(([path, brokers]) => [`\`${path}\``, ...BROKERS.map((broker) => (brokers.has(broker) ? 'yes' : ''))]),
  ];
  const widths = ['Member', ...BROKERS].map((_, column) =>
    Math.max(...cells.map((line) => (line[column] ?? '').length)),
  );
  const line = (columns: readonly string[]) =>
    `| ${columns.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...lines] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...lines.map(line)].join('\n');
}
