import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const json = (name: string): unknown => JSON.parse(read(`test/mutation/${name}`));

interface Explained {
  readonly at: string;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly why: string;
}

interface Room {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const rooms = json('rooms.json') as Record<string, Room>;
const mutated = Object.values(rooms).flatMap(({ mutate }) => mutate);

test.each(Object.entries(json('explained.json') as Record<string, readonly Explained[]>))(
  'what is explained of %s stands there, and says why',
  (file, explained) => {
    const lines = read(file)
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim());
    expect(mutated).toContain(file);
    expect(explained.filter(({ at, why }) => !lines.includes(at) || why === '')).toEqual([]);
  },
);

test('every file of the rooms is mutated once, and by tests that exist', () => {
  const files = ['trust', 'policy', 'step-up', 'session'].flatMap((room) =>
    readdirSync(join(root, 'src', room)).map((name) => `src/${room}/${name}`),
  );
  // An index says only what a room offers.
  expect(mutated).toEqual(expect.arrayContaining(files.filter((file) => !file.endsWith('/index.ts'))));
  expect(new Set(mutated).size).toBe(mutated.length);
  const named = [...mutated, ...Object.values(rooms).flatMap(({ tests }) => tests)];
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
