import type { Command } from 'commander';
import { explain } from '../../src/cli/explain';

/** What a command said, and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command of `mitid-saml` in this process: much faster than `Cli`, which alone proves what the process itself does.
 *
 * @param args behind the command's own name, as they are typed.
 * @param env what is added to the environment meanwhile.
 */
export async function runInProcess(
  command: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Said> {
  const said = { out: '', err: '' };
  const restore = [
    ...redirected(process.stdout, console, 'log', (text) => (said.out += text)),
    ...redirected(process.stderr, console, 'error', (text) => (said.err += text)),
    withEnvironment(env),
    withExitCode(process.exitCode),
  ];
  endsNoProcess(command);
  process.exitCode = 0;
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = 1;
    // As src/cli/index.ts; commander has said what is wrong with the arguments.
    if (!isOfCommander(error)) said.err += `mitid-saml: ${explain(error)}\n`;
  }
  const code = exitCode();
  for (const back of restore) back();
  return { code, ...said };
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}

function withExitCode(before: typeof process.exitCode): () => void {
  return () => (process.exitCode = before);
}

function redirected(
  stream: NodeJS.WriteStream,
  log: Console,
  method: 'log' | 'error',
  add: (text: string) => void,
): (() => void)[] {
  const [write, print] = [stream.write, log[method]];
  stream.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]) => {
    add(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const done = rest.at(-1);
    if (typeof done === 'function') (done as () => void)();
    return true;
  };
  log[method] = (text: string) => add(`${text}\n`);
  return [() => (stream.write = write), () => (log[method] = print)];
}

function withEnvironment(env: NodeJS.ProcessEnv): () => void {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(env)) set(name, value);
  return () => before.forEach(([name, value]) => set(name, value));
}

/** Where commander would end the process, it throws. */
function endsNoProcess(command: Command): void {
  command.exitOverride();
  command.commands.forEach(endsNoProcess);
}

function isOfCommander(error: unknown): boolean {
  return error instanceof Error && error.name === 'CommanderError';
}
