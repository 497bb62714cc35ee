import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @returns the origin with the port that was free. */
export async function listen(server: Server, origin: string, host = 'localhost'): Promise<string> {
  // A large message may take longer to write than the five seconds that Node keeps a connection open for nothing.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `${origin}:${(server.address() as AddressInfo).port}`;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
