import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { CERTS } from '../../support/certs';

type Answer = (response: ServerResponse, body: string) => void;

/** Answers with a body, as JSON unless told. */
export const says =
  (body: string, type = 'application/json', status = 200): Answer =>
  (response) =>
    void response.writeHead(status, { 'Content-Type': type }).end(body);

/** A real https server on loopback that wants a client certificate, answers as told, and notes what it is asked. */
export class MatchService {
  readonly bodies: string[] = [];
  readonly requests: IncomingMessage[] = [];
  answer: Answer = says('"NoMatch"');
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
    });
  }

  /** Registers the hooks of Jest: the server is the same for a whole file, what it answers and has seen is each test's own. */
  static use(tls: ServerOptions = {}): () => MatchService {
    let service: MatchService;
    beforeAll(async () => {
      service = await MatchService.start(tls);
    });
    beforeEach(() => service.reset());
    afterAll(() => service.close());
    return () => service;
  }

  static async start(tls: ServerOptions = {}): Promise<MatchService> {
    const { cert, key } = CERTS.tlsLocalhost;
    const mutual = { cert, key, ca: CERTS.tlsCa.cert, requestCert: true, rejectUnauthorized: true };
    const service = new MatchService(createServer({ ...mutual, ...tls }));
    service.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        service.requests.push(request);
        service.bodies.push(body);
        service.answer(response, body);
      });
    });
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/uuidmatch/subjectmatchescpr`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private reset(): void {
    this.bodies.length = 0;
    this.requests.length = 0;
    this.answer = says('"NoMatch"');
  }
}
