import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Simulator } from '../../src/simulator';
import { CALLBACK } from './support/application';
import { startWithOneKey } from './support/start';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());

/** With whatever headers are wanted: fetch sets Host by itself. */
async function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { port } = new URL(simulator.url);
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: { connection: 'close', ...headers } });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

const own = (): string => new URL(simulator.url).host;

describe('DNS rebinding: the Host is one of this machine', () => {
  test.each(['localhost:1', 'LOCALHOST', '127.0.0.1:7000', '[::1]:7000'])('%s is answered', async (host) => {
    expect(await send('GET', '/', { host })).toBe(200);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io:7000',
    'localhost@evil.example',
    '192.168.1.2',
  ])('%s is not', async (host) => {
    expect(await send('GET', '/', { host })).toBe(403);
    expect(await send('GET', '/its/index.html?mid=7000001&TARGET=x&persona=citizen', { host })).toBe(403);
    expect(await send('POST', '/simulator/faults/unsigned', { host })).toBe(403);
  });
});

describe('pages of other origins control nothing', () => {
  const paths = [
    '/simulator/faults/unsigned',
    '/simulator/clock',
    '/simulator/nemlogin',
    '/simulator/signicat/services',
    '/its/login/0',
    '/nemlogin/login/0',
    '/signicat/login/0',
  ];

  test.each(paths)('%s with a foreign Origin', async (path) => {
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null', `https://${own()}`]) {
      expect(await send('POST', path, { host: own(), origin, 'content-type': 'application/json' }, '{}')).toBe(403);
    }
  });

  test('DELETE too', async () => {
    expect(await send('DELETE', '/simulator/faults', { host: own(), origin: 'https://evil.example' })).toBe(403);
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'a form post without an Origin: %s',
    async (type) => {
      expect(await send('POST', '/simulator/clock', { host: own(), 'content-type': type }, 'shift=1')).toBe(403);
    },
  );

  test.each(['cross-site', 'same-site'])('Sec-Fetch-Site: %s', async (site) => {
    expect(await send('POST', '/simulator/faults/unsigned', { host: own(), 'sec-fetch-site': site })).toBe(403);
  });

  test('nothing of this armed a fault or moved the clock', async () => {
    const page = await (await fetch(`${simulator.url}/simulator/faults`)).text();
    expect(page).toMatch(/Armed now:\s+none\./);
    expect(page).toMatch(/runs\s+0 seconds\s+ahead/);
  });
});

test('the simulator’s own pages and a test are answered', async () => {
  const type = 'application/x-www-form-urlencoded';
  expect(
    await send('POST', '/simulator/clock', { host: own(), origin: simulator.url, 'content-type': type }, 'shift=0'),
  ).toBe(204);
  expect(await send('POST', '/simulator/faults/unsigned', { host: own() })).toBe(204);
  expect(await send('DELETE', '/simulator/faults', { host: own(), 'sec-fetch-site': 'none' })).toBe(204);
});

test('what is not there is 404, and tells nothing of itself', async () => {
  const response = await fetch(`${simulator.url}/nothing`);
  expect(response.status).toBe(404);
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('a body that is malformed or too large is refused without being quoted', async () => {
  const post = (body: string): Promise<Response> =>
    fetch(`${simulator.url}/simulator/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  const malformed = await post('{"secret');
  expect([malformed.status, await malformed.text()]).toEqual([400, 'The request cannot be read.\n']);
  expect((await post(JSON.stringify({ shift: 1, pad: 'x'.repeat(2000) }))).status).toBe(413);
});
