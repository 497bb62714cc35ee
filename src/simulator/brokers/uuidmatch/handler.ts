import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { takeUuidMatchFault, type UuidMatchTrouble } from '../../faults/uuidmatch';
import type { NemLogIn } from '../nemlogin/state';
import { judgeMatch, UUID_MATCH_PATH, type MatchVerdict } from './judge';

const MAX_REQUEST_BYTES = 4 * 1024;

/** Answers the requests of the UUID match service; each is an exchange, with the CPR number masked. */
export function matchHandler(nemlogin: NemLogIn): RequestListener {
  return (request, response) => {
    answer(nemlogin, request, response).catch(() => response.destroy());
  };
}

async function answer(nemlogin: NemLogIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { socket, headers, method = '', url = '' } = request;
  const body = await textOf(request);
  if (body === undefined) {
    send(response, 413, 'text/plain', 'The request is too large.\n');
    return;
  }
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const asked = { method, path: url, contentType: headers['content-type'], body, certificate };
  const verdict = judgeMatch(nemlogin.serviceProviders, asked);
  const fault = verdict.status === 200 ? takeUuidMatchFault(nemlogin.world.faults) : undefined;
  record(nemlogin, verdict, fault?.name);
  if (fault !== undefined) make(fault.trouble, verdict, response, nemlogin.world.settings.slowMs);
  else sendVerdict(response, verdict);
}

/** Undefined when it is too long. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function make(trouble: UuidMatchTrouble, verdict: MatchVerdict, response: ServerResponse, slowMs: number): void {
  switch (trouble.kind) {
    case 'answer':
      send(response, trouble.status ?? 200, trouble.type, trouble.body);
      return;
    case 'redirect':
      response.writeHead(307, { Location: UUID_MATCH_PATH }).end();
      return;
    case 'slow':
      // Not to hold the process open for an answer that nobody waits for any more.
      setTimeout(() => sendVerdict(response, verdict), slowMs).unref();
      return;
    case 'connection-reset':
      response.destroy();
  }
}

function sendVerdict(response: ServerResponse, verdict: MatchVerdict): void {
  if (verdict.status === 200) send(response, 200, 'application/json; charset=utf-8', JSON.stringify(verdict.answer));
  else send(response, verdict.status, 'text/plain', `${verdict.reason}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}

function record({ world }: NemLogIn, verdict: MatchVerdict, fault: string | undefined): void {
  const exchange = world.exchanges.open('CPR match at NemLog-in');
  if (verdict.status !== 200) {
    exchange.add({
      title: 'The request is refused',
      fields: [{ name: String(verdict.status), value: verdict.reason }],
    });
    return;
  }
  exchange.add({
    title: 'Is this the number of this person?',
    fields: [
      { name: 'entityID', value: verdict.entityId },
      { name: 'subjectNameID', value: verdict.subject },
      { name: 'cpr', value: String(verdict.cpr) },
    ],
  });
  exchange.add({
    title: fault === undefined ? 'Answered' : `Answered with the fault ${fault}, instead of`,
    fields: [{ name: 'answer', value: verdict.answer }],
  });
}
