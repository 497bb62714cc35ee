import { MitIdError } from '../errors';
import { openDatabase, type Database, type DatabaseOptions, type StoreLocation } from './database';
import { checkPolicy, type CheckedPolicy, type MigrationPolicy } from './policy';

export interface AccountLinksOptions extends DatabaseOptions {
  readonly policy?: MigrationPolicy;
}

/** An open database, and what its logins are judged by. */
export interface Store extends Database {
  readonly policy: CheckedPolicy;
}

const OPTIONS: readonly string[] = ['cprSecrets', 'policy', 'clock'] satisfies (keyof AccountLinksOptions)[];

/**
 * Opens the database as `openDatabase` does, its policy checked before.
 *
 * @throws MitIdError as `openDatabase` does; `configuration_invalid` for options that are none, or that cannot work.
 */
export async function openStore(location: StoreLocation, options: AccountLinksOptions): Promise<Store> {
  const unknown = Object.keys(options).filter((name) => !OPTIONS.includes(name));
  if (unknown.length > 0) {
    throw new MitIdError('configuration_invalid', { problems: unknown.map((name) => `${name}: no such option`) });
  }
  const { policy, ...rest } = options;
  const checked = checkPolicy(policy);
  return { ...(await openDatabase(location, rest)), policy: checked };
}
