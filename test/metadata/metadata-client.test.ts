import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { MetadataClient, type MetadataClientOptions } from '../../src/metadata/metadata-client';
import { CERTS } from '../support/certs';
import { errorOfAsync } from '../support/codes';
import { metadataServers, tlsOf, type Answer } from './support/metadata-server';

const serving = metadataServers();
const PINNED = { metadataCa: CERTS.tlsCa.cert };
const client = (url: string, options: Partial<MetadataClientOptions> = PINNED) =>
  new MetadataClient({ url, ...options });

/** What becomes of this answer; the connection must be gone afterwards. */
async function refusal(answer: Answer | string, options: Partial<MetadataClientOptions> = {}) {
  const server = await serving(answer);
  const error = await errorOfAsync(client(server.url, { ...PINNED, ...options }).fetch());
  expect([error.code, error.outcome, error.status]).toEqual(['metadata_unavailable', 'error', 503]);
  expect(error.detail).toMatchObject({ where: new URL(server.url).host, option: 'idpMetadata' });
  while (server.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  return error.detail.got;
}
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end('<x/>');

describe('what is sent and what comes back', () => {
  test('a GET that asks for metadata, plain, with the query; the bytes', async () => {
    const server = await serving('<æ/>');
    expect(await client(server.url).fetch()).toEqual({ bytes: Buffer.from('<æ/>') });
    const [{ method, url, headers } = {}] = server.requests;
    expect([method, url]).toEqual(['GET', '/idp/metadata?token=secret']);
    expect(headers?.accept).toContain('application/samlmetadata+xml');
    expect(headers).toMatchObject({ 'accept-encoding': 'identity', 'user-agent': 'passport-mitid-saml' });
    expect(headers).not.toHaveProperty('if-none-match');
  });

  test('an ETag, sent back to ask whether it is still the one', async () => {
    const server = await serving((request, response) => {
      const known = request.headers['if-none-match'] === '"v1"';
      response.writeHead(known ? 304 : 200, { ETag: '"v1"' }).end(known ? undefined : '<a/>');
    });
    expect(await client(server.url).fetch()).toEqual({ bytes: Buffer.from('<a/>'), etag: '"v1"' });
    expect(await client(server.url).fetch('"v1"')).toBe('unchanged');
    expect(await client(server.url).fetch('"v0"')).toMatchObject({ etag: '"v1"' });
  });

  test('not an ETag of any length', async () => {
    const server = await serving((_, response) =>
      response.writeHead(200, { ETag: `"${'x'.repeat(300)}"` }).end('<a/>'),
    );
    expect(await client(server.url).fetch()).not.toHaveProperty('etag');
  });

  test('over http where it is on loopback', async () => {
    const server = await serving('<a/>', 'http');
    expect(await client(server.url, {}).fetch()).toEqual({ bytes: Buffer.from('<a/>') });
  });
});

describe('what is refused', () => {
  test.each([201, 204, 300, 400, 401, 403, 404, 500, 502, 503])('HTTP %d', async (code) => {
    expect(await refusal(status(code))).toBe(`HTTP ${code}`);
  });

  test.each([301, 302, 303, 307, 308])('a redirect, HTTP %d: it is not followed', async (code) => {
    const elsewhere = await serving('<a/>');
    expect(await refusal(status(code, { Location: elsewhere.url }))).toBe(`HTTP ${code}`);
    expect(elsewhere.requests).toEqual([]);
  });

  test('unchanged, where nothing was asked about', async () => {
    expect(await refusal((_, response) => response.writeHead(304).end())).toBe('HTTP 304');
  });

  test('more than 1 MiB, at once and without an end', async () => {
    expect(await refusal(' '.repeat(1024 * 1024 + 1))).toBe('more');
    const endless: Answer = (_, response) => {
      const more = (error?: Error | null) => {
        if (error === undefined || error === null) response.write(' '.repeat(64 * 1024), more);
      };
      more();
    };
    expect(await refusal(endless)).toBe('more');
  });

  test('1 MiB is not too much', async () => {
    const server = await serving(' '.repeat(1024 * 1024));
    expect(await client(server.url).fetch()).toMatchObject({ bytes: { length: 1024 * 1024 } });
  });

  test('an answer that never comes, or never ends, or becomes another protocol', async () => {
    expect(await refusal(() => undefined, { timeoutMs: 50 })).toBe('none');
    expect(await refusal((_, response) => void response.write('<a>'), { timeoutMs: 50 })).toBe('none');
    const upgrading: Answer = (_, response) =>
      response.writeHead(101, { Connection: 'Upgrade', Upgrade: 'websocket' }).end();
    expect(await refusal(upgrading)).toBe('HTTP 101');
  });

  test('an answer that is cut off', async () => {
    const cut: Answer = (request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('<a>', () => request.socket.destroy());
    };
    expect(await refusal(cut)).toBe('ECONNRESET');
  });

  test('nobody there', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await errorOfAsync(client(`https://127.0.0.1:${port}/`).fetch());
    expect([error.code, error.detail.got]).toEqual(['metadata_unavailable', 'ECONNREFUSED']);
  });
});

describe('the server’s certificate', () => {
  const refused = async (tls: Parameters<typeof serving>[1], options: Partial<MetadataClientOptions>) => {
    const server = await serving('<a/>', tls);
    const { code, detail } = await errorOfAsync(client(server.url, options).fetch());
    expect([code, server.requests]).toEqual(['metadata_unavailable', []]);
    return detail.got;
  };

  test('of an authority that nobody knows, or of another than the pinned one', async () => {
    expect(await refused(tlsOf('tlsLocalhost'), {})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await refused(tlsOf('tlsOtherLocalhost'), PINNED)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('for another host', async () => {
    expect(await refused(tlsOf('tlsClient'), PINNED)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('that has expired', async () => {
    expect(await refused(tlsOf('expired'), { metadataCa: [CERTS.expired.cert] })).toBe('CERT_HAS_EXPIRED');
  });

  test('over TLS below 1.2', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect(await refused({ ...tlsOf('tlsLocalhost'), ...old }, PINNED)).toBeDefined();
  });

  test('and a pinned authority that is no certificate trusts nobody', async () => {
    expect(await refused(tlsOf('tlsLocalhost'), { metadataCa: 'no PEM' })).toBeDefined();
  });

  // The variable is read once by a process, so it has to be one of its own.
  test.each(['0', '1'])('NODE_TLS_REJECT_UNAUTHORIZED=%s switches nothing off', async (value) => {
    const server = await serving('<a/>');
    const program = `
      const { MetadataClient } = require('./src/metadata/metadata-client.ts');
      new MetadataClient({ url: process.argv[1] }).fetch().then(() => console.log('accepted'), (error) => console.log(error.code));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', './test/support/run-typescript.cjs', '-e', program, server.url],
      {
        cwd: join(__dirname, '../..'),
        env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: value, NODE_NO_WARNINGS: '1' },
      },
    );
    expect(stdout.trim()).toBe('metadata_unavailable');
    expect(server.requests).toEqual([]);
  });
});
