import { Agent, createServer, get, type Server } from 'node:http';
import { once } from 'node:events';
import { Server as NetServer, type AddressInfo } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { startSimulator, DEFAULT_CALLBACK_URL, type SimulatorOptions } from '../../src/simulator';
import { generateSigningKey, readSigningKey, writeSigningKey } from '../../src/simulator/keys/signing-key';
import { codeOf, codeOfAsync, errorOfAsync } from '../support/codes';
import { artifactIn, zeroClick } from './support/application';
import { startWithOneKey } from './support/start';

async function withServer(host: string, run: (port: number) => Promise<void>): Promise<void> {
  const server: Server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  try {
    await run((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

const problemsOf = async (options: SimulatorOptions): Promise<readonly string[]> =>
  (await errorOfAsync(startSimulator(options))).detail.problems ?? [];

test('the connection is what EIdentStrategy takes, and nothing else', async () => {
  const simulator = await startWithOneKey({});
  await simulator.close();
  expect(simulator.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect(simulator.eident).toEqual({
    entryPoint: `${simulator.url}/its/index.html`,
    assertionUrl: `${simulator.url}/saml1resp/getassertion`,
    logoutUrl: `${simulator.url}/gls/logout.html`,
    merchantId: '7000001',
    merchantPassword: 'simulator-only-password',
    idpIssuer: 'urn:mitid-saml:simulator:eident',
    idpCert: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/) as string,
  });
});

describe('where it listens', () => {
  test.each(['127.0.0.1', '[::1]', 'localhost'])('%s', async (host) => {
    const simulator = await startWithOneKey({});
    const { port } = new URL(simulator.url);
    expect((await fetch(`http://${host}:${port}/`)).status).toBe(200);
    await simulator.close();
    await expect(fetch(`http://${host}:${port}/`)).rejects.toThrow('fetch failed');
  });

  test('on loopback only', async () => {
    const listen = jest.spyOn(NetServer.prototype, 'listen');
    const simulator = await startWithOneKey({});
    const listened = listen.mock.calls.map(([options]: readonly unknown[]) => options);
    listen.mockRestore();
    await simulator.close();
    expect(listened).toMatchObject([{ host: '127.0.0.1' }, { host: '::1' }]);
  });

  test('on the port that is asked for, again after it was closed', async () => {
    const first = await startWithOneKey({});
    const port = Number(new URL(first.url).port);
    await first.close();
    const second = await startWithOneKey({ port });
    expect(second.url).toBe(first.url);
    await second.close();
  });
});

describe('it refuses to start', () => {
  test('with NODE_ENV=production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      const error = await errorOfAsync(startSimulator());
      expect(error.code).toBe('configuration_invalid');
      expect(error.message).toContain('does not run with NODE_ENV=production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  test.each(['127.0.0.1', '::1'])('on a port in use on %s: which, and how to choose another', async (host) => {
    await withServer(host, async (port) => {
      const error = await errorOfAsync(startWithOneKey({ port }));
      expect(error.code).toBe('configuration_invalid');
      expect(error.detail.problems).toEqual([`port ${port} is in use; choose another with --port or SIMULATOR_PORT`]);
      expect(error.cause).toMatchObject({ code: 'EADDRINUSE' });
    });
  });

  test('and leaves the half that it got', async () => {
    await withServer('::1', async (port) => {
      await errorOfAsync(startWithOneKey({ port }));
      const free = createServer().listen(port, '127.0.0.1');
      await once(free, 'listening');
      free.close();
    });
  });

  test.each([-1, 65_536, 1.5, NaN])('on port %d', async (port) => {
    expect(await problemsOf({ port })).toEqual([expect.stringMatching(/is no TCP port/)]);
  });

  test.each(['', '/callback', 'ftp://localhost/', 'javascript:1'])('with the callback "%s"', async (callbackUrl) => {
    expect(await problemsOf({ callbackUrl })).toEqual([`callbackUrl is no http or https URL: ${callbackUrl}`]);
  });

  test('with half a signing key, or two that do not fit', async () => {
    const [one, other] = [await generateSigningKey('one'), await generateSigningKey('other')];
    const pem = one.key.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(codeOf(() => readSigningKey(pem))).toBe('configuration_invalid');
    expect(codeOf(() => readSigningKey(one.certificate))).toBe('configuration_invalid');
    expect(await codeOfAsync(startSimulator({ signingKey: { key: pem, cert: other.certificate } }))).toBe(
      'configuration_invalid',
    );
  });
});

describe('keys', () => {
  test('are made anew at each start: RSA-2048, self-signed, valid now', async () => {
    const [one, other] = [await startSimulator(), await startSimulator()];
    await Promise.all([one.close(), other.close()]);
    const certificate = new X509Certificate(one.eident.idpCert);
    expect(one.eident.idpCert).not.toBe(other.eident.idpCert);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
  });

  test('can be kept', async () => {
    const made = await generateSigningKey('kept');
    const kept = readSigningKey(writeSigningKey(made));
    expect(kept.certificate).toBe(made.certificate);
    expect(kept.key.equals(made.key)).toBe(true);
  });
});

describe('close', () => {
  test('does not wait for connections that are kept open', async () => {
    const simulator = await startWithOneKey({});
    const agent = new Agent({ keepAlive: true });
    const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      get(simulator.url, { agent }, resolve).on('error', reject);
    });
    response.resume();
    await once(response, 'end');
    await simulator.close();
    agent.destroy();
  });

  test('may be called twice', async () => {
    const simulator = await startWithOneKey({});
    await simulator.close();
    await simulator.close();
  });
});

describe('merchants', () => {
  test('there is one at the start, whose callback is the documented one', async () => {
    const simulator = await startWithOneKey({});
    const { location } = await zeroClick(simulator, 'citizen');
    expect(location?.startsWith(`${DEFAULT_CALLBACK_URL}?SAMLart=`)).toBe(true);
    await simulator.close();
  });

  test('those that are given replace it; the first is the one that connects', async () => {
    const simulator = await startWithOneKey({
      merchants: [
        { merchantId: 'a', merchantPassword: 'pa', callbackUrl: 'https://a.example/' },
        { merchantId: 'b', merchantPassword: 'pb', callbackUrl: 'https://b.example/' },
      ],
    });
    expect([simulator.eident.merchantId, simulator.eident.merchantPassword]).toEqual(['a', 'pa']);
    expect((await zeroClick(simulator, 'citizen', { mid: 'b' })).location).toMatch(/^https:\/\/b\.example\/\?SAMLart=/);
    expect((await zeroClick(simulator, 'citizen', { mid: '7000001', status: '' })).status).toBe(400);
    await simulator.close();
  });

  test('registering without an id replaces the first; the spread connection is as good', async () => {
    const simulator = await startWithOneKey({});
    simulator.register({ callbackUrl: 'https://one.example/' });
    expect((await zeroClick(simulator, 'citizen')).location).toMatch(/^https:\/\/one\.example\//);
    simulator.register({ ...simulator.eident, callbackUrl: 'https://two.example/' });
    expect((await zeroClick(simulator, 'citizen')).location).toMatch(/^https:\/\/two\.example\//);
    expect(codeOf(() => simulator.register({ callbackUrl: 'no URL' }))).toBe('configuration_invalid');
    await simulator.close();
  });

  test('what was set for one merchant does not pass to another', async () => {
    const simulator = await startWithOneKey({});
    simulator.register({ callbackUrl: 'https://one.example/', profile: 'post' });
    simulator.register({ merchantId: 'two', callbackUrl: 'https://two.example/' });
    expect(artifactIn(await zeroClick(simulator, 'citizen', { mid: 'two' }))).toMatch(/^AA/);
    await simulator.close();
  });
});
