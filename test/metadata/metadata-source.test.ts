import { inspect } from 'node:util';
import {
  MetadataSource,
  signMetadata,
  type IdpMetadata,
  type MetadataSourceOptions,
  type MetadataUrl,
} from '../../src/metadata';
import { MitIdError } from '../../src/errors';
import { MetadataClient } from '../../src/metadata/metadata-client';
import { CERTS, type TestCert } from '../support/certs';
import { errorOf, errorOfAsync } from '../support/codes';
import { base64Of, group, ID, idp, keyDescriptor, type Said } from './support/idp';
import { metadataServers, type MetadataServer } from './support/metadata-server';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long a failure is held while there is no metadata. */
const HELD = 5_000;
const START = Date.now();

const serving = metadataServers();
/** The clock of the sources of a test. */
let now: number;
let warnings: string[];
beforeEach(() => {
  now = START;
  warnings = [];
});

const document = (said: Said = {}, signer: TestCert = CERTS.foreign) =>
  signMetadata(idp({ ...said, entity: `ID="_1" ${said.entity ?? ''}` }), signer);
const certs = (...all: TestCert[]) => ({
  keys: all.map(({ cert }) => keyDescriptor('signing', base64Of(cert))).join(''),
});
const until = (ms: number) => ({ entity: `validUntil="${new Date(ms).toISOString()}"` });
const cached = (duration: string) => ({ entity: `cacheDuration="${duration}"` });

const SIGNED = { metadataSigningCert: CERTS.foreign.cert, metadataCa: CERTS.tlsCa.cert };
const source = <T = IdpMetadata>(
  from: Partial<MetadataUrl> & { url: string },
  more: Partial<MetadataSourceOptions<T>> = {},
) =>
  new MetadataSource<T>({
    from: { ...SIGNED, ...from } as MetadataUrl,
    judge: (metadata) => metadata as T,
    warn: (line) => void warnings.push(line),
    now: () => now,
    ...more,
  });

/** Waits for what the last `current` has begun beside its answer. */
const settled = async (server: MetadataServer, requests: number) => {
  while (server.requests.length < requests) await new Promise((resolve) => setImmediate(resolve));
};
/** Asks until the answer is another one; a refresh beside the answer is not waited for otherwise. */
const changed = async <T>(one: MetadataSource<T>, from: T): Promise<T> => {
  for (;;) {
    const value = await one.current();
    if (value !== from) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('the options', () => {
  const problemsOf = (from: object) =>
    errorOf(() => source({ metadataCa: undefined, metadataSigningCert: undefined, ...from } as never)).detail.problems;
  const url = 'https://idp.example/metadata';
  const metadataSigningCert = CERTS.foreign.cert;

  test.each<[string, object, string]>([
    [
      'no reason to believe',
      { url },
      'idpMetadata.metadataSigningCert is missing: metadata from a URL is signed, or dangerouslyTrustMetadataOverTls is true',
    ],
    [
      'a switch that is off',
      { url, dangerouslyTrustMetadataOverTls: false },
      'idpMetadata.metadataSigningCert is missing: metadata from a URL is signed, or dangerouslyTrustMetadataOverTls is true',
    ],
    [
      'both',
      { url, metadataSigningCert, dangerouslyTrustMetadataOverTls: true },
      'idpMetadata.dangerouslyTrustMetadataOverTls is given beside metadataSigningCert; leave one out',
    ],
    [
      'TLS alone, and nobody named',
      { url, dangerouslyTrustMetadataOverTls: true },
      'idpEntityId is missing: with dangerouslyTrustMetadataOverTls nothing else says whose metadata it is',
    ],
    ['http', { url: 'http://idp.example/', metadataSigningCert }, 'idpMetadata.url is no https: URL'],
    ['a path', { url: '/metadata', metadataSigningCert }, 'idpMetadata.url is no https: URL'],
    ['a file', { url: 'file:///etc/idp.xml', metadataSigningCert }, 'idpMetadata.url is no https: URL'],
    [
      'a password',
      { url: 'https://me:secret@idp.example/', metadataSigningCert },
      'idpMetadata.url holds a user name or password',
    ],
    ['no PEM', { url, metadataSigningCert: 'x' }, 'idpMetadata.metadataSigningCert[0] holds no PEM certificate'],
    [
      'a weak key',
      { url, metadataSigningCert: CERTS.weakRsa1024.cert },
      'idpMetadata.metadataSigningCert[0] has an RSA key of 1024 bits; 2048 or more are needed',
    ],
    [
      'an expired certificate',
      { url, metadataSigningCert: CERTS.expired.cert },
      expect.stringMatching(/^every signing certificate in idpMetadata\.metadataSigningCert has expired, /) as string,
    ],
  ])('%s', (_, from, problem) => {
    expect(problemsOf(from)).toEqual([problem]);
  });

  test('TLS alone is no problem where the entity is named, nor on loopback', () => {
    const overTls = { metadataSigningCert: undefined, dangerouslyTrustMetadataOverTls: true } as object;
    expect(source({ ...overTls, url }, { entityId: ID })).toBeInstanceOf(MetadataSource);
    for (const own of ['http://localhost:1/', 'https://127.0.0.1:1/m', 'https://[::1]/']) {
      expect(source({ ...overTls, url: own })).toBeInstanceOf(MetadataSource);
    }
  });

  test('http on loopback and an @ in the path are no problem', () => {
    for (const right of [
      'http://localhost:1/',
      'http://127.0.0.1:1/m',
      'https://idp.example/@me',
      'https://idp.example/?a=//b@c',
    ]) {
      expect(source({ url: right })).toBeInstanceOf(MetadataSource);
    }
  });
});

describe('the first', () => {
  test('is fetched when it is needed, and not before', async () => {
    const server = await serving(document());
    const one = source({ url: server.url });
    expect(server.requests).toHaveLength(0);
    expect(await one.current()).toMatchObject({ entityId: ID, signingCertificates: [CERTS.idp.cert] });
    expect(server.requests).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('is one fetch for all who wait', async () => {
    const server = await serving(document());
    const one = source({ url: server.url });
    const all = await Promise.all([one.current(), one.current(), one.current()]);
    expect(new Set(all).size).toBe(1);
    expect(await one.current()).toBe(all[0]);
    expect(server.requests).toHaveLength(1);
  });

  test('is of the entity that is named', async () => {
    const other = idp({ entityId: 'https://other.example' });
    const server = await serving(signMetadata(group('ID="_g"', idp(), other), CERTS.foreign));
    expect(await source({ url: server.url }, { entityId: 'https://other.example' }).current()).toMatchObject({
      entityId: 'https://other.example',
    });
  });

  test('is what the judge makes of it', async () => {
    const server = await serving(document());
    const one = source<string>({ url: server.url }, { judge: ({ entityId }, at) => `${entityId} at ${at}` });
    expect(await one.current()).toBe(`${ID} at ${START}`);
  });

  test('is believed by TLS alone where that is said, signed or not', async () => {
    const server = await serving(idp());
    const trusting = {
      url: server.url,
      metadataSigningCert: undefined,
      dangerouslyTrustMetadataOverTls: true,
    } as never;
    expect(await source(trusting).current()).toMatchObject({ entityId: ID });
    server.answer = document({}, CERTS.idpNext).replace('login.idp', 'login.other');
    expect(await source(trusting).current()).toMatchObject({ entityId: ID });
  });

  test.each<[string, string, RegExp]>([
    ['not signed', idp(), /^idpMetadata has no signature over its root/],
    ['signed by another', document({}, CERTS.idp), /metadataSigningCert demands: signature_invalid/],
    ['changed', document().replace('login.idp', 'login.evil'), /metadataSigningCert demands: digest_mismatch/],
    ['a page', '<!doctype html><title>Login</title>', /^idpMetadata is an HTML page/],
    ['empty', '', /^idpMetadata is empty/],
    ['expired', document(until(START)), /^idpMetadata was valid until /],
    ['of no key', document({ keys: '' }), /^idpMetadata has no KeyDescriptor/],
  ])('that is %s is unavailable, and tried again after five seconds', async (_, wrong, reason) => {
    const server = await serving(wrong);
    const one = source({ url: server.url });
    const error = await errorOfAsync(one.current());
    expect([error.code, error.outcome, error.status]).toEqual(['metadata_unavailable', 'error', 503]);
    expect(error.detail).toMatchObject({ got: expect.stringMatching(reason) as string, option: 'idpMetadata' });
    expect(error.cause).toMatchObject({ code: 'configuration_invalid' });
    server.answer = document();
    now += HELD;
    expect(await one.current()).toMatchObject({ entityId: ID });
  });

  test('that fails is not asked for again within five seconds, however many logins begin', async () => {
    const server = await serving('');
    const one = source({ url: server.url });
    const error = await errorOfAsync(one.current());
    server.answer = document();
    now += HELD - 1;
    for (let login = 0; login < 20; login++) expect(await errorOfAsync(one.current())).toBe(error);
    expect(server.requests).toHaveLength(1);
    now += 1;
    expect(await one.current()).toMatchObject({ entityId: ID });
    expect(server.requests).toHaveLength(2);
  });

  test('that the judge refuses is unavailable', async () => {
    const server = await serving(document());
    const judge = () => {
      throw new MitIdError('configuration_invalid', { problems: ['idpMetadata[0] is weak'] });
    };
    const error = await errorOfAsync(source({ url: server.url }, { judge }).current());
    expect([error.code, error.detail.got]).toEqual(['metadata_unavailable', 'idpMetadata[0] is weak']);
  });

  test('that fails says so once for each reason, without the query, and again after a success', async () => {
    const server = await serving('');
    const one = source({ url: server.url });
    const address = server.url.split('?')[0] ?? '';
    const empty = `idpMetadata could not be had from ${address}: idpMetadata is empty`;
    const missing = `idpMetadata could not be had from ${address}: got HTTP 404, expected 200`;
    const fails = async () => {
      await errorOfAsync(one.current());
      now += HELD;
    };
    await fails();
    await fails();
    expect(warnings).toEqual([empty]);
    server.answer = (_, response) => response.writeHead(404).end();
    await fails();
    server.answer = '';
    await fails();
    expect(warnings).toEqual([empty, missing]);
    server.answer = document(until(START + HOUR));
    await one.current();
    now += HOUR;
    server.answer = '';
    await errorOfAsync(one.current());
    expect(warnings).toHaveLength(3);
    expect(warnings[2]).toContain(empty);
  });
});

describe('a refresh', () => {
  /** A source that holds this, and its server. */
  const holding = async (said: Said = {}, more: Partial<MetadataSourceOptions<IdpMetadata>> = {}) => {
    const server = await serving(document(said));
    const one = source({ url: server.url }, more);
    return { server, one, first: await one.current() };
  };

  test.each<[string, Said, number]>([
    ['an hour, where nothing is said', {}, HOUR],
    ['cacheDuration', cached('PT6H'), 6 * HOUR],
    ['the shortest cacheDuration', { ...cached('PT6H'), role: 'cacheDuration="PT2H"' }, 2 * HOUR],
    ['five minutes at least', cached('PT1S'), 5 * MINUTE],
    ['a day at most', cached('P30D'), 24 * HOUR],
    ['an hour, where cacheDuration is unreadable', cached('1 hour'), HOUR],
    ['an hour, where cacheDuration is negative', cached('-PT6H'), HOUR],
  ])('comes after %s', async (_, said, after) => {
    const { server, one, first } = await holding(said);
    now = START + after - 1;
    expect(await one.current()).toBe(first);
    // One of ours, which a refresh would have come before.
    await new MetadataClient({ url: server.url, metadataCa: CERTS.tlsCa.cert }).fetch();
    expect(server.requests).toHaveLength(2);
    now = START + after;
    expect(await one.current()).toBe(first);
    await settled(server, 3);
  });

  test('goes on beside a login, which is not kept waiting', async () => {
    const { server, one, first } = await holding();
    let release = () => {};
    server.answer = (_, response) => (release = () => void response.end(document(certs(CERTS.idpNext))));
    now += HOUR;
    expect(await one.current()).toBe(first);
    expect(await one.current()).toBe(first);
    await settled(server, 2);
    release();
    expect(await changed(one, first)).toMatchObject({ signingCertificates: [CERTS.idpNext.cert] });
    expect(server.requests).toHaveLength(2);
  });

  test('that is overdue is waited for: what was withdrawn is not trusted once more', async () => {
    const { server, one, first } = await holding(certs(CERTS.idp, CERTS.idpNext));
    expect(first.signingCertificates).toEqual([CERTS.idp.cert, CERTS.idpNext.cert]);
    server.answer = document(certs(CERTS.idpNext));
    now += 2 * HOUR;
    expect(await one.current()).toMatchObject({ signingCertificates: [CERTS.idpNext.cert] });
  });

  test('starts the time anew, from when it came', async () => {
    const { server, one, first } = await holding();
    server.answer = document(certs(CERTS.idpNext));
    now += HOUR;
    const next = await changed(one, first);
    now += HOUR - 1;
    expect(await one.current()).toBe(next);
    expect(server.requests).toHaveLength(2);
  });

  test('of the same document keeps what was made of it', async () => {
    const { server, one, first } = await holding();
    now += 2 * HOUR;
    expect(await one.current()).toBe(first);
    expect(server.requests).toHaveLength(2);
  });

  test('asks by ETag whether there is another', async () => {
    const server = await serving((request, response) => {
      const same = request.headers['if-none-match'] === '"1"';
      response.writeHead(same ? 304 : 200, { ETag: '"1"' }).end(same ? undefined : document());
    });
    const one = source({ url: server.url });
    const first = await one.current();
    for (let round = 2; round <= 3; round++) {
      now += 2 * HOUR;
      expect(await one.current()).toBe(first);
      expect(server.requests[round - 1]?.headers['if-none-match']).toBe('"1"');
    }
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['a document that nobody signed', idp(certs(CERTS.idpNext))],
    ['a document that another signed', document(certs(CERTS.idpNext), CERTS.idp)],
    ['another entity', document({ ...certs(CERTS.idpNext), entityId: 'https://evil.example' })],
    ['an expired document', document({ ...certs(CERTS.idpNext), ...until(START - HOUR) })],
  ])('that brings %s changes nothing, and is tried again after a minute', async (_, wrong) => {
    const { server, one, first } = await holding(until(START + 10 * HOUR));
    server.answer = wrong;
    now += 2 * HOUR;
    expect(await one.current()).toBe(first);
    expect(warnings).toEqual([expect.stringMatching(/; the copy before it is used while it is valid$/)]);
    now += MINUTE - 1;
    expect(await one.current()).toBe(first);
    expect(server.requests).toHaveLength(2);
    server.answer = document({ ...certs(CERTS.idpNext), ...until(START + 11 * HOUR) });
    now += 1;
    expect(await one.current()).toMatchObject({ signingCertificates: [CERTS.idpNext.cert] });
    expect(server.requests).toHaveLength(3);
  });

  test('that the judge refuses changes nothing', async () => {
    const judge = (metadata: IdpMetadata) => {
      if (metadata.signingCertificates.includes(CERTS.weakRsa1024.cert)) {
        throw new MitIdError('configuration_invalid', { problems: ['weak'] });
      }
      return metadata;
    };
    const { server, one, first } = await holding({}, { judge });
    server.answer = document(certs(CERTS.weakRsa1024));
    now += 2 * HOUR;
    expect(await one.current()).toBe(first);
  });

  test('signed by a certificate that has expired meanwhile changes nothing', async () => {
    const { server, one, first } = await holding();
    server.answer = document(certs(CERTS.idpNext));
    now = Date.UTC(2120, 0, 1);
    expect(await one.current()).toBe(first);
    expect(warnings).toEqual([expect.stringContaining('metadataSigningCert demands: no_valid_certificate')]);
  });

  test('may bring a later validUntil, the same, an earlier one, or none: a withdrawn key is trusted no more', async () => {
    const { server, one } = await holding(until(START + 20 * HOUR));
    for (const [said, cert] of [
      [until(START + 20 * HOUR), CERTS.idpNext],
      [until(START + 30 * HOUR), CERTS.idp],
      [until(START + 12 * HOUR), CERTS.idpNext],
      [{}, CERTS.idp],
      [until(START + 15 * HOUR), CERTS.idpNext],
    ] as const) {
      server.answer = document({ ...certs(cert), ...said });
      now += 2 * HOUR;
      expect(await one.current()).toMatchObject({ signingCertificates: [cert.cert] });
    }
    expect(warnings).toEqual([]);
  });
});

describe('metadata whose time has passed', () => {
  test('is not used any more, however often the fetch fails, and the next is', async () => {
    const server = await serving(document(until(START + HOUR / 2)));
    const one = source({ url: server.url });
    await one.current();
    server.answer = (_, response) => response.writeHead(503).end();
    now = START + HOUR / 2 - 1;
    expect(await one.current()).toMatchObject({ entityId: ID });
    now = START + HOUR / 2;
    for (let login = 0; login < 2; login++) {
      const error = await errorOfAsync(one.current());
      expect([error.code, error.detail.got]).toEqual(['metadata_unavailable', 'HTTP 503']);
      now += HELD;
    }
    server.answer = document(until(START + HOUR));
    expect(await one.current()).toMatchObject({ validUntil: START + HOUR });
  });

  test('is not used though the server says that it is the newest', async () => {
    const server = await serving((request, response) => {
      const same = request.headers['if-none-match'] !== undefined;
      response.writeHead(same ? 304 : 200, { ETag: '"1"' }).end(same ? undefined : document(until(START + HOUR)));
    });
    const one = source({ url: server.url });
    await one.current();
    now += HOUR;
    const error = await errorOfAsync(one.current());
    expect([error.code, error.detail.got]).toEqual([
      'metadata_unavailable',
      expect.stringMatching(/^idpMetadata was valid until/),
    ]);
  });
});

test('nothing that is dumped of a source shows the address with its query', () => {
  expect(inspect(source({ url: 'https://idp.example/m?token=secret' }), { depth: 9, showHidden: true })).not.toContain(
    'secret',
  );
});
