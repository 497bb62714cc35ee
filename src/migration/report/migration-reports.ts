import { readAudit, type AuditRecord } from '../audit';
import { readCases, type OpenCase } from '../cases';
import type { StoreLocation } from '../database';
import type { Engine } from '../engines';
import { readRoster, type RosterEntry, type RosterFilter } from '../roster/roster';
import { openExisting } from './open-existing';
import { readStatus, type MigrationStatus } from './status';

/** What the reports may be told. */
export interface MigrationReportsOptions {
  /** Now; default the system's clock. For tests that let time pass. */
  readonly clock?: () => Date;
}

/**
 * What is told of a database that `AccountLinks` writes. It only reads, and needs no CPR secret, so that who makes a report
 * holds no key (docs/migration.md).
 *
 * Every method rejects with MitIdError `link_store_failed` where the database does not work.
 */
export class MigrationReports {
  readonly #engine: Engine;
  readonly #clock: () => Date;

  private constructor(engine: Engine, clock: () => Date) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /**
   * Opens a database that is there; its schema is brought up to date.
   *
   * @throws MitIdError `configuration_invalid` where there is none; `link_schema_newer`, `link_store_failed`.
   */
  static async open(
    location: StoreLocation,
    { clock = () => new Date() }: MigrationReportsOptions = {},
  ): Promise<MigrationReports> {
    return new MigrationReports(await openExisting(location), clock);
  }

  /** How far the migration is: `statusPage` and `statusText` write it for people. */
  async status(): Promise<MigrationStatus> {
    return await readStatus(this.#engine, this.#clock().toISOString());
  }

  /** The employees, by account: what `rosterCsv` and `jsonArray` write. */
  roster(filter: RosterFilter = {}): AsyncGenerator<RosterEntry> {
    return readRoster(this.#engine, filter);
  }

  /** The logins that somebody must look at, oldest first. */
  cases(): AsyncGenerator<OpenCase> {
    return readCases(this.#engine);
  }

  /** The audit, oldest first. @param since leaves out what was before. */
  async *audit({ since }: { readonly since?: Date } = {}): AsyncGenerator<AuditRecord> {
    const from = since?.toISOString() ?? '';
    // Every line is looked at: processes whose clocks differ do not write their times in order.
    for await (const record of readAudit(this.#engine)) if (record.at >= from) yield record;
  }

  /** Closes the file, or the connections; a pool that was given stays open. */
  async close(): Promise<void> {
    await this.#engine.close();
  }
}
