import { createInterface } from 'node:readline/promises';
import { NotPlayable } from '../simulator/attack';

const LOOPBACK = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Which host may be attacked, as the options say it. */
export interface HostFlags {
  readonly host?: string;
  readonly yesIOwn?: string;
}

/**
 * Attacks loopback alone, unless the host is named and confirmed: by two options that agree, or by typing its name.
 *
 * @throws NotPlayable
 */
export async function checkHosts(application: URL, simulator: URL, { host, yesIOwn }: HostFlags): Promise<void> {
  if (!LOOPBACK.test(simulator.hostname)) {
    throw new NotPlayable('--simulator has to be on this machine: the simulator listens on loopback only');
  }
  const { hostname } = application;
  if (LOOPBACK.test(hostname)) return;
  if (host === undefined && yesIOwn === undefined && (await isTyped(hostname))) return;
  if (host === hostname && yesIOwn === hostname) return;
  throw new NotPlayable(
    `${hostname} is not this machine. Attack nothing but what is yours: to confirm that it is, add --host ${hostname} --yes-i-own ${hostname}`,
  );
}

async function isTyped(hostname: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await terminal.question(
      `${hostname} is not this machine. Attack nothing but what is yours: type its name to confirm that it is: `,
    );
    return typed.trim() === hostname;
  } finally {
    terminal.close();
  }
}
