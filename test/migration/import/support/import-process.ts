import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ImportAnswer, ImportTask } from './child';

/** An import in a process of its own. */
export class ImportProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  /** How many rows it has said to be behind it. */
  rows = 0;
  #answer: ImportAnswer | undefined;

  constructor(task: ImportTask) {
    const execArgv = ['--require', join(__dirname, '../../../support/run-typescript.cjs')];
    this.#child = fork(join(__dirname, 'child.ts'), { execArgv });
    this.#ended = once(this.#child, 'exit');
    this.#child.on('message', (message: number | ImportAnswer) => {
      if (typeof message === 'number') this.rows = message;
      else this.#answer = message;
    });
    this.#child.send(task);
  }

  /** Waits until some row is written or the import is done. */
  async begun(): Promise<void> {
    await Promise.race([once(this.#child, 'message'), this.#ended]);
  }

  /** Kills it so that it can do nothing about it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Waits for what it answers; undefined where it was killed before. */
  async answer(): Promise<ImportAnswer | undefined> {
    await this.#ended;
    return this.#answer;
  }
}
