import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** `mitid-saml` as a process of its own. */
export class Cli {
  out = '';
  err = '';
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.ended = once(child, 'close');
    child.stdout.on('data', (chunk: Buffer) => (this.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (this.err += chunk.toString('utf8')));
  }

  static start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Cli {
    const { PATH, HOME } = process.env;
    const command = [
      '--require',
      join(__dirname, '../support/run-typescript.cjs'),
      join(ROOT, 'src/cli/index.ts'),
      ...args,
    ];
    return new Cli(spawn(process.execPath, command, { cwd: ROOT, env: { PATH, HOME, ...env } }));
  }

  /** Waits until the output matches; fails when the process ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.out);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.out}${this.err}`);
      await Promise.race([once(this.child.stdout, 'data'), this.ended]);
    }
  }

  /** Is all of its standard input. */
  writes(input: string): void {
    this.child.stdin.end(input);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Waits for the end: the exit code, or the signal that ended it. */
  async end(): Promise<number | NodeJS.Signals | null> {
    await this.ended;
    return this.child.exitCode ?? this.child.signalCode;
  }
}
