import { createHash } from 'node:crypto';
import type { Simulator } from '../../src/simulator';
import { artifactOf, basic, CALLBACK, faultIn, getAssertion, soapRequest } from './support/application';
import { startWithOneKey } from './support/start';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK });
});
afterEach(() => simulator.close());

test('an artifact is of type 0x0001: the source’s SHA-1, and 20 random bytes', async () => {
  const [one, other] = [await artifactOf(simulator, 'citizen'), await artifactOf(simulator, 'citizen')];
  const bytes = Buffer.from(one, 'base64');
  expect(bytes).toHaveLength(42);
  expect(bytes.toString('base64')).toBe(one);
  expect(bytes.toString('hex', 0, 2)).toBe('0001');
  expect(bytes.toString('hex', 2, 22)).toBe(createHash('sha1').update(simulator.url).digest('hex'));
  expect(Buffer.from(other, 'base64').toString('hex', 22)).not.toBe(bytes.toString('hex', 22));
});

test('the answer is SOAP over HTTP 200, without a SOAPAction too', async () => {
  const { status, headers, text } = await getAssertion(simulator, await artifactOf(simulator, 'citizen'));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
  expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><soap:Envelope /);
});

describe('Basic authentication', () => {
  const { merchantId, merchantPassword } = { merchantId: '7000001', merchantPassword: 'simulator-only-password' };

  test.each([
    ['none', ''],
    ['another scheme', 'Bearer abc'],
    ['no base64', 'Basic %%%'],
    ['no colon', `Basic ${Buffer.from(merchantId).toString('base64')}`],
    ['a wrong password', basic(merchantId, `${merchantPassword}x`)],
    ['no password', basic(merchantId, '')],
    ['an unknown merchant', basic('nobody', merchantPassword)],
    ['an unknown merchant without a password', basic('nobody', '')],
    ['a password in another case', basic(merchantId, merchantPassword.toUpperCase())],
  ])('%s is 401, and the artifact is still there', async (_what, authorization) => {
    const artifact = await artifactOf(simulator, 'citizen');
    const refused = await getAssertion(simulator, artifact, { authorization });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(refused.text).not.toContain('Assertion');
    expect((await getAssertion(simulator, artifact)).status).toBe(200);
  });

  test('a password may hold colons and more than ASCII', async () => {
    simulator.register({ merchantId: 'æ', merchantPassword: 'a:b:ø', callbackUrl: CALLBACK });
    const artifact = await artifactOf(simulator, 'citizen', { mid: 'æ' });
    const answer = await getAssertion(simulator, artifact, { authorization: basic('æ', 'a:b:ø') });
    expect(answer.status).toBe(200);
  });
});

describe('an artifact is exchanged', () => {
  const refused = async (artifact: string, authorization?: string): Promise<[number, string]> => {
    const answer = await getAssertion(simulator, artifact, authorization === undefined ? {} : { authorization });
    return [answer.status, faultIn(answer.text)];
  };

  test('once', async () => {
    const artifact = await artifactOf(simulator, 'citizen');
    expect((await getAssertion(simulator, artifact)).status).toBe(200);
    expect(await refused(artifact)).toEqual([500, 'artifact_invalidated']);
  });

  test('once, of two at the same time', async () => {
    const artifact = await artifactOf(simulator, 'citizen');
    const answers = await Promise.all([getAssertion(simulator, artifact), getAssertion(simulator, artifact)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
  });

  test('within five minutes', async () => {
    const [early, late] = [await artifactOf(simulator, 'citizen'), await artifactOf(simulator, 'citizen')];
    simulator.shiftClock(5 * 60_000 - 10_000);
    expect((await getAssertion(simulator, early)).status).toBe(200);
    simulator.shiftClock(5 * 60_000);
    expect(await refused(late)).toEqual([500, 'artifact_expired']);
  });

  test('within the time that an option says', async () => {
    await simulator.close();
    simulator = await startWithOneKey({ callbackUrl: CALLBACK, artifactLifetimeMs: 0 });
    expect(await refused(await artifactOf(simulator, 'citizen'))).toEqual([500, 'artifact_expired']);
  });

  test('by its own merchant, who can still do so after another has tried', async () => {
    simulator.register({ merchantId: 'other', merchantPassword: 'secret', callbackUrl: CALLBACK });
    const artifact = await artifactOf(simulator, 'citizen');
    expect(await refused(artifact, basic('other', 'secret'))).toEqual([500, 'artifact_not_match_mid']);
    expect((await getAssertion(simulator, artifact)).status).toBe(200);
  });

  test('if it was ever issued', async () => {
    expect(await refused(Buffer.alloc(42, 1).toString('base64'))).toEqual([500, 'assertion_notfound']);
  });
});

describe('a SOAP request that is none', () => {
  const request = soapRequest('AAE=');

  test.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['a DOCTYPE', `<!DOCTYPE x>${request}`],
    ['a comment', request.replace('<s:Body>', '<s:Body><!-- x -->')],
    ['not a Request', request.replaceAll('samlp:Request', 'samlp:Query')],
    ['SAML 2.0', request.replace('MajorVersion="1"', 'MajorVersion="2"')],
    ['SAML 1.0', request.replace('MinorVersion="1"', 'MinorVersion="0"')],
    ['no IssueInstant', request.replace(/IssueInstant="[^"]*"/, '')],
    ['no RequestID', request.replace(/RequestID="[^"]*"/, '')],
    ['a RequestID that is no NCName', request.replace('"_r1"', '"1"')],
    ['no artifact', request.replace(/<samlp:AssertionArtifact>.*<\/samlp:AssertionArtifact>/, '')],
    ['two artifacts', request.replace(/(<samlp:AssertionArtifact>.*<\/samlp:AssertionArtifact>)/, '$1$1')],
    ['no Envelope', /<samlp:Request.*<\/samlp:Request>/.exec(request)?.[0] ?? ''],
    ['another namespace', request.replace('SAML:1.0', 'SAML:2.0')],
  ])('%s: generalerror', async (_what, body) => {
    const { status, text } = await getAssertion(simulator, 'AAE=', { body });
    expect([status, faultIn(text)]).toEqual([500, 'generalerror']);
  });

  test('too much of it is HTTP 413', async () => {
    const { status } = await getAssertion(simulator, 'AAE=', { body: ' '.repeat(1024 * 1024 + 1) });
    expect(status).toBe(413);
  });

  test('a SOAP header and white space are no trouble', async () => {
    const artifact = await artifactOf(simulator, 'citizen');
    const body = soapRequest(`\n  ${artifact}\n`).replace('<s:Body>', '<s:Header/>\n<s:Body>');
    expect((await getAssertion(simulator, artifact, { body })).status).toBe(200);
  });
});

test('GET is not how an assertion is fetched', async () => {
  expect((await fetch(simulator.eident.assertionUrl)).status).toBe(404);
});
