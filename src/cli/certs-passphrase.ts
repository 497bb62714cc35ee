import { Option, type Command } from 'commander';
import { readFileOption } from './file-option';

/** Where a passphrase comes from. Never an argument: every user of the machine can read those in `ps`. */
export interface PassphraseOptions {
  readonly passphraseEnv?: string;
  readonly passphraseFile?: string;
}

/** @param of what the passphrase is for, for the help. */
export function withPassphrase(command: Command, of: string): Command {
  return command
    .addOption(
      new Option('--passphrase-env <name>', `environment variable with the passphrase of ${of}`).conflicts(
        'passphraseFile',
      ),
    )
    .option('--passphrase-file <file>', 'file with it; a line break at its end does not count');
}

/**
 * @returns undefined where no option names one.
 * @throws Error naming the option when there is no passphrase, or an empty one.
 */
export function passphraseOf(options: PassphraseOptions): string | undefined {
  const { passphraseEnv, passphraseFile } = options;
  if (passphraseEnv !== undefined) return filled(process.env[passphraseEnv], `--passphrase-env ${passphraseEnv}`);
  if (passphraseFile === undefined) return undefined;
  const text = readFileOption('--passphrase-file', passphraseFile).toString('utf8');
  return filled(text.replace(/\r?\n$/, ''), `--passphrase-file ${passphraseFile}`);
}

function filled(passphrase: string | undefined, option: string): string {
  if (passphrase === undefined || passphrase === '') throw new Error(`${option} holds no passphrase`);
  return passphrase;
}
