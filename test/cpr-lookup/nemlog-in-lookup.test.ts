import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { writePkcs12 } from '../../src/certificates';
import { NemLogInLookup, type NemLogInLookupOptions } from '../../src/cpr-lookup';
import { Cpr } from '../../src/identifiers';
import { CERTS } from '../support/certs';
import { codeOfAsync, errorOfAsync } from '../support/codes';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { dump } from '../support/dump';
import { ASSERTION, LookupServer, status, TOKEN, type LookupServerOptions } from './lookup-server';

const DIGITS = '0101905123';
const FORMS = cprForms(DIGITS);
const cpr = Cpr.parse(DIGITS)!;
const PID = '9208-2002-2-024271267078';
const UUID = '3a905527-0060-4948-8854-01f938664cac';
const NUMBER = `UI:DK-E:G:${UUID}`;

const servers: LookupServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serving(options: LookupServerOptions = {}): Promise<LookupServer> {
  const server = await LookupServer.start(options);
  servers.push(server);
  return server;
}

/** What one lookup makes of this answer. */
async function answered(lookup: LookupServerOptions['lookup'], options: Partial<NemLogInLookupOptions> = {}) {
  const server = await serving({ ...(lookup !== undefined && { lookup }) });
  return errorOfAsync(server.client(options).pidCpr(PID));
}

type Operation = (lookup: NemLogInLookup) => Promise<unknown>;
const OPERATIONS: readonly (readonly [string, Operation, Record<string, string>, string, unknown])[] = [
  ['pidcpr', (one) => one.pidCpr(`PID:${PID}`), { pid: PID }, DIGITS, cpr],
  ['cprpid', (one) => one.cprPid(cpr), { cpr: DIGITS }, PID, PID],
  ['ridcpr', (one) => one.ridCpr('90000001', 'soren'), { cvr: '90000001', rid: 'soren' }, DIGITS, cpr],
  ['subjectserialnumberrid', (one) => one.subjectSerialNumberRid(NUMBER), { subjectserialnumber: NUMBER }, '72', '72'],
  [
    'subjectserialnumbercpruuid',
    (one) => one.subjectSerialNumberCprUuid(NUMBER),
    { subjectserialnumber: NUMBER },
    UUID.toUpperCase(),
    UUID,
  ],
  ['subjectserialnumbercpr', (one) => one.subjectSerialNumberCpr(NUMBER), { subjectserialnumber: NUMBER }, DIGITS, cpr],
  ['pidmatchescpr', (one) => one.pidMatchesCpr(PID, cpr), { pid: PID, cpr: DIGITS }, '0', 'match'],
];

describe.each(OPERATIONS)('%s', (operation, ask, fields, answer, result) => {
  test('posts its fields with the token over mutual TLS, and reads the plain value', async () => {
    const server = await serving({ lookup: answer });
    expect(await ask(server.client())).toEqual(result);
    const client = new X509Certificate(CERTS.tlsClient.cert).fingerprint256;
    const form = { method: 'POST', type: 'application/x-www-form-urlencoded', client };
    expect(server.posted).toEqual([
      {
        ...form,
        url: '/api/accesstoken/issue',
        authorization: undefined,
        fields: { 'saml-token': Buffer.from(ASSERTION).toString('base64') },
      },
      { ...form, url: `/api/lookup/${operation}`, authorization: 'Holder-of-key a.b-c_d', fields },
    ]);
  });

  test.each([
    ['nothing', ''],
    ['JSON', JSON.stringify(answer)],
    ['null', 'null'],
    ['a space after it', `${answer} `],
    ['a line end', `${answer}\n`],
    ['a byte order mark', `\ufeff${answer}`],
    ['HTML', `<html>${answer}</html>`],
    ['another number', '999999999!'],
    ['a word', 'Match'],
  ])('does not understand %s', async (_, text) => {
    const server = await serving({ lookup: text });
    const { code, detail, status: http } = await errorOfAsync(ask(server.client()));
    expect([code, detail.where, http]).toEqual([
      'lookup_answer_unknown',
      `${new URL(server.url).host}/api/lookup/${operation}`,
      502,
    ]);
  });
});

test('the certificate may be a PKCS#12 file', async () => {
  const server = await serving({ lookup: DIGITS });
  const { cert: certificate, key } = CERTS.tlsClient;
  const pkcs12 = { content: writePkcs12({ key, certificate }, 'secret'), passphrase: 'secret' };
  const options = { url: server.url, samlToken: () => ASSERTION, pkcs12, ca: CERTS.tlsCa.cert };
  expect((await new NemLogInLookup(options).pidCpr(PID))?.reveal()).toBe(DIGITS);
  expect(server.lookups[0]?.client).toBe(new X509Certificate(certificate).fingerprint256);
});

describe('a match', () => {
  test.each([
    ['0', 'match'],
    ['1', 'no-match'],
    ['2', 'invalid-pid'],
    ['3', 'invalid-cpr'],
    ['5', 'too-many-tries'],
  ])('%s is %s', async (text, result) => {
    expect(await (await serving({ lookup: text })).client().pidMatchesCpr(PID, cpr)).toBe(result);
  });

  test.each(['4', '6', '-0', '00', '0.0', '+0', 'true', '{"result":0}', '٠', '10'])('%s is nothing', async (text) => {
    const server = await serving({ lookup: text });
    expect(await codeOfAsync(server.client({ allowEmptyAnswer: true }).pidMatchesCpr(PID, cpr))).toBe(
      'lookup_answer_unknown',
    );
  });

  test('an empty answer is never one', async () => {
    const server = await serving();
    expect(await codeOfAsync(server.client({ allowEmptyAnswer: true }).pidMatchesCpr(PID, cpr))).toBe(
      'lookup_answer_unknown',
    );
  });
});

describe('an empty answer', () => {
  test('is the word that there is none where the application says so', async () => {
    for (const lookup of ['', status(204)]) {
      const server = await serving({ lookup });
      expect(await server.client({ allowEmptyAnswer: true }).pidCpr(PID)).toBeUndefined();
    }
  });

  test('is not understood otherwise, and the error names the option', async () => {
    for (const lookup of ['', status(204)]) {
      const { code, detail } = await answered(lookup);
      expect([code, detail.option]).toEqual(['lookup_answer_unknown', 'allowEmptyAnswer']);
    }
  });
});

describe('an argument that is no such number is refused, and nothing is sent', () => {
  test.each<[string, Operation]>([
    ['pid', (one) => one.pidCpr(DIGITS)],
    ['cpr', (one) => one.cprPid(DIGITS as unknown as Cpr)],
    ['cvr', (one) => one.ridCpr('9', '1')],
    ['rid', (one) => one.ridCpr('90000001', '')],
    ['subjectserialnumber', (one) => one.subjectSerialNumberRid('CVR:90000001-RID:1')],
    ['subjectserialnumber', (one) => one.subjectSerialNumberCpr(UUID)],
    ['subjectserialnumber', (one) => one.subjectSerialNumberCprUuid(undefined as unknown as string)],
    ['pid', (one) => one.pidMatchesCpr('9208', cpr)],
    ['cpr', (one) => one.pidMatchesCpr(PID, { reveal: () => DIGITS } as unknown as Cpr)],
  ])('%s', async (where, ask) => {
    const server = await serving();
    const error = await errorOfAsync(ask(server.client()));
    expect([error.code, error.detail.where]).toEqual(['parameter_invalid', where]);
    expect(server.posted).toEqual([]);
    expect(findCpr(dump(error), FORMS)).toBeUndefined();
  });
});

describe('no answer is lookup_unavailable', () => {
  test.each([201, 202, 301, 302, 307, 400, 404, 429, 500, 502, 503])('HTTP %i', async (code) => {
    const error = await answered(status(code, DIGITS, { Location: '/api/lookup/cprpid' }));
    expect([error.code, error.outcome, error.detail.got]).toEqual(['lookup_unavailable', 'error', `HTTP ${code}`]);
    expect(servers[0]?.lookups).toHaveLength(1);
  });

  test('one that does not come in time', async () => {
    const error = await answered(() => undefined, { timeoutMs: 1_000 });
    expect([error.code, error.detail.option]).toEqual(['lookup_unavailable', 'timeoutMs']);
  });

  test('one that is cut off', async () => {
    expect((await answered((request) => request.socket.destroy())).code).toBe('lookup_unavailable');
  });

  test('one that has no end', async () => {
    expect((await answered('1'.repeat(70_000))).detail.expected).toBe('65536 bytes at most');
  });

  test('a server of an authority that is not trusted, which is sent nothing', async () => {
    const server = await serving({ server: CERTS.tlsOtherLocalhost });
    expect(await codeOfAsync(server.client().pidCpr(PID))).toBe('lookup_unavailable');
    expect(server.posted).toEqual([]);
  });

  test('a client certificate that the service does not trust', async () => {
    const { cert: clientCert, key: clientKey } = CERTS.foreign;
    const server = await serving({ lookup: DIGITS });
    expect(await codeOfAsync(server.client({ clientCert, clientKey }).pidCpr(PID))).toBe('lookup_unavailable');
    expect(server.posted).toEqual([]);
  });

  test('bytes that are no UTF-8 are not understood', async () => {
    const { code } = await answered((_, response) => response.end(Buffer.from([0x30, 0xff])));
    expect(code).toBe('lookup_answer_unknown');
  });
});

describe('the access token', () => {
  test('is had once for many lookups, also at once', async () => {
    const server = await serving({ lookup: DIGITS });
    const lookup = server.client();
    await Promise.all([lookup.pidCpr(PID), lookup.pidCpr(PID), lookup.ridCpr('90000001', '1')]);
    await lookup.pidCpr(PID);
    expect([server.exchanges.length, server.lookups.length]).toEqual([1, 4]);
  });

  test('that is about to expire is not used again', async () => {
    const server = await serving({ lookup: DIGITS, token: { ...TOKEN, expires_in: 30 } });
    const lookup = server.client();
    await lookup.pidCpr(PID);
    await lookup.pidCpr(PID);
    expect(server.exchanges).toHaveLength(2);
  });

  test('that the service has forgotten is had again, once', async () => {
    let refusals = 0;
    const server = await serving({
      lookup: (_, response) => (refusals-- > 0 ? response.writeHead(401).end() : response.end(DIGITS)),
    });
    const lookup = server.client();
    await lookup.pidCpr(PID);
    refusals = 1;
    expect(await lookup.pidCpr(PID)).toEqual(cpr);
    expect([server.exchanges.length, server.lookups.length]).toEqual([2, 3]);
    refusals = 2;
    expect(await codeOfAsync(lookup.pidCpr(PID))).toBe('lookup_unauthorized');
    expect([server.exchanges.length, server.lookups.length]).toEqual([3, 5]);
  });

  test.each([401, 403])('that is new and answered with %i is not tried again', async (code) => {
    const error = await answered(status(code));
    expect([error.code, error.detail.got]).toEqual(['lookup_unauthorized', `HTTP ${code}`]);
    expect(servers[0]?.lookups).toHaveLength(1);
  });

  test.each<[string, LookupServerOptions['token'], string]>([
    ['no JSON', 'token', 'lookup_answer_unknown'],
    ['no token', { ...TOKEN, access_token: undefined }, 'lookup_answer_unknown'],
    ['a token that would end the header', { ...TOKEN, access_token: 'a\r\nX: 1' }, 'lookup_answer_unknown'],
    ['a token for a bearer', { ...TOKEN, token_type: 'Bearer' }, 'lookup_answer_unknown'],
    ['no type', { ...TOKEN, token_type: undefined }, 'lookup_answer_unknown'],
    ['no lifetime', { ...TOKEN, expires_in: 0 }, 'lookup_answer_unknown'],
    ['a lifetime in words', { ...TOKEN, expires_in: 'an hour' }, 'lookup_answer_unknown'],
    ['401', status(401), 'lookup_unauthorized'],
    ['500', status(500), 'lookup_unavailable'],
  ])('%s: no lookup is made', async (_, token, code) => {
    const server = await serving({ lookup: DIGITS, ...(token !== undefined && { token }) });
    expect(await codeOfAsync(server.client().pidCpr(PID))).toBe(code);
    expect(server.lookups).toEqual([]);
  });

  test('its type may be spelled in another case, and there may be more members', async () => {
    const server = await serving({ lookup: DIGITS, token: { ...TOKEN, token_type: 'holder-of-key', scope: 'x' } });
    expect(await server.client().pidCpr(PID)).toEqual(cpr);
  });

  test.each<[string, () => unknown, string]>([
    ['throws', () => Promise.reject(new Error('the STS is down')), 'an error'],
    ['gives nothing', () => undefined, 'another undefined'],
    ['gives base64', () => Buffer.from(ASSERTION).toString('base64'), 'another string'],
    ['gives a whole SOAP fault', () => '<Envelope><Fault/></Envelope>', 'another string'],
    ['never answers', () => new Promise(() => undefined), 'nothing within 1000 ms'],
  ])('samlToken that %s', async (_, samlToken, got) => {
    const server = await serving({ lookup: DIGITS });
    const lookup = server.client({ samlToken: samlToken as () => string, timeoutMs: 1_000 });
    const { code, detail } = await errorOfAsync(lookup.pidCpr(PID));
    expect([code, detail.option, detail.got]).toEqual(['lookup_unauthorized', 'samlToken', got]);
    expect(server.posted).toEqual([]);
  });

  // Jest fails a test that leaves a rejection which nobody hears; Node would end the process.
  test('a samlToken that throws at once is an error like another, also when its time is over', async () => {
    const server = await serving({ lookup: DIGITS });
    let timeIsOver: Promise<unknown> = Promise.resolve();
    const samlToken: NemLogInLookupOptions['samlToken'] = (signal) => {
      timeIsOver = once(signal, 'abort');
      throw new Error('no such file');
    };
    const { code, detail } = await errorOfAsync(server.client({ samlToken, timeoutMs: 1_000 }).pidCpr(PID));
    expect([code, detail.option, detail.got]).toEqual(['lookup_unauthorized', 'samlToken', 'an error']);
    await timeIsOver;
    await setImmediate();
  });

  test('a samlToken that failed is asked again', async () => {
    const server = await serving({ lookup: DIGITS });
    let tries = 0;
    const lookup = server.client({ samlToken: () => (tries++ === 0 ? '' : ASSERTION) });
    expect(await codeOfAsync(lookup.pidCpr(PID))).toBe('lookup_unauthorized');
    expect(await lookup.pidCpr(PID)).toEqual(cpr);
  });
});

describe('nothing leaks:', () => {
  test('no URL, and no error of any answer, holds the number', async () => {
    const answers = [`"${DIGITS}"`, `${DIGITS}\n`, `<x>${DIGITS}</x>`, status(500, DIGITS), status(401, DIGITS)];
    for (const lookup of answers) {
      const server = await serving({ lookup });
      const error = await errorOfAsync(server.client().pidMatchesCpr(PID, cpr));
      expect(findCpr(dump(error), FORMS)).toBeUndefined();
      expect(server.posted.map(({ url }) => url).join()).not.toContain(DIGITS);
    }
  });

  test('a dump of the lookup shows neither key nor token', async () => {
    const server = await serving({ lookup: DIGITS });
    const lookup = server.client();
    await lookup.pidCpr(PID);
    const shown = inspect(lookup, { showHidden: true, depth: Infinity }) + JSON.stringify(lookup);
    expect(shown).not.toMatch(/PRIVATE KEY|a\.b-c_d|EncryptedAssertion/);
  });
});
