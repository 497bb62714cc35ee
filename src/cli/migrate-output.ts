import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { MigrationReports } from '../migration';
import { locationOf, withDatabase, type DatabaseFlags } from './migrate-store';

/** Where the output of a report goes, as it was typed. */
export interface OutputFlags extends DatabaseFlags {
  readonly out?: string;
  readonly force?: boolean;
}

/** The options of a command that reads the database and writes what it finds. */
export function withOutput(command: Command): Command {
  return withDatabase(command)
    .option('--out <file>', 'write it here, for its owner only; default: the terminal')
    .addOption(new Option('--force', 'overwrite the file'));
}

/** Opens the reports, writes what `told` makes of them, and closes them. */
export async function tell(
  flags: OutputFlags,
  told: (reports: MigrationReports) => AsyncIterable<string>,
): Promise<void> {
  const reports = await MigrationReports.open(locationOf(flags));
  try {
    await write(told(reports), flags);
  } finally {
    await reports.close();
  }
}

async function write(texts: AsyncIterable<string>, flags: OutputFlags): Promise<void> {
  const { out, force = false } = flags;
  if (out === undefined) {
    await toTerminal(texts);
    return;
  }
  if (isDatabase(out, flags)) throw new Error(`--out: ${out} is the database`);
  // What stands there goes when the new one is whole, and a link is not followed: it is the link that goes.
  const path = force ? `${out}.${randomUUID()}` : out;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await pipeline(Readable.from(texts), file.createWriteStream());
      if (force) renameSync(path, out);
    } catch (error) {
      // Half a report would pass for a whole one.
      rmSync(path, { force: true });
      throw error;
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Error(`--out: ${out} is there; --force overwrites`);
    throw syscall === undefined ? error : new Error(`--out: ${out} cannot be written (${code})`);
  }
}

/** Whether a file is the database, or one of the two that SQLite keeps beside it. */
function isDatabase(out: string, { sqlite }: OutputFlags): boolean {
  if (sqlite === undefined || !existsSync(out)) return false;
  const database = realpathSync(sqlite);
  return [database, `${database}-wal`, `${database}-shm`].includes(realpathSync(out));
}

async function toTerminal(texts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(texts), process.stdout, { end: false });
  } catch (error) {
    // Whoever read it has seen enough: `| head`.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
