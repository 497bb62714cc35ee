import { createServer, type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { ArtifactClient, readArtifact, type ArtifactClientOptions } from '../../../src/protocols/saml11';
import { readXml, SOAP_MESSAGE, SOAP_NAMESPACE } from '../../../src/trust';
import { errorOfAsync } from '../../support/codes';
import { PROTOCOL, soapFault } from '../../support/saml11';
import { BrokerServer, type Answer } from './broker-server';

const artifact = readArtifact(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(40, 0xfb)]).toString('base64'));
const servers: BrokerServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serving(answer: Answer): Promise<BrokerServer> {
  const server = await BrokerServer.start(answer);
  servers.push(server);
  return server;
}

const client = (assertionUrl: string, options: Partial<ArtifactClientOptions> = {}) =>
  new ArtifactClient({ assertionUrl, username: '900001', password: 'pæss:word', ...options });

/** What the client makes of this answer. */
async function refusal(answer: Answer, options: Partial<ArtifactClientOptions> = {}) {
  const server = await serving(answer);
  return errorOfAsync(client(server.url(), options).fetch(artifact));
}

describe('what is sent', () => {
  test('a SOAP 1.1 request with HTTP Basic authentication', async () => {
    const server = await serving((_, response) => response.end('<reply/>'));
    const { requestId, reply } = await client(server.url()).fetch(artifact);
    expect(reply.toString()).toBe('<reply/>');

    const [sent] = server.requests;
    expect(sent?.request.method).toBe('POST');
    expect(sent?.request.url).toBe('/saml1resp/getassertion');
    expect(sent?.request.headers).toMatchObject({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"http://www.oasis-open.org/committees/security"',
      authorization: `Basic ${Buffer.from('900001:pæss:word').toString('base64')}`,
      'content-length': String(Buffer.byteLength(sent?.body ?? '')),
      connection: 'close',
    });

    const { root } = readXml(Buffer.from(sent?.body ?? ''), SOAP_MESSAGE);
    expect(root.is(SOAP_NAMESPACE, 'Envelope')).toBe(true);
    const [request] = root.all(SOAP_NAMESPACE, 'Body')[0]?.elements ?? [];
    expect(request?.is(PROTOCOL, 'Request')).toBe(true);
    expect(request?.attribute('RequestID')).toBe(requestId);
    expect([request?.attribute('MajorVersion'), request?.attribute('MinorVersion')]).toEqual(['1', '1']);
    expect(request?.attribute('IssueInstant')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(request?.elements.map(({ local, text }) => [local, text])).toEqual([['AssertionArtifact', artifact.text]]);
  });

  test('a RequestID that is an NCName and new each time', async () => {
    const server = await serving((_, response) => response.end('<reply/>'));
    const ids = new Set<string>();
    for (let at = 0; at < 5; at++) ids.add((await client(server.url()).fetch(artifact)).requestId);
    expect(ids.size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^_[0-9a-f]{40}$/);
  });

  test('a SOAPAction of the application’s, an empty one too', async () => {
    const server = await serving((_, response) => response.end('<reply/>'));
    await client(server.url(), { soapAction: 'urn:action' }).fetch(artifact);
    await client(server.url(), { soapAction: '' }).fetch(artifact);
    expect(server.requests.map(({ request }) => request.headers['soapaction'])).toEqual(['"urn:action"', '""']);
  });

  test('a new connection for each login', async () => {
    const ports = new Set<number | undefined>();
    const server = await serving((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('<reply/>');
    });
    const one = client(server.url());
    await one.fetch(artifact);
    await one.fetch(artifact);
    expect(ports.size).toBe(2);
  });
});

describe('what comes back', () => {
  test('a fault at HTTP 500 is read like any reply', async () => {
    const server = await serving((_, response) => {
      response.statusCode = 500;
      response.end(`\ufeff${soapFault('artifact_expired')}`);
    });
    const { reply } = await client(server.url()).fetch(artifact);
    expect(reply.toString()).toContain('artifact_expired');
  });

  test.each([
    ['an empty page', ''],
    ['text', 'Internal Server Error'],
    ['HTML', '<!DOCTYPE html><html><body>Internal Server Error</body></html>'],
    ['HTML that begins with white space', '\n<html></html>'],
    ['JSON', '{"error":"down"}'],
  ])('HTTP 500 with %s is no fault', async (_, page) => {
    const error = await refusal((__, response) => {
      response.statusCode = 500;
      response.end(page);
    });
    expect([error.code, error.outcome]).toEqual(['soap_http_status', 'error']);
  });

  test.each([
    [401, 'soap_unauthorized'],
    [403, 'soap_unauthorized'],
    [404, 'soap_http_status'],
    [400, 'soap_http_status'],
    [502, 'soap_http_status'],
    [503, 'soap_http_status'],
    [204, 'soap_http_status'],
    [202, 'soap_http_status'],
    [301, 'soap_redirect'],
    [302, 'soap_redirect'],
    [303, 'soap_redirect'],
    [307, 'soap_redirect'],
    [308, 'soap_redirect'],
    [304, 'soap_redirect'],
  ])('HTTP %i', async (status, code) => {
    const error = await refusal((_, response) => {
      response.writeHead(status, { location: '/elsewhere', 'www-authenticate': 'Basic realm="x"' });
      response.end(soapFault('authfailed'));
    });
    expect([error.code, error.outcome]).toEqual([code, 'error']);
    expect(error.detail.got).toBe(`HTTP ${status}`);
    // Neither followed nor tried again: an artifact is good for one request.
    expect(servers[0]?.requests).toHaveLength(1);
  });

  test('a refused status leaves no connection open, whatever its body does', async () => {
    const server = await serving((_, response) => {
      response.writeHead(404);
      response.write('and then nothing');
    });
    expect((await errorOfAsync(client(server.url()).fetch(artifact))).code).toBe('soap_http_status');
    await until(() => server.connections === 0);
  });
});

describe('the bound of 1 MiB', () => {
  const MiB = 1024 * 1024;

  test('a reply of exactly that is read', async () => {
    const server = await serving((_, response) => response.end(Buffer.alloc(MiB, 32)));
    expect((await client(server.url()).fetch(artifact)).reply).toHaveLength(MiB);
  });

  test('a byte more is refused', async () => {
    expect((await refusal((_, response) => response.end(Buffer.alloc(MiB + 1, 32)))).code).toBe('soap_too_large');
  });

  test('a reply without an end is cut off, and the connection with it', async () => {
    let written = 0;
    const server = await serving((_, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        written += 65_536;
        if (response.write(Buffer.alloc(65_536, 32))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect((await errorOfAsync(client(server.url()).fetch(artifact))).code).toBe('soap_too_large');
    await until(() => server.connections === 0);
    // What the sockets buffer comes on top.
    expect(written).toBeLessThan(64 * MiB);
  });

  test('a length that promises more is no reason to wait', async () => {
    const error = await refusal((_, response) => {
      response.writeHead(200, { 'content-length': String(1024 * MiB) });
      response.write(Buffer.alloc(MiB + 1, 32));
    });
    expect(error.code).toBe('soap_too_large');
  });
});

describe('time', () => {
  const timeoutMs = 150;
  test.each<[string, Answer]>([
    ['a server that never answers', () => undefined],
    ['one that stalls after the headers', (_, response) => response.writeHead(200).flushHeaders()],
    ['one that stalls within the body', (_, response) => void response.writeHead(200).write('<reply>')],
    [
      'one that drips',
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('%s', async (_, answer) => {
    const server = await serving(answer);
    const error = await errorOfAsync(client(server.url(), { timeoutMs }).fetch(artifact));
    expect([error.code, error.status, error.detail.option]).toEqual(['soap_timeout', 504, 'timeoutMs']);
    await until(() => server.connections === 0);
  });

  test('one that switches protocols is refused at once', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
    const server = createServer(
      (socket) => void socket.on('error', () => undefined).once('data', () => socket.write(answer)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error = await errorOfAsync(client(`http://127.0.0.1:${port}/`).fetch(artifact));
    expect([error.code, error.detail.got]).toEqual(['soap_http_status', 'HTTP 101']);
    server.close();
  });

  test('a server that takes the connection and nothing else', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const tls = client(`https://127.0.0.1:${port}/`, { timeoutMs });
    expect((await errorOfAsync(tls.fetch(artifact))).code).toBe('soap_timeout');
    mute.close();
  });
});

describe('the connection', () => {
  test('nobody there', async () => {
    const server = await serving(() => undefined);
    const url = server.url();
    await server.close();
    const error = await errorOfAsync(client(url).fetch(artifact));
    expect([error.code, error.detail.got]).toEqual(['soap_unreachable', 'ECONNREFUSED']);
  });

  test('a name that is no host', async () => {
    const error = await errorOfAsync(client('http://no-such-host.invalid/').fetch(artifact));
    expect(error.code).toBe('soap_unreachable');
  });

  test.each<[string, Answer]>([
    ['reset before an answer', (request) => void request.socket.resetAndDestroy()],
    ['closed before an answer', (request) => void request.socket.end()],
    [
      'closed within the body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('<reply', () => request.socket.destroy());
      },
    ],
    [
      'closed within a chunked body',
      (request, response) => {
        response.writeHead(200);
        response.write('<reply', () => request.socket.destroy());
      },
    ],
    ['not HTTP', (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('%s', async (_, answer) => {
    expect((await refusal(answer)).code).toBe('soap_unreachable');
  });
});

test('a client certificate that cannot be read is an error like any other', async () => {
  const options = { clientCert: 'no PEM', clientKey: 'no PEM' };
  const error = await errorOfAsync(client('https://127.0.0.1:1/', options).fetch(artifact));
  expect([error.code, error.outcome]).toEqual(['soap_tls', 'error']);
});

test('nothing that is logged of the client or of its errors holds the password', async () => {
  const server = await serving((_, response) => response.writeHead(401).end());
  const one = client(server.url(), { password: 'very-secret', clientKey: 'PRIVATE-KEY' });
  const error = await errorOfAsync(one.fetch(artifact));
  const secrets = /very-secret|PRIVATE-KEY|OTAwMDAx/;
  for (const shown of [
    inspect(one, { depth: 9 }),
    inspect(error, { depth: 9 }),
    JSON.stringify(one),
    error.explain(),
  ]) {
    expect(shown).not.toMatch(secrets);
  }
});

/** Waits for what must come; the test's own time limit ends it where it does not. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
