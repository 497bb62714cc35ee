import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { verifyOcesChain } from '../../src/certificates';
import { makeTestAuthority, writeTestAuthority } from '../../src/certificates/test-authority';
import { makeTestLeaf, TEST_KINDS, testOrganization, type TestKind } from '../../src/certificates/test-leaf';
import { profileFromCertificate } from '../../src/profile';
import { CERTS } from '../support/certs';

// What an application does: the handshake proves possession of the key, and the certificate that it used becomes a profile.

const { tlsLocalhost, tlsCa } = CERTS;
const ORGANIZATION = testOrganization();
const authority = makeTestAuthority(new Date());

async function keyAfterLogin(kind: TestKind): Promise<unknown> {
  const { key, certificate } = await makeTestLeaf(kind, ORGANIZATION, await authority, new Date());
  const roots = writeTestAuthority(await authority).certificate;
  const options = { key: tlsLocalhost.key, cert: tlsLocalhost.cert, requestCert: true, ca: roots };
  const server = createServer(options, ({ socket }, res) => {
    const peer = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    const verified = verifyOcesChain(peer ?? 'none', { roots, at: new Date() });
    res.end(JSON.stringify(profileFromCertificate(verified, { issuer: 'tls' }).key));
  }).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const sent = request({ host: '127.0.0.1', port, ca: tlsCa.cert, key, cert: certificate, agent: false }).end();
    const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString());
  } finally {
    server.close();
  }
}

test.each(TEST_KINDS)('a client certificate of the kind %s logs in over TLS', async (kind) => {
  expect(await keyAfterLogin(kind)).toEqual({
    issuer: 'tls',
    namespace: expect.stringMatching(/^(?:pid|cvr-[ruf]id|oces-(?:person|employee|organisation))$/) as string,
    id: expect.stringMatching(/^(?:9208-2002-2-\d{12}|CVR:9\d{7}-[RUF]ID:\d{8}|[0-9a-f-]{36})$/) as string,
  });
});
