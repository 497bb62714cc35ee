import { agentFor, exchange, NoReply, type ExchangeOptions, type TlsOptions } from '../../src/http';
import { CERTS } from '../support/certs';
import { BrokerServer, type Answer } from '../protocols/saml11/broker-server';

const servers: BrokerServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function ask(answer: Answer, options: Partial<ExchangeOptions> = {}, tls?: TlsOptions) {
  const server = await BrokerServer.start(
    answer,
    tls && { cert: CERTS.tlsLocalhost.cert, key: CERTS.tlsLocalhost.key },
  );
  servers.push(server);
  const url = new URL(server.url('localhost'));
  return exchange(url, {
    method: 'POST',
    agent: agentFor(url, tls ?? {}),
    headers: {},
    timeoutMs: 5_000,
    maxBytes: 8,
    wanted: (status) => status === 200,
    ...options,
  });
}

const kindOf = async (reply: Promise<unknown>) =>
  reply.then(
    () => 'a reply',
    (error: unknown) => (error instanceof NoReply ? error.kind : error),
  );

test('a reply has its status, headers and body', async () => {
  const answer: Answer = (request, response, body) => response.setHeader('X-Seen', request.method ?? '').end(body);
  const { status, headers, body } = await ask(answer, { body: '12345678' });
  expect([status, headers['x-seen'], body.toString()]).toEqual([200, 'POST', '12345678']);
});

test('a redirect is a reply, and its body is not read', async () => {
  const { status, body } = await ask((_, response) => {
    response.writeHead(302, { Location: '/elsewhere' }).end('more than eight bytes');
  });
  expect([status, body.length]).toEqual([302, 0]);
  expect(servers[0]?.requests).toHaveLength(1);
});

test('one byte too many', async () => {
  expect(await kindOf(ask((_, response) => response.end('123456789')))).toBe('too-large');
});

test('an answer that does not come in time, or not to its end', async () => {
  expect(await kindOf(ask(() => undefined, { timeoutMs: 100 }))).toBe('timeout');
  expect(await kindOf(ask((_, response) => response.write('1'), { timeoutMs: 100 }))).toBe('timeout');
});

test('a connection that is cut', async () => {
  expect(await kindOf(ask((request) => request.socket.destroy()))).toBe('unreachable');
});

test('a server of an authority that is not trusted', async () => {
  const answer: Answer = (_, response) => response.end('1');
  expect(await kindOf(ask(answer, {}, { ca: CERTS.tlsCa.cert }))).toBe('a reply');
  expect(await kindOf(ask(answer, {}, { ca: CERTS.tlsOtherCa.cert }))).toBe('tls');
  expect(servers[1]?.requests).toEqual([]);
});
