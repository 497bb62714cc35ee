import { MitIdError } from '../../errors';
import type { Engine, Reader, Transaction } from '../engines';

/** How far an import has come. */
export interface ImportPosition {
  /** How many records are behind it, refused ones among them. */
  readonly rows: number;
  /** How far the file had been read, in bytes. */
  readonly bytes: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** An import as the database knows it. */
export interface ImportRecord extends ImportPosition {
  readonly id: string;
  /** ISO 8601, UTC; undefined for one that was broken off, or is being done. */
  readonly finishedAt?: string;
}

/** What tells one import from another. */
export interface ImportName {
  /** Of the file's content and of the options that say how it is read. */
  readonly id: string;
  /** The file's name. */
  readonly source: string;
  /** SHA-256 of the file, under the CPR secret: see `CprHasher.fingerprints`. */
  readonly digest: string;
}

/** What is known of an import. */
export async function findImport(reader: Reader, id: string): Promise<ImportRecord | undefined> {
  const [row] = await reader.all('SELECT * FROM mitid_imports WHERE id = ?', [id]);
  if (row === undefined) return undefined;
  return {
    id,
    rows: Number(row['row_position']),
    bytes: Number(row['byte_position']),
    accepted: Number(row['accepted']),
    rejected: Number(row['rejected']),
    ...(row['finished_at'] !== null && { finishedAt: String(row['finished_at']) }),
  };
}

/**
 * Notes that an import begins, before the first row of it is written.
 *
 * @throws MitIdError `configuration_invalid` where an import of a file of this name, or of this file in another way, was broken
 *   off: nobody knows whether its rows say the same.
 */
export async function beginImport(
  engine: Engine,
  now: string,
  { id, source, digest }: ImportName,
  supersede: boolean,
): Promise<void> {
  await engine.transaction(async (sql) => {
    const unfinished = await sql.all(
      `SELECT id, row_position, digest FROM mitid_imports
       WHERE finished_at IS NULL AND id <> ? AND (source = ? OR digest = ?)`,
      [id, source, digest],
    );
    const [first] = unfinished;
    if (first !== undefined && !supersede) {
      const changed = first['digest'] === digest ? 'was read with other options' : 'was another file';
      const problem =
        `file: an import of ${source} was broken off at row ${first['row_position']}, and ${changed}; ` +
        'finish that one, or supersede it: what it wrote stays';
      throw new MitIdError('configuration_invalid', { problems: [problem] });
    }
    for (const row of unfinished) await sql.run('DELETE FROM mitid_imports WHERE id = ?', [row['id'] ?? null]);
    await sql.insertMany({
      table: 'mitid_imports',
      columns: ['id', 'source', 'digest', 'started_at', 'updated_at'],
      rows: [[id, source, digest, now, now]],
      onConflict: 'skip',
    });
  });
}

/**
 * Moves the position on, in the transaction that writes the rows.
 *
 * @throws MitIdError `parameter_invalid` where the position is not what it was: another process is doing this import.
 */
export async function advanceImport(
  sql: Transaction,
  now: string,
  { id, from, to }: { readonly id: string; readonly from: number; readonly to: ImportPosition },
): Promise<void> {
  const moved = await sql.run(
    `UPDATE mitid_imports SET row_position = ?, byte_position = ?, accepted = ?, rejected = ?, updated_at = ?
     WHERE id = ? AND row_position = ? AND finished_at IS NULL`,
    [to.rows, to.bytes, to.accepted, to.rejected, now, id, from],
  );
  if (moved === 0) {
    const got = 'an import that another process goes on with at this moment';
    throw new MitIdError('parameter_invalid', { where: 'file', got, expected: 'one process for one file' });
  }
}

/** Notes that every record of the file is behind. */
export async function finishImport(engine: Engine, now: string, id: string): Promise<void> {
  await engine.transaction((sql) =>
    sql.run('UPDATE mitid_imports SET finished_at = ?, updated_at = ? WHERE id = ? AND finished_at IS NULL', [
      now,
      now,
      id,
    ]),
  );
}
