import { createRequire } from 'node:module';
import { Command } from 'commander';
import type * as audit from './migrate-audit';
import type * as imports from './migrate-import';
import type * as resolveAmbiguous from './migrate-resolve-ambiguous';
import type * as roster from './migrate-roster';
import type * as status from './migrate-status';
import type * as unlink from './migrate-unlink';
import { withTyped } from './typed-command';

const load = createRequire(__filename);

/**
 * `mitid-saml migrate`: accounts that were keyed on NemID, and the MitID logins that are linked to them.
 *
 * @param typed the command of it that was typed, where one was.
 */
export function migrateCommand(typed?: string): Command {
  const command = new Command('migrate').description('Move the accounts of an application from NemID to MitID.');
  return withTyped(command, typed, {
    import: () => (load('./migrate-import') as typeof imports).migrateImportCommand(),
    status: () => (load('./migrate-status') as typeof status).migrateStatusCommand(),
    'resolve-ambiguous': () =>
      (load('./migrate-resolve-ambiguous') as typeof resolveAmbiguous).migrateResolveAmbiguousCommand(),
    unlink: () => (load('./migrate-unlink') as typeof unlink).migrateUnlinkCommand(),
    'export-roster': () => (load('./migrate-roster') as typeof roster).migrateRosterCommand(),
    audit: () => (load('./migrate-audit') as typeof audit).migrateAuditCommand(),
  });
}
