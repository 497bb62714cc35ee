import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { MitIdError } from '../errors';
import type { CprSecret, StoreLocation } from '../migration';

/** Where the accounts are, as it was typed. */
export interface DatabaseFlags {
  readonly sqlite?: string;
  readonly postgres?: string;
}

/** And what CPR numbers are hashed under. */
export interface StoreFlags extends DatabaseFlags {
  readonly cprSecret: readonly string[];
}

const SOURCE = 'env:<name> or file:<path>';

/** The options of a command that reads the database, and needs no secret for it. */
export function withDatabase(command: Command): Command {
  return command
    .addOption(new Option('--sqlite <file>', 'the accounts are in this SQLite file').conflicts('postgres'))
    .option('--postgres <where>', `the accounts are in PostgreSQL; its URL is in ${SOURCE}`);
}

/**
 * The options of a command that opens the store. What is secret is no argument, since every user of the machine can read those
 * in `ps`; nor is it read while commander parses, which repeats in its errors what it was given.
 */
export function withStore(command: Command): Command {
  return withDatabase(command).addOption(cprSecretOption().makeOptionMandatory());
}

export function cprSecretOption(): Option {
  return new Option(
    '--cpr-secret <id=where>',
    `what CPR numbers are hashed under, as in the application: its id, and ${SOURCE}; repeat it for earlier secrets`,
  ).argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

/** @throws MitIdError `configuration_invalid` where no option says where the accounts are. */
export function locationOf({ sqlite, postgres }: DatabaseFlags): StoreLocation {
  if (postgres !== undefined) return { postgres: { connectionString: secretIn('--postgres', postgres) } };
  if (sqlite !== undefined) return { sqlite: { file: sqlite } };
  throw refused('say where the accounts are: --sqlite <file> or --postgres env:<name>');
}

/** @throws MitIdError `configuration_invalid` for a secret that is not there. */
export function cprSecretsOf({ cprSecret }: Pick<StoreFlags, 'cprSecret'>): readonly CprSecret[] {
  return cprSecret.map((text) => {
    const at = text.indexOf('=');
    // Not repeated: it may be the secret itself.
    if (at < 1) throw refused('--cpr-secret: expected <id>=env:<name> or <id>=file:<path>');
    return { id: text.slice(0, at), secret: secretIn('--cpr-secret <id>=', text.slice(at + 1)) };
  });
}

function secretIn(option: string, where: string): string {
  const [, kind, name = ''] = /^(env|file):(.+)$/.exec(where) ?? [];
  if (kind === undefined) throw refused(`${option}: expected ${SOURCE}, never the secret itself`);
  const text = kind === 'env' ? process.env[name] : contentOf(name);
  if (text === undefined || text === '') throw refused(`${option}: ${kind}:${name} is empty or not there`);
  return text;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

function refused(problem: string): MitIdError {
  return new MitIdError('configuration_invalid', { problems: [problem] });
}
