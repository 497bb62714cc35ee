import type { CprSecret } from '../../../../src/migration/cpr-hash';
import { openDatabase, type StoreLocation } from '../../../../src/migration/database';
import { importAccounts } from '../../../../src/migration/import/import-accounts';
import type { ImportOptions } from '../../../../src/migration/import/import-options';
import { LineIndex } from '../../../../src/migration/import/line-index';
import { peakMemory } from '../../../support/memory/peak-memory';

/** What the child is told: to import a file, and to look at its memory when so many rows are behind it. */
export interface MemoryTask {
  readonly location: StoreLocation;
  readonly options: ImportOptions;
  readonly secret: CprSecret;
  readonly marks: readonly number[];
  /** How many texts to put into a line index, when the import is over. */
  readonly texts: number;
}

/** What it answers in the end, in bytes. */
export interface MemoryAnswer {
  readonly accepted: number;
  /** What was alive at each mark. */
  readonly alive: readonly number[];
  /** What the line index of `texts` takes. */
  readonly ofTexts: number;
  /** The most memory that the process has had until the import was over, garbage and the program itself among it. */
  readonly most: number;
}

process.once('message', ({ location, options, secret, marks, texts }: MemoryTask) => {
  void (async () => {
    const store = await openDatabase(location, { cprSecrets: [secret] });
    const alive: number[] = [];
    const onProgress = ({ rows }: { readonly rows: number }) => {
      if (rows === marks[alive.length]) alive.push(bytesAlive());
    };
    const { accepted } = await importAccounts(store, { ...options, onProgress });
    await store.engine.close();
    const most = peakMemory();
    const answer: MemoryAnswer = { accepted, alive, ofTexts: bytesOfIndex(texts), most };
    process.send?.(answer, () => process.disconnect());
  })();
});

function bytesOfIndex(texts: number): number {
  const before = bytesAlive();
  const index = new LineIndex();
  for (let at = 1; at <= texts; at++) index.add(`text ${at}`, at);
  const bytes = bytesAlive() - before;
  // Asked for once more, so that it is no garbage yet.
  return index.add('text 1', 1) === 1 ? bytes : Infinity;
}

/** Without what is garbage by now: when that goes is nobody's doing. */
function bytesAlive(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
