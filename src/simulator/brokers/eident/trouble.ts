import type { Response } from 'express';
import type { TransportFault } from '../../faults/eident';

const HUGE_BYTES = 4 * 1024 * 1024;

/** Answers a SOAP request as a broken service would; `message` is what a sound one would have said. */
export function sendTrouble(
  response: Response,
  trouble: TransportFault['trouble'],
  message: string,
  slowMs: number,
): void {
  const xml = (): Response => response.type('text/xml; charset=utf-8');
  switch (trouble.kind) {
    case 'http-500':
      response.status(500).type('html').send('<h1>Internal Server Error</h1>');
      break;
    case 'redirect':
      response.redirect(302, '/');
      break;
    case 'huge':
      xml().send(message + ' '.repeat(HUGE_BYTES));
      break;
    case 'connection-reset':
      response.socket?.resetAndDestroy();
      break;
    case 'slow':
      // Does not keep a process alive that has nothing else to do.
      setTimeout(() => xml().send(message), slowMs).unref();
      break;
    case 'soap-fault':
      xml().status(500).send(message);
  }
}
