import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signMetadata } from '../../../src/metadata';
import type { NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { readOptions } from '../../../src/strategies/nemlog-in/config';
import { readIdentityProvider } from '../../../src/strategies/saml2/identity-provider';
import { metadataServers } from '../../metadata/support/metadata-server';
import { CERTS, type TestCert } from '../../support/certs';
import { errorOf, errorOfAsync } from '../../support/codes';
import { FACTS2 } from '../../support/saml2';
import { Visitor } from '../eident/support/visitor';
import { OPTIONS } from './options';
import { ENTRY_POINT, LOGOUT_SERVICE, metadataOf } from './support/idp';
import { LoginApp } from './support/login-app';

const HOUR = 3_600_000;
const app = LoginApp.use();
const serving = metadataServers();

const folder = mkdtempSync(join(tmpdir(), 'mitid-metadata-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withAttributes = (xml: string, attributes: string) => xml.replace(' entityID=', ` ${attributes} entityID=`);
const sign = (xml: string, signer: TestCert = CERTS.foreign) => signMetadata(withAttributes(xml, 'ID="_m"'), signer);
const signed = (...args: Parameters<typeof metadataOf>) => sign(metadataOf(...args));
const until = (ms: number) => `validUntil="${new Date(ms).toISOString()}"`;
const trust = { metadataSigningCert: CERTS.foreign.cert, metadataCa: CERTS.tlsCa.cert };
const overTls = { dangerouslyTrustMetadataOverTls: true, metadataCa: CERTS.tlsCa.cert } as const;

describe('a login by metadata from a URL', () => {
  test('goes to where it says, and is judged by its certificates', async () => {
    const server = await serving(signed([CERTS.idpNext]));
    app.configure({ idpMetadata: { url: server.url, ...trust } });
    expect(server.requests).toHaveLength(0);
    const visitor = new Visitor();
    expect((await app.begin(visitor)).location).toMatch(new RegExp(`^${ENTRY_POINT}\\?SAMLRequest=`));
    expect(await app.login(visitor, { sign: { signer: CERTS.idpNext } })).toMatchObject({ outcome: 'in' });
    expect(await app.login(visitor)).toMatchObject({ outcome: 'fail', code: 'decryption_failed' });
    expect(server.requests).toHaveLength(1);
    expect(app.log.filter(({ message }) => message.includes('dangerously'))).toEqual([]);
  });

  test('goes on where it does not offer the logoutBinding that is asked for, and says so', async () => {
    const server = await serving(signed([CERTS.idp], undefined, LOGOUT_SERVICE));
    const { logoutUrl } = app;
    const strategy = app.configure({ logoutUrl, logoutBinding: 'post', idpMetadata: { url: server.url, ...trust } });
    await strategy.ready();
    expect(app.log.map(({ level, message }) => [level, message])).toEqual([
      [
        'warn',
        'idpMetadata has no SingleLogoutService for HTTP-POST: a logout ends here, and https://saml.idp.example is not told',
      ],
    ]);
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('is one fetch for all who come at once', async () => {
    const server = await serving(signed());
    app.configure({ idpMetadata: { url: server.url, ...trust } });
    const all = await Promise.all([1, 2, 3].map(() => app.begin(new Visitor())));
    expect(all.map(({ status }) => status)).toEqual([302, 302, 302]);
    expect(server.requests).toHaveLength(1);
  });

  test('is an error where there is none, said once in the log, and works when there is', async () => {
    const server = await serving(sign(metadataOf(), CERTS.idp));
    app.configure({ idpMetadata: { url: server.url, ...trust } });
    const visitor = new Visitor();
    for (let login = 0; login < 2; login++) expect((await app.begin(visitor)).status).toBe(503);
    const told = app.log.filter(({ message }) => message.startsWith('idpMetadata could not be had from '));
    expect(told).toEqual([
      {
        level: 'warn',
        message: expect.stringContaining('metadataSigningCert demands: signature_invalid') as string,
        fields: { strategy: 'nemlog-in' },
      },
    ]);
    expect(app.log.filter(({ level }) => level === 'error')).toHaveLength(2);
    server.answer = signed();
    const later = Date.now() + 5_000;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
    try {
      expect((await app.begin(visitor)).status).toBe(302);
    } finally {
      clock.mockRestore();
    }
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  });

  test('by TLS alone says at start that it is dangerous', async () => {
    const server = await serving(metadataOf());
    app.configure({ idpMetadata: { url: server.url, ...overTls } });
    expect(app.log).toEqual([
      {
        level: 'warn',
        message: 'idpMetadata.dangerouslyTrustMetadataOverTls is on in the strategy nemlog-in',
        fields: { strategy: 'nemlog-in' },
      },
    ]);
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('names the expired certificates of the metadata when it is there', async () => {
    const server = await serving(signed([CERTS.expired, CERTS.idp]));
    const strategy = app.configure({ idpMetadata: { url: server.url, ...trust } });
    expect(app.log).toEqual([]);
    await strategy.ready();
    expect(app.log.map(({ message }) => message)).toEqual([expect.stringContaining('expired on 2021-01-01')]);
  });
});

describe('ready()', () => {
  test('waits for the metadata, which the first login then has', async () => {
    const server = await serving(signed());
    const strategy = app.configure({ idpMetadata: { url: server.url, ...trust } });
    await strategy.ready();
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
    expect(server.requests).toHaveLength(1);
  });

  test('rejects where there is none, saying why', async () => {
    const server = await serving((_, response) => response.writeHead(404).end());
    const error = await errorOfAsync(app.configure({ idpMetadata: { url: server.url, ...trust } }).ready());
    expect([error.code, error.detail.got]).toEqual(['metadata_unavailable', 'HTTP 404']);
  });

  test('is at once for metadata that was given', async () => {
    await expect(app.configure({}).ready()).resolves.toBeUndefined();
  });
});

describe('as time goes', () => {
  let now: number;
  let warnings: string[];
  beforeEach(() => {
    now = Date.now();
    warnings = [];
  });
  const sourceOf = (source: NemLogInOptions['idpMetadata']) => {
    const options = { now: () => now, warn: (line: string) => void warnings.push(line) };
    const { provider, problems } = readIdentityProvider(source, options);
    expect(problems).toEqual([]);
    return provider!;
  };
  const namesOf = async (source: ReturnType<typeof sourceOf>) =>
    (await source.current()).certificates.at(now).map(({ subject }) => subject.split('CN=')[1]);

  test('a certificate that the metadata names no more is trusted no more', async () => {
    const server = await serving(signed([CERTS.idp, CERTS.idpNext]));
    const source = sourceOf({ url: server.url, ...trust });
    expect(await namesOf(source)).toEqual(['idp', 'idp-next']);
    server.answer = signed([CERTS.idpNext]);
    now += 2 * HOUR;
    expect(await namesOf(source)).toEqual(['idp-next']);
  });

  test.each<[string, string, RegExp]>([
    ['a weak certificate', signed([CERTS.weakRsa1024]), /idpMetadata\[0\] has an RSA key of 1024 bits/],
    [
      'only expired certificates',
      signed([CERTS.expired]),
      /every signing certificate in idpMetadata has expired, the last on/,
    ],
    [
      'another entity',
      signed([CERTS.idpNext], 'https://evil.example'),
      /idpMetadata describes https:\/\/evil\.example/,
    ],
    [
      'a place with a password',
      sign(metadataOf().replace('login.idp', 'me:x@login.idp')),
      /holds a user name or password/,
    ],
  ])('%s changes nothing', async (_, document, reason) => {
    const server = await serving(signed());
    const source = sourceOf({ url: server.url, ...trust });
    const first = await source.current();
    server.answer = document;
    now += 2 * HOUR;
    expect(await source.current()).toBe(first);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
  });

  test('metadata that was given is used until its validUntil, and then no login begins', async () => {
    const xml = withAttributes(metadataOf(), until(now + HOUR));
    const file = join(folder, 'until.xml');
    writeFileSync(file, xml);
    const sources = [sourceOf(xml), sourceOf({ file })];
    now += HOUR - 1;
    for (const source of sources) expect(await source.current()).toBe(source.given);
    now += 1;
    for (const source of sources) {
      const error = await errorOfAsync(source.current());
      expect([error.code, error.outcome, error.detail.option]).toEqual([
        'metadata_unavailable',
        'error',
        'idpMetadata',
      ]);
      expect(error.detail.got).toBe(`metadata that was valid until ${new Date(now).toISOString()}`);
    }
  });
});

describe('metadata that is given may have to be signed too', () => {
  const file = join(folder, 'signed.xml');
  const { metadataSigningCert } = trust;

  test('and then is, as text and as a file', () => {
    writeFileSync(file, signed());
    for (const idpMetadata of [
      { xml: signed(), metadataSigningCert },
      { file, metadataSigningCert: [CERTS.idp.cert, metadataSigningCert] },
    ]) {
      expect(readOptions({ ...OPTIONS, idpMetadata }).provider.given?.metadata.entityId).toBe(FACTS2.issuer);
    }
  });

  test('or is refused', () => {
    writeFileSync(file, metadataOf());
    const demand = /metadataSigningCert demands/;
    for (const [idpMetadata, problem] of [
      [{ xml: signed().replace('login.idp', 'login.evil'), metadataSigningCert }, demand],
      [{ xml: signed(), metadataSigningCert: CERTS.idp.cert }, demand],
      [{ file, metadataSigningCert }, demand],
      [
        { file, metadataSigningCert: CERTS.expired.cert },
        /^every signing certificate in idpMetadata\.metadataSigningCert has expired, /,
      ],
    ] as const) {
      const { code, detail } = errorOf(() => readOptions({ ...OPTIONS, idpMetadata }));
      expect([code, detail.problems]).toEqual(['configuration_invalid', [expect.stringMatching(problem)]]);
    }
  });
});

describe('an idpMetadata that is not right', () => {
  const url = 'https://idp.example/metadata';
  const { metadataSigningCert } = trust;
  test.each<[string, object, string]>([
    [
      'no reason to believe',
      { url },
      '.metadataSigningCert is missing: metadata from a URL is signed, or dangerouslyTrustMetadataOverTls is true',
    ],
    [
      'two reasons',
      { url, ...trust, ...overTls },
      '.dangerouslyTrustMetadataOverTls is given beside metadataSigningCert; leave one out',
    ],
    ['http', { url: 'http://idp.example/', ...trust }, '.url is no https: URL'],
    ['two sources', { url, file: 'x', ...trust }, ' must be the XML, { file } or { url }'],
    ['no source', { metadataSigningCert }, ' must be the XML, { file } or { url }'],
    ['a URL that is none', { url: new URL(url), ...trust }, ' must be the XML, { file } or { url }'],
    [
      'XML without a certificate',
      { xml: metadataOf(), dangerouslyTrustMetadataOverTls: true },
      ' has a member that is none of xml, metadataSigningCert',
    ],
    [
      'XML whose certificate is a variable that is not set',
      { xml: metadataOf(), metadataSigningCert: undefined },
      ' has a metadataSigningCert that is undefined: is an environment variable missing?',
    ],
    [
      'a file whose certificate is a variable that is not set',
      { file: 'x', metadataSigningCert: undefined },
      ' has a metadataSigningCert that is undefined: is an environment variable missing?',
    ],
    [
      'a slip',
      { url, metadataSigningCerts: 'x' },
      ' has a member that is none of url, metadataSigningCert, dangerouslyTrustMetadataOverTls, metadataCa, timeoutMs',
    ],
    [
      'a certificate that is none',
      { url, metadataSigningCert: 'x' },
      ' has a metadataSigningCert that is no PEM certificate, nor an array of them',
    ],
    [
      'no certificate in a list',
      { url, metadataSigningCert: [] },
      ' has a metadataSigningCert that is no PEM certificate, nor an array of them',
    ],
    [
      'an authority that is none',
      { url, metadataSigningCert, metadataCa: [5] },
      ' has a metadataCa that is no PEM certificate, nor an array of them',
    ],
    [
      'a switch that is a word',
      { url, dangerouslyTrustMetadataOverTls: 'true' },
      ' has a dangerouslyTrustMetadataOverTls that is not true or false',
    ],
    [
      'a time that is none',
      { url, metadataSigningCert, timeoutMs: 0.5 },
      ' has a timeoutMs that is no whole number of milliseconds from 1 to 60000',
    ],
  ])('%s', (_, idpMetadata, problem) => {
    expect(errorOf(() => readOptions({ ...OPTIONS, idpMetadata })).detail.problems).toEqual([`idpMetadata${problem}`]);
  });

  test('TLS alone, where idpEntityId does not say whose it is', () => {
    const given = { ...OPTIONS, idpMetadata: { url, ...overTls } };
    expect(errorOf(() => readOptions(given)).detail.problems).toEqual([
      'idpEntityId is missing: with dangerouslyTrustMetadataOverTls nothing else says whose metadata it is',
    ]);
    expect(readOptions({ ...given, idpEntityId: FACTS2.issuer }).dangers).toEqual([
      'idpMetadata.dangerouslyTrustMetadataOverTls',
    ]);
  });

  test('takes nothing from Object.prototype', () => {
    const given = { ...OPTIONS, idpMetadata: { url } };
    const prototype = Object.prototype as { dangerouslyTrustMetadataOverTls?: boolean };
    try {
      prototype.dangerouslyTrustMetadataOverTls = true;
      expect(errorOf(() => readOptions(given)).detail.problems).toEqual([
        expect.stringContaining('metadataSigningCert is missing'),
      ]);
    } finally {
      delete prototype.dangerouslyTrustMetadataOverTls;
    }
  });
});
