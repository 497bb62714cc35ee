import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { CERTS } from '../../support/certs';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A broker's metadata address on loopback, over TLS unless told: notes what it is asked and answers as told. */
export class MetadataServer {
  readonly requests: IncomingMessage[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
    /** What the next requests are answered with: a document, or by a function. */
    public answer: string | Answer,
  ) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(
    answer: string | Answer,
    tls: ServerOptions | 'http' = tlsOf('tlsLocalhost'),
  ): Promise<MetadataServer> {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      started.requests.push(request);
      const { answer: now } = started;
      if (typeof now === 'function') now(request, response);
      else response.end(now);
    };
    const server = tls === 'http' ? createHttpServer(listener) : createHttpsServer(tls, listener);
    const started = new MetadataServer(server, tls === 'http' ? 'http' : 'https', answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get url(): string {
    return `${this.scheme}://localhost:${(this.server.address() as AddressInfo).port}/idp/metadata?token=secret`;
  }

  /** The open connections: one that a refusal left open would be counted here. */
  get connections(): number {
    return this.sockets.size;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

/** Server options with one of the certificates of certs/. */
export function tlsOf(name: keyof typeof CERTS): ServerOptions {
  const { cert, key } = CERTS[name];
  return { cert, key };
}

/** Starts servers for one test each: closed after it. Registers the hook of Jest. */
export function metadataServers(): typeof MetadataServer.start {
  const servers: MetadataServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (...args) => {
    const server = await MetadataServer.start(...args);
    servers.push(server);
    return server;
  };
}
