import { AccountLinks, MigrationReports } from '../migration';
import { cprSecretsOf, locationOf, type DatabaseFlags } from './migrate-store';

/** The flags of a command that decides over an account. */
export interface DecisionFlags extends DatabaseFlags {
  readonly cprSecret?: readonly string[];
}

/** Opens the store of a database that is there, hands it over, and closes it. */
export async function decide(flags: DecisionFlags, work: (links: AccountLinks) => Promise<void>): Promise<void> {
  const { cprSecret } = flags;
  if (cprSecret === undefined) throw new Error('--cpr-secret is needed to decide over an account');
  const location = locationOf(flags);
  const cprSecrets = cprSecretsOf({ cprSecret });
  // `AccountLinks` makes a database where there is none: nothing is to be decided in that.
  await (await MigrationReports.open(location)).close();
  const links = await AccountLinks.open(location, { cprSecrets });
  try {
    await work(links);
  } finally {
    await links.close();
  }
}
