import { createHash } from 'node:crypto';
import { LineIndex } from '../../../src/migration/import/line-index';
import { LineTable } from '../../../src/migration/import/line-table';

/** The same numbers in each run, without an order: 32 bits and 24. */
function hashOf(number: number): readonly [number, number] {
  const digest = createHash('sha256').update(String(number)).digest();
  return [digest.readUInt32BE(0), digest.readUIntBE(4, 3)];
}

describe('where a text stood first', () => {
  // A comparison by `expect` takes longer than what is tested.
  const wrong = (count: number, isRight: (at: number) => boolean) =>
    Array.from({ length: count }, (_, at) => at).filter((at) => !isRight(at));

  test('of many texts, each with its line, however often it is asked', () => {
    const index = new LineIndex();
    const count = 270_000;
    expect(wrong(count, (at) => index.add(`text ${at}`, at + 1) === undefined)).toEqual([]);
    expect(wrong(count, (at) => index.add(`text ${at}`, count + at) === at + 1)).toEqual([]);
  });

  test('in a file of more lines than a table can tell apart', () => {
    const index = new LineIndex();
    const [count, lines] = [500, [1, 2, 2 ** 23, 2 ** 23 + 1, 2 ** 24, 2 ** 31, 2 ** 40]];
    for (const line of lines) {
      expect(wrong(count, (at) => index.add(`text ${at} ${line}`, line) === undefined)).toEqual([]);
    }
    for (const line of lines) expect(wrong(count, (at) => index.add(`text ${at} ${line}`, 1) === line)).toEqual([]);
  });
});

describe('a table of lines', () => {
  test('is filled until it says that it is full, and knows all that it took and nothing else', () => {
    const table = new LineTable(5);
    const hashes = Array.from({ length: 3000 }, (_, at) => hashOf(at));
    const taken = hashes.findIndex(([high, low], at) => !table.add(high, low, 5 + at));
    expect(taken).toBeGreaterThan(900);
    hashes.forEach(([high, low], at) => expect(table.find(high, low)).toBe(at < taken ? 5 + at : undefined));
  });

  test('holds hashes apart that differ in any one bit', () => {
    const table = new LineTable(1);
    const [high, low] = hashOf(0);
    const flipped = [...Array(32).keys()].map((bit) => [(high ^ (1 << bit)) >>> 0, low] as const);
    const near = [...flipped, ...[...Array(24).keys()].map((bit) => [high, low ^ (1 << bit)] as const)];
    near.forEach(([one, other], at) => expect(table.add(one, other, at + 1)).toBe(true));
    expect(table.find(high, low)).toBeUndefined();
    near.forEach(([one, other], at) => expect(table.find(one, other)).toBe(at + 1));
  });

  test.each([
    ['first', 0],
    ['last', 2 ** 32 - 1],
  ])('of hashes that are all at the %s home takes what there is room for, and finds it', (_name, high) => {
    const table = new LineTable(1);
    let taken = 0;
    while (table.add(high, taken * 7, taken + 1)) taken += 1;
    expect(taken).toBe(high === 0 ? 973 : 65);
    for (let at = 0; at < taken; at++) expect(table.find(high, at * 7)).toBe(at + 1);
    expect(table.find(high, 1)).toBeUndefined();
    expect(table.find(2 ** 32 - 1, 2 ** 24 - 1)).toBeUndefined();
  });
});
