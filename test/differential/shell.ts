import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Ran {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** How many commands run at once. */
const AT_ONCE = 2;

/** Runs a command, its arguments as they are, in the folder. */
export type Run = (command: string, args: readonly string[]) => Promise<Ran>;

/**
 * Works through jobs that start a process each. A shell starts them: it is small, and to start a process from one as large as
 * this takes longer than what xmlsec1 has to do.
 */
export async function pooled<T>(folder: string, jobs: readonly T[], work: (run: Run, job: T) => Promise<void>) {
  const left = [...jobs].reverse();
  const worker = async (number: number) => {
    const { run, end } = shell(folder, `${number}`);
    try {
      for (let job = left.pop(); job !== undefined; job = left.pop()) await work(run, job);
    } finally {
      end();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => worker(number)));
}

function shell(folder: string, name: string): { readonly run: Run; readonly end: () => void } {
  const sh = spawn('/bin/sh', { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const statuses = createInterface({ input: sh.stdout })[Symbol.asyncIterator]();
  const run: Run = async (command, args) => {
    sh.stdin.write(`${[command, ...args].map(quoted).join(' ')} </dev/null >${name}.out 2>${name}.err; echo $?\n`);
    const { value } = (await statuses.next()) as { readonly value?: string };
    if (value === undefined) throw new Error(`the shell ended before ${command}`);
    const said = (file: string) => readFileSync(join(folder, file), 'utf8');
    return { ok: value === '0', stdout: said(`${name}.out`), stderr: said(`${name}.err`) };
  };
  return { run, end: () => sh.stdin.end() };
}

const quoted = (argument: string) => `'${argument.replaceAll("'", `'\\''`)}'`;
