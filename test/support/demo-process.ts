import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const SOURCES = join(ROOT, 'examples', 'login');
const START = join(ROOT, 'build', 'examples', 'login', 'start.js');

/** The demo as `npm start` runs it, in a process of its own. */
export interface DemoProcess {
  /** Everything written so far, to both streams. */
  readonly output: () => string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The addresses that it printed; rejects when it ends without. */
  readonly ready: Promise<{ readonly url: string; readonly simulatorUrl: string }>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): DemoProcess['ended'];
}

/** Starts the compiled demo, on free ports unless `env` says otherwise. */
export function spawnDemo(env: NodeJS.ProcessEnv = {}, nodeArguments: readonly string[] = []): DemoProcess {
  requireFreshBuild();
  const child = spawn(process.execPath, [...nodeArguments, START], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'development', PORT: '0', SIMULATOR_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // 'close' comes after the last of the output.
  const ended: DemoProcess['ended'] = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const ready = new Promise<{ url: string; simulatorUrl: string }>((resolve, reject) => {
    const look = (): void => {
      const [, url] = /The demo\s+(http:\S+)/.exec(stdout) ?? [];
      const [, simulatorUrl] = /The simulator\s+(http:\S+)/.exec(stdout) ?? [];
      if (url !== undefined && simulatorUrl !== undefined) resolve({ url, simulatorUrl });
    };
    child.stdout.on('data', look);
    ended.then(() => reject(new Error(`the demo ended before it was ready: ${stdout}${stderr}`)), reject);
  });
  ready.catch(() => undefined);
  return {
    output: () => stdout + stderr,
    stdout: () => stdout,
    stderr: () => stderr,
    ready,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

// `npm test` builds; whoever runs Jest alone is told when the build is older than what they changed.
function requireFreshBuild(): void {
  const built = statSync(START, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changed = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => statSync(join(SOURCES, name)).mtimeMs > built);
  if (changed.length > 0) throw new Error(`build/ is older than ${changed.join(', ')}: run npm run build:examples`);
}
