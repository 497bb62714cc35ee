import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CERTS } from '../../../support/certs';

/** TLS before the simulator's assertion service, which wants a client certificate, as a broker's front may. */
export class TlsFront {
  readonly seen: IncomingHttpHeaders[] = [];
  private constructor(private readonly server: Server) {}

  /** @param target the simulator's URL. */
  static async start(target: string): Promise<TlsFront> {
    const server = createServer({
      key: CERTS.tlsLocalhost.key,
      cert: CERTS.tlsLocalhost.cert,
      ca: CERTS.tlsCa.cert,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const front = new TlsFront(server);
    server.on('request', (req, res) => {
      front.seen.push(req.headers);
      const { method, headers } = req;
      const onward = request(new URL(req.url ?? '/', target), { method, headers });
      onward.on('response', (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      });
      req.pipe(onward);
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return front;
  }

  get assertionUrl(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}/saml1resp/getassertion`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
