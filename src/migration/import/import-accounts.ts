import { MitIdError } from '../../errors';
import type { Engine } from '../engines';
import { Batch, type BatchStore } from './batch';
import { checkOptions, importIdOf, readingOf, type ImportOptions } from './import-options';
import {
  beginImport,
  findImport,
  finishImport,
  type ImportName,
  type ImportPosition,
  type ImportRecord,
} from './import-record';
import type { ImportStore } from './import-store';
import { LineIndex } from './line-index';
import { openRecords } from './records';
import { RejectsFile } from './rejects-file';
import { inspectSource } from './source';

/** What came of an import. */
export interface ImportSummary {
  readonly status:
    | 'imported'
    /** A dry run. */
    | 'judged'
    /** This file was imported before, read in the same way: nothing was done. */
    | 'done-before';
  /** All records of the file, and how many of them are without a word and with one in the rejects. */
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** How many records were written before this run. */
  readonly resumedAt: number;
  /** When it was done, of `done-before`; ISO 8601, UTC. */
  readonly finishedAt?: string;
  /** The columns that were not read. */
  readonly ignored: readonly string[];
}

const BATCH_ROWS = 1000;
const START: ImportPosition = { rows: 0, bytes: 0, accepted: 0, rejected: 0 };

/**
 * Reads accounts from a file into the store, a batch a transaction. The position in the file is written with each batch: an
 * import that is killed and begun again goes on behind the last batch that was committed, with nothing lost or doubled.
 *
 * On the way there the file is judged again, unwritten: that is how a later line finds out that it repeats an earlier one.
 *
 * @throws MitIdError `configuration_invalid` for what cannot work, before anything is written; `parameter_invalid` for a file
 *   that cannot be read to its end or changes meanwhile; `link_store_failed`.
 */
export async function importAccounts(store: ImportStore, options: ImportOptions): Promise<ImportSummary> {
  const source = await inspectSource(options.file, options.encoding);
  const reading = readingOf(source, options);
  const opened = await openRecords(source, reading);
  checkOptions(opened, options);
  const { ignored } = opened;
  const names = store.hasher.fingerprints(source.digest).map((digest): ImportName => {
    return { id: importIdOf({ ...source, digest }, reading, opened, options.class), source: source.name, digest };
  });
  const write = options.dryRun === true ? undefined : store.engine;
  const before: ImportRecord =
    write === undefined ? { ...START, id: names[0]?.id ?? '' } : await startOf(write, store.now(), names, options);
  const { id, ...start } = before;
  if (before.finishedAt !== undefined) {
    return { ...start, finishedAt: before.finishedAt, status: 'done-before', resumedAt: before.rows, ignored };
  }

  const rejects = options.rejects === undefined ? undefined : new RejectsFile(options.rejects);
  try {
    const batchStore: BatchStore = { ...store, importId: id, isDryRun: write === undefined };
    const batch = new Batch(batchStore, {
      lines: new LineIndex(),
      columns: opened.columns,
      every: options.class,
      rejects,
    });
    const end = await run(batch, opened.records, { before, size: source.size, rejects, options });
    if (write === undefined) return { ...end, status: 'judged', resumedAt: 0, ignored };
    await finishImport(write, store.now(), id);
    return { ...end, status: 'imported', resumedAt: before.rows, ignored };
  } finally {
    rejects?.close();
  }
}

/** @param names of the import, the current one first: an earlier secret may have named one that is to go on. */
async function startOf(
  engine: Engine,
  now: string,
  names: readonly ImportName[],
  { resume = false, supersede = false }: ImportOptions,
): Promise<ImportRecord> {
  for (const { id } of names) {
    const before = await findImport(engine, id);
    if (before !== undefined) return before;
  }
  const [name] = names;
  if (resume || name === undefined) {
    const problems = ['resume: no import of this file, read in this way, was broken off'];
    throw new MitIdError('configuration_invalid', { problems });
  }
  await beginImport(engine, now, name, supersede);
  return { ...START, id: name.id };
}

interface Run {
  readonly before: ImportPosition;
  readonly size: number;
  readonly rejects: RejectsFile | undefined;
  readonly options: ImportOptions;
}

async function run(
  batch: Batch,
  records: Awaited<ReturnType<typeof openRecords>>['records'],
  { before, size, rejects, options: { batchRows = BATCH_ROWS, onProgress } }: Run,
): Promise<ImportPosition> {
  let [position, rows] = [before, 0];
  if (before.rows === 0) rejects?.keepUpTo(0);
  const report = (bytes: number) => onProgress?.({ bytes, size, rows, rejected: position.rejected });
  for await (const record of records) {
    rows += 1;
    batch.add(record);
    if (rows <= before.rows) {
      batch.forget();
      if (rows === before.rows) rejects?.keepUpTo(record.line);
      if (rows % batchRows === 0) report(record.position);
    } else if (batch.length >= batchRows) {
      position = await batch.write(position, record.position);
      report(record.position);
    }
  }
  if (batch.length > 0) position = await batch.write(position, size);
  report(size);
  return position;
}
