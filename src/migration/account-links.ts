import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';
import type { Profile } from '../profile';
import { addAccounts, closeAccount, type Added } from './accounts';
import { readAccount, type AccountRecord } from './account-record';
import { approve, type Approval } from './approvals';
import { readAudit, type AuditRecord } from './audit';
import { readCases, settleCase, type OpenCase, type Settlement } from './cases';
import type { StoreLocation } from './database';
import { UniqueViolation, type Transaction } from './engines';
import { removeLinks } from './links';
import type { Question } from './policy';
import type { Resolution } from './resolution';
import { resolve } from './resolve';
import { secretUse } from './secrets';
import { openStore, type AccountLinksOptions, type Store } from './store';

/** Somebody's decision over an account. Neither text may hold a CPR number. */
export interface Decided {
  readonly account: string;
  readonly who: string;
  readonly why: string;
}

export interface ResolveOptions {
  /** What this login was asked for already: it is not asked again. */
  readonly asked?: readonly Question[];
}

/**
 * The links between logins and the accounts of an application that were keyed on NemID (docs/migration.md).
 *
 * Every method rejects with MitIdError `link_store_failed` where the database does not work.
 */
export class AccountLinks {
  readonly #store: Store;

  private constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Opens the store, and brings its schema up to date; many processes may do so at once.
   *
   * @throws MitIdError `configuration_invalid` for options that cannot work and for CPR secrets that the database was not
   *   written with; `link_schema_newer`, `link_store_failed`.
   */
  static async open(location: StoreLocation, options: AccountLinksOptions): Promise<AccountLinks> {
    return new AccountLinks(await openStore(location, options));
  }

  /**
   * Finds the account of a login, and links it where a legacy key tells it. Log the person in for `linked` and `matched` alone.
   *
   * @throws MitIdError `link_taken` where the account is linked to another identity of this kind, or became so at this moment:
   *   the login is queued, and nobody is logged in.
   */
  async resolve(profile: Profile, { asked = [] }: ResolveOptions = {}): Promise<Resolution> {
    return await resolve(this.#store, profile, asked);
  }

  /**
   * Adds accounts, in one transaction; those that are there get the keys they had not. `mitid-saml migrate import` does it from
   * a file.
   *
   * @returns what became of each, in their order.
   * @throws MitIdError `parameter_invalid` for a record that cannot be read, `link_taken` where somebody else has written one of
   *   them at this moment: none is added, and the same call may be made again.
   */
  async addAccounts(records: readonly AccountRecord[]): Promise<readonly Added[]> {
    const rows = records.map((record) => readAccount(record, this.#store.hasher, this.#store.policy.sharedIssuers));
    if (new Set(rows.map(({ account }) => account)).size !== rows.length) {
      throw new MitIdError('parameter_invalid', { where: 'account', got: 'an account twice', expected: 'each once' });
    }
    return await this.#unlessTaken((sql) => addAccounts(sql, this.#store.now(), rows));
  }

  /** Takes the links of an account away; the next login is judged anew. @throws MitIdError `account_unknown`. */
  async unlink(decided: Decided): Promise<void> {
    requireWords(decided);
    await this.#store.engine.transaction((sql) => removeLinks(sql, this.#store.now(), decided));
  }

  /** Vouches for a key of an account: see `Approval`. @throws MitIdError `account_unknown`. */
  async approve(approval: Approval): Promise<void> {
    requireWords(approval);
    await this.#store.engine.transaction((sql) => approve(sql, this.#store.now(), approval));
  }

  /** Closes an account: no login finds it any more. @throws MitIdError `account_unknown`. */
  async closeAccount(decided: Decided): Promise<void> {
    requireWords(decided);
    await this.#store.engine.transaction((sql) => closeAccount(sql, this.#store.now(), decided));
  }

  /** The logins that somebody must look at, oldest first. */
  cases(): AsyncGenerator<OpenCase> {
    return readCases(this.#store.engine);
  }

  /**
   * Settles a case.
   *
   * @throws MitIdError `case_unknown` for one that is not open; `parameter_invalid` for an account that it is not about;
   *   `link_taken` for an account that is linked to another identity: undo that link first.
   */
  async settle(caseId: string, settlement: Settlement): Promise<void> {
    requireWords(settlement);
    await this.#unlessTaken((sql) => settleCase(sql, this.#store.now(), caseId, settlement));
  }

  /** Every link, its evidence and its undoing, oldest first. */
  audit(): AsyncGenerator<AuditRecord> {
    return readAudit(this.#store.engine);
  }

  /** The audit as JSON lines, each with its line feed. */
  async *auditLines(): AsyncGenerator<string> {
    for await (const record of this.audit()) yield `${JSON.stringify(record)}\n`;
  }

  /** How many hashes stand under each CPR secret: one with none may be left out of `cprSecrets`. */
  async secretUse(): Promise<ReadonlyMap<string, number>> {
    return await secretUse(this.#store.engine, this.#store.hasher);
  }

  /** Closes the file, or the connections; a pool that was given stays open. */
  async close(): Promise<void> {
    await this.#store.engine.close();
  }

  /** @throws MitIdError `link_taken` where a constraint refuses what is written. */
  async #unlessTaken<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#store.engine.transaction(work);
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error;
      throw new MitIdError('link_taken', { where: error.constraint, expected: 'the other link to be undone first' });
    }
  }
}

/** Whoever decides is named, and says why; the audit, which nothing can be taken out of, gets no CPR number. */
function requireWords({ who, why }: { readonly who: string; readonly why: string }): void {
  for (const [where, text] of Object.entries({ who, why })) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new MitIdError('parameter_invalid', { where, got: 'no text', expected: 'who decides, and why' });
    }
    if (looksLikeCpr(text)) {
      throw new MitIdError('parameter_invalid', {
        where,
        got: 'what may be a CPR number',
        expected: 'words without one',
      });
    }
  }
}
