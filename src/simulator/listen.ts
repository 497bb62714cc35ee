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
 * @param create makes a server for an address; of plain http unless told.
 * @throws MitIdError `configuration_invalid` when the port is in use or is none.
 */
export async function listenOnLoopback(port: number, create: () => Server = createServer): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw refuse(`port ${port} is no TCP port; choose one from 1 to 65535 with --port or SIMULATOR_PORT`);
  }
  // A port that is free on one of the two addresses need not be on the other.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnBoth(port, create);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EADDRINUSE' && port === 0 && attempt < ATTEMPTS) continue;
      if (code === 'EADDRINUSE')
        throw refuse(`port ${port} is in use; choose another with --port or SIMULATOR_PORT`, error);
      if (code === 'EACCES')
        throw refuse(`port ${port} may not be used; choose another with --port or SIMULATOR_PORT`, error);
      throw error;
    }
  }
}

async function listenOnBoth(wanted: number, create: () => Server): Promise<Listening> {
  const v4 = await listen('127.0.0.1', wanted, create);
  const { port } = v4.address() as AddressInfo;
  try {
    return { servers: [v4, await listen('::1', port, create)], port };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { servers: [v4], port };
    v4.close();
    throw error;
  }
}

async function listen(host: string, port: number, create: () => Server): Promise<Server> {
  const server = create();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  return server;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function refuse(problem: string, cause?: unknown): MitIdError {
  return new MitIdError('configuration_invalid', { option: 'port', problems: [problem] }, { cause });
}
