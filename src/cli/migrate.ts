import { Command } from 'commander';
import { migrateAuditCommand } from './migrate-audit';
import { migrateImportCommand } from './migrate-import';
import { migrateResolveAmbiguousCommand } from './migrate-resolve-ambiguous';
import { migrateRosterCommand } from './migrate-roster';
import { migrateStatusCommand } from './migrate-status';
import { migrateUnlinkCommand } from './migrate-unlink';

/** `mitid-saml migrate`: accounts that were keyed on NemID, and the MitID logins that are linked to them. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Move the accounts of an application from NemID to MitID.')
    .addCommand(migrateImportCommand())
    .addCommand(migrateStatusCommand())
    .addCommand(migrateResolveAmbiguousCommand())
    .addCommand(migrateUnlinkCommand())
    .addCommand(migrateRosterCommand())
    .addCommand(migrateAuditCommand());
}
