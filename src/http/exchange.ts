import {
  request as httpRequest,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { NoReply } from './no-reply';

export interface ExchangeOptions {
  readonly method: 'GET' | 'POST';
  readonly agent: Agent;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
  /** Milliseconds for the whole exchange, connecting and the last byte included. */
  readonly timeoutMs: number;
  /** Of the reply's body; more is refused. */
  readonly maxBytes: number;
  /** The statuses whose body is wanted; of any other reply it is not read. */
  readonly wanted: (status: number) => boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Empty where it was not wanted. */
  readonly body: Buffer;
}

/**
 * One request and its reply, over http or https. A redirect is a reply like any other: it is never followed.
 *
 * @throws NoReply
 */
export function exchange(url: URL, options: ExchangeOptions): Promise<Reply> {
  const { method, agent, headers, body, timeoutMs } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown) => reject(NoReply.of(error, signal.aborted));
    const receive = (response: IncomingMessage) => {
      read(response, options).then(resolve, (error: unknown) => {
        response.destroy();
        refuse(error);
      });
    };
    // An answer that switches protocols is neither a response nor an error: the time runs out on it too.
    signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
    const switched = (_response: IncomingMessage, socket: Duplex) => {
      socket.destroy();
      refuse(new NoReply('upgrade', 'HTTP 101'));
    };
    try {
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      send(url, { method, agent, headers, signal }, receive).on('error', refuse).on('upgrade', switched).end(body);
    } catch (error) {
      // Certificates and keys are read here, and one that is unreadable throws instead of being an event.
      refuse(error);
    }
  });
}

async function read(response: IncomingMessage, { wanted, maxBytes }: ExchangeOptions): Promise<Reply> {
  const { statusCode: status = 0, headers } = response;
  if (!wanted(status)) {
    response.destroy();
    return { status, headers, body: Buffer.alloc(0) };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new NoReply('too-large', 'more');
    chunks.push(chunk);
  }
  return { status, headers, body: Buffer.concat(chunks) };
}
