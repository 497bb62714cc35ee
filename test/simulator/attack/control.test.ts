import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SimulatorControl } from '../../../src/simulator/attack/control';
import { NotPlayable } from '../../../src/simulator/attack/not-playable';

let server: Server;
let status: number;
beforeAll(async () => {
  server = createServer(({ method, url }, response) => {
    if (method === 'POST' && url === '/simulator/nemlogin/logout') response.writeHead(status).end('{}');
    else if (method === 'GET') response.end('{"armed":[]}');
    else response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

const connected = () => SimulatorControl.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

test('a logout that the simulator cannot begin is none', async () => {
  status = 400;
  expect(await (await connected()).logOut('redirect')).toBeUndefined();
});

test('a simulator that fails says nothing of the application', async () => {
  status = 500;
  const begun = (await connected()).logOut('redirect');
  await expect(begun).rejects.toBeInstanceOf(NotPlayable);
  await expect(begun).rejects.toThrow('the simulator answered POST /simulator/nemlogin/logout with HTTP 500');
});
