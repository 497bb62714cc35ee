import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MitIdError } from '../errors';

const ATTEMPTS = 10;

/** Two servers on one port: which of the two addresses a browser takes `localhost` for differs from machine to machine. */
export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
}

/**
 * Listens on loopback only, on 127.0.0.1 and, where the machine has it, ::1.
 *
 * @param port 0 for any that is free.
 * @throws MitIdError `configuration_invalid` when the port is in use or is none.
 */
export async function listenOnLoopback(port: number): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw refuse(`port ${port} is no TCP port; choose one from 1 to 65535 with --port or SIMULATOR_PORT`);
  }
  // A port that is free on one of the two addresses need not be on the other.
  for (let attempt = 1; attempt <= (port === 0 ? ATTEMPTS : 1); attempt += 1) {
    const listening = await listenOnBoth(port);
    if (listening !== undefined) return listening;
  }
  throw refuse(`port ${port} is in use; choose another with --port or SIMULATOR_PORT`);
}

async function listenOnBoth(wanted: number): Promise<Listening | undefined> {
  const v4 = await listen('127.0.0.1', wanted);
  if (v4 === 'in-use' || v4 === 'unavailable') return undefined;
  const { port } = v4.address() as AddressInfo;
  const v6 = await listen('::1', port);
  if (v6 === 'in-use') {
    v4.close();
    return undefined;
  }
  return { servers: v6 === 'unavailable' ? [v4] : [v4, v6], port };
}

async function listen(host: string, port: number): Promise<Server | 'in-use' | 'unavailable'> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return 'in-use';
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return 'unavailable';
    if (code === 'EACCES') throw refuse(`port ${port} is not allowed to this user; choose another with --port`);
    throw error;
  }
}

function refuse(problem: string): MitIdError {
  return new MitIdError('configuration_invalid', { option: 'port', problems: [problem] });
}
