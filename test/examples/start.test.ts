import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { spawnDemo, type DemoProcess } from '../support/demo-process';

const running: { stop(): unknown }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

function start(env?: NodeJS.ProcessEnv): DemoProcess {
  const demo = spawnDemo(env);
  running.push(demo);
  return demo;
}

/** Takes a port that was free; `0` any. */
async function occupy(port = 0): Promise<{ port: number; server: Server }> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  running.push({ stop: () => new Promise((resolve) => server.close(resolve)) });
  return { port: (server.address() as AddressInfo).port, server };
}

async function freePort(): Promise<number> {
  const { port, server } = await occupy();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('npm start, once everything is built', () => {
  test('prints both addresses and what to click, and both answer', async () => {
    const demo = start();
    const { url, simulatorUrl } = await demo.ready;
    expect(demo.stdout()).toContain('Open the demo, click MitID, and pick Anna1985');
    expect(demo.stdout()).toContain('Ctrl-C stops both');
    expect(await (await fetch(url)).text()).toContain('<h1>Log in</h1>');
    expect((await fetch(simulatorUrl)).status).toBe(200);
    expect(demo.stderr()).toBe('');
  });

  test('listens where PORT and SIMULATOR_PORT say', async () => {
    const [port, simulatorPort] = [await freePort(), await freePort()];
    const { url, simulatorUrl } = await start({ PORT: `${port}`, SIMULATOR_PORT: `${simulatorPort}` }).ready;
    expect([url, simulatorUrl]).toEqual([`http://localhost:${port}`, `http://localhost:${simulatorPort}`]);
  });

  test('is out of reach from other machines', async () => {
    const { url, simulatorUrl } = await start().ready;
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      for (const { port } of [new URL(url), new URL(simulatorUrl)]) {
        await expect(reach(address, Number(port))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      }
    }
  });

  test.each(['PORT', 'SIMULATOR_PORT'])('says in one line that the port of %s is in use', async (variable) => {
    const { port } = await occupy();
    const demo = start({ [variable]: `${port}` });
    expect(await demo.ended).toEqual({ code: 1, signal: null });
    expect(demo.output()).toBe(
      `Port ${port} is in use. Choose another with ${variable}, as in: ${variable}=${port + 1} npm start\n`,
    );
  });

  test.each([
    [{ PORT: '80x' }, /^PORT is "80x", which is no port number\..*PORT=8080 npm start\n$/],
    [{ SIMULATOR_PORT: '65536' }, /^SIMULATOR_PORT is "65536", which is no port number\..*\n$/],
    [{ PORT: '4711', SIMULATOR_PORT: '4711' }, /^PORT and SIMULATOR_PORT are both 4711\. Choose two.*\n$/],
    [{ NODE_ENV: 'production' }, /NODE_ENV=production/],
  ])('refuses %j in words', async (env, words) => {
    const demo = start(env);
    expect(await demo.ended).toEqual({ code: 1, signal: null });
    expect(demo.output()).toMatch(words);
    expect(demo.output()).not.toContain('    at ');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops both cleanly, also with connections open', async (signal) => {
    const demo = start();
    const { url, simulatorUrl } = await demo.ready;
    const ports = [url, simulatorUrl].map((address) => Number(new URL(address).port));
    const sockets = await Promise.all(ports.map((port) => reach('127.0.0.1', port)));
    for (const socket of sockets) {
      // One answered request, after which HTTP/1.1 keeps the connection; then half of another.
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await once(socket, 'data');
      socket.write('GET / HTTP/1.1\r\nHost: local');
    }
    expect(await demo.stop(signal)).toEqual({ code: 0, signal: null });
    expect(demo.stderr()).toBe('');
    for (const port of ports) await occupy(port);
    for (const socket of sockets) socket.destroy();
  });
});

async function reach(host: string, port: number) {
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
