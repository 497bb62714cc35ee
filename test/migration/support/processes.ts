import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StoreLocation } from '../../../src/migration';

/** What a child process of a test is told to do: see `child.ts`. */
export type Task =
  /** Log in so many times with identities of this process's own, each with the PID of one account. */
  | { readonly kind: 'race'; readonly location: StoreLocation; readonly first: number; readonly logins: number }
  /** Open the store, which brings the schema up to date. */
  | { readonly kind: 'open'; readonly location: StoreLocation }
  /** Add accounts, one a transaction, telling each that is committed, until killed; the last is never committed. */
  | { readonly kind: 'until-killed'; readonly location: StoreLocation };

/** A child process that has loaded the sources and waits for tasks. */
export async function startProcess(): Promise<ChildProcess> {
  const child = fork(join(__dirname, 'child.ts'), {
    execArgv: ['--require', join(__dirname, '../../support/run-typescript.cjs')],
  });
  await once(child, 'message');
  return child;
}

/** Gives a task, and waits for its one answer. */
export async function perform(child: ChildProcess, task: Task): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process ended with ${String(code)} and no answer`));
    child.once('exit', ended);
    child.once('message', (answer: unknown) => {
      child.off('exit', ended);
      resolve(answer);
    });
    child.send(task);
  });
}

/** Gives a task that says numbers and then what it has come to, and waits for that: the numbers it said before. */
export async function performUntilSaid(child: ChildProcess, task: Task): Promise<readonly number[]> {
  return await new Promise((resolve, reject) => {
    const numbers: number[] = [];
    child.once('exit', (code) => reject(new Error(`the process ended with ${String(code)} before it said so`)));
    // One listener for all of them: messages that come together are lost between two that listen once.
    child.on('message', (message: unknown) => {
      if (typeof message === 'number') numbers.push(message);
      else resolve(numbers);
    });
    child.send(task);
  });
}

/** Ends a process that waits for tasks. */
export async function endProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
