import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { MitIdError } from '../../errors';
import type { AccountClass } from '../account-key';
import type { ColumnMap } from './columns';
import type { ImportField } from './fields';
import { guessDelimiter, type Delimiter } from './read-csv';
import type { Format, SourceRecords } from './records';
import type { Encoding, SourceFile } from './source';

const COMPARED: readonly ImportField[] = ['pid', 'cpr', 'cpr-uuid', 'rid', 'uid', 'fid', 'subject'];

/** What is imported, and how it is read. */
export interface ImportOptions {
  readonly file: string;
  /** Told by the first character where it is left out: JSON lines begin with `{`. */
  readonly format?: Format;
  /** Told by the headings where it is left out. */
  readonly delimiter?: Delimiter;
  /** Told by the content where it is left out. */
  readonly encoding?: Encoding;
  /** Default none: the headings decide. */
  readonly map?: ColumnMap;
  /** The class of every account, where no column says it. */
  readonly class?: AccountClass;
  /** Where the rejects go; default nowhere. */
  readonly rejects?: string;
  /** Judges everything, and writes nothing but the rejects; default false. */
  readonly dryRun?: boolean;
  /** Goes on with an import that was broken off, and begins none; default false. */
  readonly resume?: boolean;
  /** Takes the place of an import that was broken off, of a file of this name or of this file; default false. */
  readonly supersede?: boolean;
  /** How many records a transaction writes; default 1000. */
  readonly batchRows?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  /** How much of the file has been read, in bytes, and how much there is. */
  readonly bytes: number;
  readonly size: number;
  readonly rows: number;
  readonly rejected: number;
}

/** How the file is read: what was said, completed by what it shows. */
export interface Reading {
  readonly format: Format;
  readonly delimiter: Delimiter;
  readonly map: ColumnMap;
}

export function readingOf(source: SourceFile, { format, delimiter, map = {} }: ImportOptions): Reading {
  return {
    format: format ?? (source.head.replace('\ufeff', '').trimStart().startsWith('{') ? 'jsonl' : 'csv'),
    delimiter: delimiter ?? guessDelimiter(source.head),
    map,
  };
}

/** @throws MitIdError `configuration_invalid` where no class is said, or twice, and where the rejects would overwrite the file. */
export function checkOptions({ columns }: SourceRecords, { class: every, rejects, file }: ImportOptions): void {
  const problems: string[] = [];
  if (every === undefined && !columns.has('class')) {
    problems.push(
      'class: say of which class the accounts are, --class citizen, employee or company; or --map class=<column>',
    );
  }
  if (every !== undefined && columns.has('class')) {
    problems.push(`class: the column ${columns.get('class')} says it too; leave one out`);
  }
  if (!COMPARED.some((field) => columns.has(field))) {
    problems.push(`map: no column is known that a login can be compared with: ${COMPARED.join(', ')}`);
  }
  if (rejects !== undefined && isSameFile(rejects, file)) problems.push('rejects: is the file that is imported');
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
}

/** The same for the same bytes read in the same way, whatever the file is called. */
export function importIdOf(
  { digest, encoding }: SourceFile,
  reading: Reading,
  { columns }: SourceRecords,
  every = '',
): string {
  const { format, delimiter } = reading;
  const way = [digest, encoding, format, format === 'csv' ? delimiter : '', [...columns], every];
  return createHash('sha256').update(JSON.stringify(way)).digest('hex').slice(0, 32);
}

function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
