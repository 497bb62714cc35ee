import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const MOST_OUTPUT = 64 * 1024;
const PATIENCE_MS = 20_000;

/** A server of somebody else's, in a process of its own, on a port of 127.0.0.1 that it chose and says. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * Starts it, and waits until it says where it listens: the first `http://127.0.0.1:<port>` that it writes.
   *
   * @param environment beside PATH, all that it is told.
   */
  static async start(
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ServerProcess> {
    const child = spawn(command, args, { env: { PATH: process.env['PATH'] ?? '', ...environment } });
    let output = '';
    const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const url = await new Promise<string>((resolve, reject) => {
      // Read to the end of its days: a pipe that nobody empties would stop it.
      const read = (chunk: Buffer) => {
        if (output.length < MOST_OUTPUT) output += chunk.toString();
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${command} ended with ${code ?? signal}: ${output}`)));
    }).finally(() => clearTimeout(impatience));
    return new ServerProcess(child, url);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
