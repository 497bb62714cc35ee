import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What `npm start` runs before anything is installed or built. */
function check(env: NodeJS.ProcessEnv): { code: number | null; output: string } {
  const file = join(__dirname, '../../examples/check-ports.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { env, encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

describe('npm start, before it installs and builds', () => {
  test('goes on silently where any port will do', () => {
    expect(check({ PORT: '0', SIMULATOR_PORT: ' 0 ' })).toEqual({ code: 0, output: '' });
  });

  test.each([
    [{ PORT: 'abc' }, /^PORT is "abc", which is no port number\. .*PORT=8080 npm start\n$/],
    [{ PORT: '0', SIMULATOR_PORT: '65536' }, /^SIMULATOR_PORT is "65536", which is no port number\..*\n$/],
    [{ PORT: '7000' }, /^PORT and SIMULATOR_PORT are both 7000\. Choose two.*\n$/],
    [{ PORT: '4711', SIMULATOR_PORT: '4711' }, /^PORT and SIMULATOR_PORT are both 4711\. Choose two.*\n$/],
  ])('refuses %j', (env, line) => {
    const { code, output } = check(env);
    expect(code).toBe(1);
    expect(output).toMatch(line);
  });

  test('refuses a port that is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const { code, output } = check({ PORT: String(port), SIMULATOR_PORT: '0' });
      expect(code).toBe(1);
      expect(output).toBe(`Port ${port} is in use. Choose another with PORT, as in: PORT=${port + 1} npm start\n`);
    } finally {
      server.close();
    }
  });
});
