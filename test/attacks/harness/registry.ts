import type { MitIdErrorCode } from '../../../src/errors';
import type { LaneName } from './scene';

/** A row of docs/attacks.md. */
export interface Row {
  readonly kind: 'attack' | 'harmless';
  readonly name: string;
  readonly code?: MitIdErrorCode;
  readonly source: string;
  readonly lanes: readonly LaneName[];
}

const GATHERING = Symbol.for('test/attacks gathering');
const shared = globalThis as { [GATHERING]?: Row[] | undefined };

/** Runs the tests of a row, or only notes the row while `gather` reads the attack files. */
export function register(row: Row, tests: () => void): void {
  const rows = shared[GATHERING];
  if (rows === undefined) tests();
  else rows.push(row);
}

/** The rows that loading these files registers. */
export function gather(load: () => void): readonly Row[] {
  const rows: Row[] = [];
  shared[GATHERING] = rows;
  try {
    load();
  } finally {
    shared[GATHERING] = undefined;
  }
  return rows;
}
