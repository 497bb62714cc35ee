import { Command } from 'commander';
import { decide, type DecisionFlags } from './migrate-decide';
import { withStore } from './migrate-store';

interface UnlinkFlags extends DecisionFlags {
  readonly account: string;
  readonly who: string;
  readonly why: string;
}

/** `mitid-saml migrate unlink`: undoes the links of an account. */
export function migrateUnlinkCommand(): Command {
  const command = new Command('unlink')
    .description('Undo the links of an account: its next login is judged anew.')
    .requiredOption('--account <id>', 'the account')
    .requiredOption('--who <name>', 'who decides, for the audit')
    .requiredOption('--why <text>', 'why, for the audit; no CPR number');
  return withStore(command).action(unlink);
}

async function unlink(flags: UnlinkFlags): Promise<void> {
  const { account, who, why } = flags;
  await decide(flags, (links) => links.unlink({ account, who, why }));
  console.log('Unlinked.');
}
