import { writePkcs12 } from '../../src/certificates';
import { makeTestAuthority, writeTestAuthority } from '../../src/certificates/test-authority';
import { makeTestLeaf, testOrganization } from '../../src/certificates/test-leaf';
import { CprMatcher, type CprMatch, type CprMatcherOptions } from '../../src/cpr-match';
import { MemoryStateStore } from '../../src/state';
import { CERTS } from '../support/certs';
import { CPR, logIn } from './support/logins';
import { matcherOf, optionsOf } from './support/matcher';
import { MatchService, says } from './support/service';

const service = MatchService.use();
const others: MatchService[] = [];
afterEach(() => Promise.all(others.splice(0).map((one) => one.close())));

async function start(tls: Parameters<typeof MatchService.start>[0]): Promise<MatchService> {
  const started = await MatchService.start(tls);
  started.answer = says('"Match"');
  others.push(started);
  return started;
}

async function ask(at: MatchService, more: Partial<CprMatcherOptions> = {}): Promise<CprMatch> {
  const store = new MemoryStateStore();
  return matcherOf(at, store, more).match(await logIn(store), CPR);
}

const keys = ({ cert, key }: { readonly cert: string; readonly key: string }) => ({ cert, key });
const failed = (got: string) => ({ outcome: 'not-known', error: { code: 'cpr_match_failed', detail: { got } } });

test('a client certificate that the service does not know is not known', async () => {
  service().answer = says('"Match"');
  const { cert: clientCert, key: clientKey } = CERTS.foreign;
  const found = await ask(service(), { clientCert, clientKey });
  expect(found).toMatchObject({ outcome: 'not-known', error: { code: 'cpr_match_failed' } });
  expect(service().bodies).toEqual([]);
});

test.each([
  ['of an authority that is not trusted', keys(CERTS.tlsOtherLocalhost), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['for another host', keys(CERTS.tlsClient), 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('nothing is sent to a server with a certificate %s', async (_what, tls, got) => {
  const server = await start(tls);
  expect(await ask(server)).toMatchObject(failed(got));
  expect(server.bodies).toEqual([]);
});

test('NODE_TLS_REJECT_UNAUTHORIZED=0 switches nothing off', async () => {
  const server = await start(keys(CERTS.tlsOtherLocalhost));
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    expect((await ask(server)).outcome).toBe('not-known');
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  }
  expect(server.bodies).toEqual([]);
});

test('without ca the list is Node’s', async () => {
  const server = await start({});
  const store = new MemoryStateStore();
  const { url, entityId, idpEntityId, clientCert = '', clientKey = '', logger } = optionsOf(server, store);
  const matcher = new CprMatcher({
    url,
    entityId,
    idpEntityId,
    clientCert,
    clientKey,
    stateStore: store,
    ...(logger && { logger }),
  });
  const found = await matcher.match(await logIn(store), CPR);
  expect(found.outcome === 'not-known' && found.error.detail.got).toMatch(
    /^(?:UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN)$/,
  );
});

test('an OCES3 certificate is shown, from PEM and from PKCS#12', async () => {
  const authority = await makeTestAuthority(new Date());
  const { key, certificate } = await makeTestLeaf('oces3-organisation', testOrganization(), authority, new Date());
  const server = await start({ ca: writeTestAuthority(authority).certificate });
  expect((await ask(server, { clientCert: certificate, clientKey: key })).outcome).toBe('match');

  const content = writePkcs12({ key, certificate }, 'æble');
  const store = new MemoryStateStore();
  const { url, entityId, idpEntityId, ca = '' } = optionsOf(server, store);
  const matcher = new CprMatcher({
    url,
    entityId,
    idpEntityId,
    ca,
    stateStore: store,
    pkcs12: { content, passphrase: 'æble' },
  });
  expect((await matcher.match(await logIn(store), CPR)).outcome).toBe('match');
});
