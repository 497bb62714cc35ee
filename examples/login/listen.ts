import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Servers on one port of loopback: browsers differ in whether they take `localhost` for 127.0.0.1 or for ::1. */
export interface Listening {
  readonly port: number;
  readonly servers: readonly Server[];
}

/**
 * Listens on loopback and nowhere else.
 *
 * @param port 0 takes any that is free.
 * @throws the error of the port (`EADDRINUSE`, `EACCES`).
 */
export async function listenOnLoopback(port: number): Promise<Listening> {
  const first = await listen('127.0.0.1', port);
  const taken = (first.address() as AddressInfo).port;
  try {
    return { port: taken, servers: [first, await listen('::1', taken)] };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: taken, servers: [first] };
    await closeServers([first]);
    throw error;
  }
}

/** Stops servers; a browser keeps connections open that it may use again, and waiting for those takes minutes. */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(async (server) => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }),
  );
}

async function listen(host: string, port: number): Promise<Server> {
  const server = createServer();
  server.listen({ host, port });
  await once(server, 'listening');
  return server;
}
