import { addAccounts, type Added } from '../accounts';
import type { AccountClass, KeyKind } from '../account-key';
import type { AccountRow } from '../account-record';
import type { Transaction } from '../engines';
import type { ImportField } from './fields';
import type { ImportStore } from './import-store';
import { advanceImport, type ImportPosition } from './import-record';
import { judgeRecord, type Refusal } from './judge-record';
import { keysElsewhere } from './keys-elsewhere';
import type { LineIndex } from './line-index';
import type { SourceRecord } from './records';
import type { Reject, RejectsFile } from './rejects-file';

/** The store, and what a batch writes beside the accounts. */
export interface BatchStore extends ImportStore {
  readonly importId: string;
  readonly isDryRun: boolean;
}

/** What a batch judges by. */
export interface BatchRules {
  readonly lines: LineIndex;
  /** What the fields are called in the file. */
  readonly columns: ReadonlyMap<ImportField, string>;
  readonly every: AccountClass | undefined;
  readonly rejects: RejectsFile | undefined;
}

interface Judged {
  readonly line: number;
  readonly row?: AccountRow;
  readonly refusal?: Refusal;
}

/** Ends the transaction of a dry run without a trace. */
class Undone extends Error {}

const REFUSED: Partial<Readonly<Record<Added, Refusal>>> = {
  'refused-class': {
    field: 'account',
    reason: 'the account is in the database with another class or company, or is closed',
  },
  'refused-person': {
    field: 'account',
    reason: 'the account is in the database with another CPR number or CPR UUID: it may be somebody else',
  },
  'refused-identity': { field: 'account', reason: 'an identity of the account is linked to another account' },
};

const FIELD_OF_KIND: Readonly<Record<KeyKind, ImportField>> = {
  pid: 'pid',
  cpr: 'cpr',
  'cpr-uuid': 'cpr-uuid',
  'cvr-rid': 'rid',
  'cvr-uid': 'uid',
  'cvr-fid': 'fid',
  certificate: 'subject',
};

/** Records that are written in one transaction. */
export class Batch {
  readonly #store: BatchStore;
  readonly #rules: BatchRules;
  #judged: Judged[] = [];

  constructor(store: BatchStore, rules: BatchRules) {
    this.#store = store;
    this.#rules = rules;
  }

  get length(): number {
    return this.#judged.length;
  }

  /** Judges a record by itself, and by the lines before it. */
  add(record: SourceRecord): void {
    const { line } = record;
    const judged = judgeRecord(record, this.#store.hasher, this.#rules.every);
    if ('reason' in judged) this.#judged.push({ line, refusal: judged });
    else this.#judged.push({ line, ...this.#held(judged, line) });
  }

  /** Leaves out what was added: an earlier run has written it. */
  forget(): void {
    this.#judged = [];
  }

  /** Writes what was added and moves the position on; of a dry run, all but the rejects is taken back. */
  async write(from: ImportPosition, bytes: number): Promise<ImportPosition> {
    const judged = this.#judged;
    this.#judged = [];
    let to = from;
    const { engine, isDryRun } = this.#store;
    const work = async (sql: Transaction) => {
      to = this.#list(from, bytes, await this.#refusals(sql, judged));
      if (isDryRun) throw new Undone();
      await advanceImport(sql, this.#store.now(), { id: this.#store.importId, from: from.rows, to });
    };
    if (engine === undefined) return this.#list(from, bytes, judged);
    await engine.transaction(work).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
    return to;
  }

  #held(row: AccountRow, line: number): Omit<Judged, 'line'> {
    const { lines } = this.#rules;
    const first = lines.add(`account ${row.account}`, line);
    if (first !== undefined) return { refusal: { field: 'account', reason: `line ${first} has the same account` } };
    let refusal: Refusal | undefined;
    for (const { kind, value } of row.keys) {
      const other = lines.add(`${kind} ${row.scope} ${value}`, line);
      if (other !== undefined) refusal ??= shared(kind, `the account on line ${other}`);
    }
    return { row, ...(refusal !== undefined && { refusal }) };
  }

  /** Writes the accounts, and says what is to be said of each record now. */
  async #refusals(sql: Transaction, judged: readonly Judged[]): Promise<readonly Judged[]> {
    const rows = judged.flatMap(({ row }) => (row === undefined ? [] : [row]));
    const elsewhere = await keysElsewhere(sql, rows);
    const added = await addAccounts(sql, this.#store.now(), rows, this.#store.importId);
    const refused = new Map(rows.map(({ account }, index) => [account, REFUSED[added[index] ?? 'added']]));
    return judged.map(({ line, row, refusal }) => {
      const kind = row && elsewhere.get(row.account);
      const inDatabase = kind && shared(kind, 'another account in the database');
      const said = (row && refused.get(row.account)) ?? refusal ?? inDatabase;
      return { line, ...(said !== undefined && { refusal: said }) };
    });
  }

  #list(from: ImportPosition, bytes: number, judged: readonly Judged[]): ImportPosition {
    const { columns, rejects } = this.#rules;
    const listed = judged.flatMap(({ line, refusal }): Reject[] => {
      if (refusal === undefined) return [];
      const { field, reason } = refusal;
      return [{ line, column: field === undefined ? '' : (columns.get(field) ?? field), reason }];
    });
    rejects?.append(listed);
    return {
      rows: from.rows + judged.length,
      bytes,
      accepted: from.accepted + judged.length - listed.length,
      rejected: from.rejected + listed.length,
    };
  }
}

/** The account is written with the key all the same: as long as two have it, a login by it is a case, and logs nobody in. */
function shared(kind: KeyKind, holder: string): Refusal {
  return { field: FIELD_OF_KIND[kind], reason: `${holder} has it too: a login with it is queued until one is right` };
}
