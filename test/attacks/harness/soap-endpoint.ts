import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import { CERTS } from '../../support/certs';
import type { Lane } from './lanes';
import { closed, listen } from './listening';
import type { Facts, Message, Scene } from './scene';
import { onTheWire } from './world';

/** The assertion endpoint: answers each request with what the attack wants it to. */
export class SoapEndpoint {
  #write: ((requestId: string) => Buffer) | undefined;
  #failure: unknown;

  readonly #server = createServer({ key: CERTS.tlsLocalhost.key, cert: CERTS.tlsLocalhost.cert }, (req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const requestId = / RequestID="([^"]+)"/.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
      res.setHeader('Content-Type', 'text/xml; charset=utf-8');
      try {
        res.end(this.#write?.(requestId));
      } catch (error) {
        this.#failure = error;
        res.destroy();
      }
    });
  });

  /** @returns its origin. */
  listen(): Promise<string> {
    return listen(this.#server, 'https://localhost');
  }

  async answering<T>(
    lane: Lane,
    facts: Facts,
    message: (scene: Scene) => Message,
    exchange: () => Promise<T>,
  ): Promise<T> {
    this.#write = (requestId) => {
      const scene = lane.scene({ ...facts, requestId });
      return Buffer.from(onTheWire(scene, message(scene)).value);
    };
    this.#failure = undefined;
    const result = await exchange();
    if (this.#failure !== undefined) throw this.#failure as Error;
    return result;
  }

  close(): Promise<void> {
    return closed(this.#server);
  }
}

/** The SourceID of this broker: 40 hex digits. */
export const SOURCE_ID = '5a'.repeat(20);

/** A type 0001 artifact: a SourceID, 40 hex digits, and a handle of 20 random bytes. */
export function artifact(sourceId = SOURCE_ID): string {
  return Buffer.concat([Buffer.from([0, 1]), Buffer.from(sourceId, 'hex'), randomBytes(20)]).toString('base64');
}
