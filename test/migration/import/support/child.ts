import { openDatabase, type StoreLocation } from '../../../../src/migration/database';
import { importAccounts } from '../../../../src/migration/import/import-accounts';
import type { ImportOptions } from '../../../../src/migration/import/import-options';
import { SECRET } from '../../support/people';

/** What the child is told: to import a file, and to say how many rows are written each time some are. */
export interface ImportTask {
  readonly location: StoreLocation;
  readonly options: ImportOptions;
}

/** What it answers in the end. */
export interface ImportAnswer {
  readonly accepted: number;
  readonly rejected: number;
  readonly resumedAt: number;
}

process.once('message', ({ location, options }: ImportTask) => {
  void (async () => {
    const store = await openDatabase(location, { cprSecrets: [SECRET] });
    const onProgress = ({ rows }: { readonly rows: number }) => process.send?.(rows);
    const { accepted, rejected, resumedAt } = await importAccounts(store, { ...options, onProgress });
    await store.engine.close();
    const answer: ImportAnswer = { accepted, rejected, resumedAt };
    process.send?.(answer, () => process.disconnect());
  })();
});
