import { execFile } from 'node:child_process';
import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TLSSocket } from 'node:tls';
import { ArtifactClient, readArtifact, type ArtifactClientOptions } from '../../../src/protocols/saml11';
import { CERTS, type TestCert } from '../../support/certs';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { BrokerServer } from './broker-server';

const artifact = readArtifact(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(40, 7)]).toString('base64'));
const servers: BrokerServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const keys = ({ cert, key }: TestCert) => ({ cert, key });

async function serving(tls: ServerOptions = keys(CERTS.tlsLocalhost)): Promise<BrokerServer> {
  const server = await BrokerServer.start((_, response) => response.end('<reply/>'), tls);
  servers.push(server);
  return server;
}

const ask = (assertionUrl: string, options: Partial<ArtifactClientOptions> = {}) =>
  new ArtifactClient({ assertionUrl, username: '900001', password: 'secret', ...options }).fetch(artifact);
const pinned = { ca: CERTS.tlsCa.cert };

describe('the server’s certificate', () => {
  test('of a pinned authority is accepted, by name and by address', async () => {
    const server = await serving();
    expect((await ask(server.url(), pinned)).reply.toString()).toBe('<reply/>');
    expect((await ask(server.url('localhost'), { ca: [CERTS.tlsOtherCa.cert, CERTS.tlsCa.cert] })).reply).toHaveLength(
      8,
    );
  });

  test('of an authority that nobody knows is refused, and not a byte is sent', async () => {
    const server = await serving();
    const error = await errorOfAsync(ask(server.url()));
    expect([error.code, error.outcome, error.detail.option]).toEqual(['soap_tls', 'error', 'assertionCa']);
    expect(server.requests).toEqual([]);
  });

  test('of another authority than the pinned one is refused', async () => {
    const server = await serving(keys(CERTS.tlsOtherLocalhost));
    expect(await codeOfAsync(ask(server.url(), pinned))).toBe('soap_tls');
    const own = await serving(keys(CERTS.foreign));
    expect(await codeOfAsync(ask(own.url(), pinned))).toBe('soap_tls');
    expect([...server.requests, ...own.requests]).toEqual([]);
  });

  test('a pinned authority replaces Node’s list, it does not add to it: one that is no certificate trusts nobody', async () => {
    const server = await serving();
    expect(await codeOfAsync(ask(server.url(), { ca: 'no PEM' }))).toBe('soap_tls');
  });

  test('of the pinned authority, for another host, is refused', async () => {
    const server = await serving(keys(CERTS.tlsClient));
    const error = await errorOfAsync(ask(server.url(), pinned));
    expect([error.code, error.detail.got]).toEqual(['soap_tls', 'ERR_TLS_CERT_ALTNAME_INVALID']);
    expect(server.requests).toEqual([]);
  });

  test('that has expired is refused', async () => {
    const server = await serving(keys(CERTS.expired));
    const error = await errorOfAsync(ask(server.url(), { ca: CERTS.expired.cert }));
    expect([error.code, error.detail.got]).toEqual(['soap_tls', 'CERT_HAS_EXPIRED']);
  });
});

test('TLS below 1.2 is refused', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const server = await serving({ ...keys(CERTS.tlsLocalhost), ...old });
  expect(await codeOfAsync(ask(server.url(), pinned))).toBe('soap_tls');
});

test('https to a server that speaks http is refused', async () => {
  const server = await BrokerServer.start((_, response) => response.end('<reply/>'));
  servers.push(server);
  expect(await codeOfAsync(ask(server.url().replace('http:', 'https:'), pinned))).toBe('soap_tls');
});

describe('a client certificate', () => {
  const mutual = { ...keys(CERTS.tlsLocalhost), requestCert: true, ca: CERTS.tlsCa.cert };
  const own = { clientCert: CERTS.tlsClient.cert, clientKey: CERTS.tlsClient.key };

  test('is shown where it is configured', async () => {
    const server = await serving(mutual);
    await ask(server.url(), { ...pinned, ...own });
    const socket = server.requests[0]?.request.socket;
    expect(socket instanceof TLSSocket && socket.authorized).toBe(true);
  });

  test('that is asked for and missing is refused', async () => {
    const server = await serving({ ...mutual, rejectUnauthorized: true });
    expect(await codeOfAsync(ask(server.url(), pinned))).toBe('soap_tls');
    expect((await ask(server.url(), { ...pinned, ...own })).reply.toString()).toBe('<reply/>');
  });

  test('whose key is another’s is an error', async () => {
    const server = await serving(mutual);
    const mixed = { clientCert: CERTS.tlsClient.cert, clientKey: CERTS.foreign.key };
    expect(await codeOfAsync(ask(server.url(), { ...pinned, ...mixed }))).toBe('soap_tls');
  });
});

// The variable is read once by a process, so it has to be one of its own.
test.each(['0', '1'])('NODE_TLS_REJECT_UNAUTHORIZED=%s switches nothing off', async (value) => {
  const server = await serving();
  const program = `
    const { transformSync } = require('@swc/core');
    require('pirates').addHook(
      (code, filename) => transformSync(code, { filename, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }).code,
      { exts: ['.ts'], ignoreNodeModules: true },
    );
    const { ArtifactClient } = require('./src/protocols/saml11/index.ts');
    const client = new ArtifactClient({ assertionUrl: process.argv[1], username: 'a', password: 'b' });
    client.fetch({ text: 'AAA=', sourceId: '' }).then(() => console.log('accepted'), (error) => console.log(error.code));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, server.url()], {
    cwd: join(__dirname, '..', '..', '..'),
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: value, NODE_NO_WARNINGS: '1' },
  });
  expect(stdout.trim()).toBe('soap_tls');
  expect(server.requests).toEqual([]);
});
