import { createInterface } from 'node:readline/promises';
import { NotPlayable } from '../simulator/attack';

const LOOPBACK = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Which host may be attacked, as the options say it. */
export interface HostFlags {
  readonly host?: string;
  readonly yesIOwn?: string;
}

/** Asks whoever sits at the terminal to type something. */
export type Ask = (question: string) => Promise<string>;

/**
 * Attacks loopback alone, unless the host is named and confirmed: by two options that agree, or by typing its name.
 *
 * @param ask undefined where nobody sits at a terminal.
 * @throws NotPlayable
 */
export async function checkHosts(
  application: URL,
  simulator: URL,
  { host, yesIOwn }: HostFlags,
  ask: Ask | undefined = askInTerminal(),
): Promise<void> {
  if (!LOOPBACK.test(simulator.hostname)) {
    throw new NotPlayable('--simulator has to be on this machine: the simulator listens on loopback only');
  }
  const { hostname } = application;
  if (LOOPBACK.test(hostname) || (host === hostname && yesIOwn === hostname)) return;
  const warning = `${hostname} is not this machine. Attack nothing but what is yours`;
  const asks = host === undefined && yesIOwn === undefined && ask !== undefined;
  if (asks && (await ask(`${warning}: type its name to confirm that it is: `)).trim() === hostname) return;
  throw new NotPlayable(`${warning}: to confirm that it is, add --host ${hostname} --yes-i-own ${hostname}`);
}

function askInTerminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}
