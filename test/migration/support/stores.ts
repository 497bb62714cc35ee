import { AccountLinks, type AccountLinksOptions, type AuditRecord, type OpenCase } from '../../../src/migration';
import { ENGINES, type TestDatabase, type TestEngine } from './databases';
import { SECRET } from './people';

/** What a test of the store is given: an empty database, and ways to open it. */
export interface World {
  readonly database: TestDatabase;
  /** A store on the database; closed after the test. */
  open(options?: Partial<AccountLinksOptions>): Promise<AccountLinks>;
}

/** Runs the same tests on both engines, each test with a database of its own. */
export function onBothEngines(title: string, tests: (world: () => World, engine: TestEngine) => void): void {
  for (const engine of ENGINES) {
    engine.describe(`${title} (${engine.name})`, () => {
      let database: TestDatabase;
      const opened: AccountLinks[] = [];
      beforeEach(async () => {
        database = await engine.create();
      });
      afterEach(async () => {
        await Promise.all(opened.splice(0).map((links) => links.close()));
        await database.remove();
      });
      const open: World['open'] = async (options) => {
        const links = await AccountLinks.open(database.location, { cprSecrets: [SECRET], ...options });
        opened.push(links);
        return links;
      };
      tests(() => ({ database, open }), engine);
    });
  }
}

/** The whole audit. */
export async function auditOf(links: AccountLinks): Promise<readonly AuditRecord[]> {
  return await all(links.audit());
}

/** The open cases. */
export async function casesOf(links: AccountLinks): Promise<readonly OpenCase[]> {
  return await all(links.cases());
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
