import { deflateRawSync, deflateSync } from 'node:zlib';
import type { Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { authnRequest, postedBack, requestAddress, SP, type Asked, type Sent } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { headingOf, Visitor, type Seen } from './support/visitor';

let simulator: Simulator;
const notices: string[] = [];
beforeAll(async () => {
  simulator = await startWithOneKey({
    nemlogin: { serviceProviders: [SP] },
    onNotice: (notice) => void notices.push(notice),
  });
});
afterAll(() => simulator.close());

const send = (asked: Asked, sent: Sent = {}): Promise<Seen> =>
  new Visitor(simulator.url).open(requestAddress(simulator, asked, sent), { 'x-persona': 'citizen' });

/** The page that tells the developer: what is wrong, got, expected, how to mend it. */
interface Refused {
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly mend: string;
}

function refusedIn({ status, body }: Seen): Refused {
  if (status !== 400) throw new Error(`HTTP ${status}: ${headingOf(body)}`);
  const text = (pattern: RegExp): string => pattern.exec(body)?.[1] ?? 'nothing on the page';
  return {
    what: text(/What is wrong: <strong>(.*?)<\/strong>/s),
    got: text(/<dt>Got<\/dt>\s*<dd>(.*?)<\/dd>/s),
    expected: text(/<dt>Expected<\/dt>\s*<dd>(.*?)<\/dd>/s),
    mend: text(/<dt>How to mend it<\/dt>\s*<dd>(.*?)<\/dd>/s),
  };
}

/** Each with what its page names as wrong, and a word of what was got. */
const REFUSED: readonly (readonly [name: string, what: string, got: RegExp, asked: Asked, sent?: Sent])[] = [
  ['nobody known', 'Issuer', /stranger/, { issuer: 'https://stranger.example' }],
  ['no Issuer', 'Issuer', /none/, { issuer: null }],
  ['two Issuers', 'Issuer', /unusable/, { extra: '<saml:Issuer>b</saml:Issuer>' }],
  ['another key', 'the signature', /does not hold/, {}, { key: CERTS.foreign.key }],
  ['another hash than SigAlg says', 'the signature', /does not hold/, {}, { hash: 'sha512' }],
  ['SHA-1', 'SigAlg', /rsa-sha1/, {}, { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', hash: 'sha1' }],
  ['no signature', 'the signature', /none/, {}, { query: (query) => query.replace(/&SigAlg=.*/, '') }],
  ['no SAMLRequest', 'the message', /no SAMLRequest/, {}, { query: () => 'RelayState=x' }],
  ['an answer', 'the message', /SAMLResponse/, {}, { query: (query) => query.replace('SAMLRequest', 'SAMLResponse') }],
  ['RelayState added', 'the signature', /does not hold/, {}, { query: (query) => `${query}&RelayState=x` }],
  ['RelayState of 81 bytes', 'RelayState', /81 bytes/, {}, { relayState: 'x'.repeat(81) }],
  ['RelayState of 27 characters', 'RelayState', /81 bytes/, {}, { relayState: '€'.repeat(27) }],
  ['SigAlg twice', 'the query', /SigAlg more than once/, {}, { query: (query) => `${query}&SigAlg=x` }],
  ['a broken escape', 'the parameter SigAlg', /escape/, {}, { query: (query) => query.replace('SigAlg=', 'SigAlg=%') }],
  ['Version 1.1', 'Version', /1\.1/, { version: '1.1' }],
  ['an ID that is none', 'ID', /1a/, { id: '1a' }],
  ['another Destination', 'Destination', /elsewhere/, { destination: 'https://elsewhere.example' }],
  ['no Destination', 'Destination', /nothing/, { destination: null }],
  ['another callback', 'AssertionConsumerServiceURL', /4000/, { callbackUrl: 'http://localhost:4000/acs' }],
  ['another binding', 'ProtocolBinding', /Artifact/, { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' }],
  ['no IssueInstant', 'IssueInstant', /nothing/, { issueInstant: null }],
  ['a time without a zone', 'IssueInstant', /T12/, { issueInstant: '2026-01-01T12:00:00' }],
  ['an old request', 'IssueInstant', /2020/, { issueInstant: '2020-01-01T12:00:00Z' }],
  ['a request of tomorrow', 'IssueInstant', /Z/, { issueInstant: new Date(Date.now() + 86_400_000).toISOString() }],
  ['ForceAuthn yes', 'ForceAuthn', /yes/, { forceAuthn: 'yes' }],
  ['IsPassive TRUE', 'IsPassive', /TRUE/, { isPassive: 'TRUE' }],
  ['an e-mail as NameID', 'NameIDPolicy', /email/, { nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:email' }],
  ['a level exactly', 'Comparison', /exact/, { loa: 'Substantial', comparison: 'exact' }],
  ['a level without Comparison', 'Comparison', /means exact/, { loa: 'Substantial', comparison: null }],
  [
    'a level as E-Ident spells it',
    'RequestedAuthnContext',
    /nsis\/Substantial/,
    { classRefs: ['https://data.gov.dk/concept/core/nsis/Substantial'] },
  ],
  ['an unknown level', 'RequestedAuthnContext', /Medium/, { loa: 'Medium' }],
  ['a DOCTYPE', 'the document', /xml_doctype/, { xml: '<!DOCTYPE a><a/>' }],
  ['a comment', 'the document', /xml_comment/, { xml: '<a><!-- b --></a>' }],
  ['no XML', 'the document', /xml_malformed/, { xml: 'hello' }],
  ['a LogoutRequest', 'the document', /LogoutRequest/, { xml: '<LogoutRequest xmlns="urn:x"/>' }],
  ['AuthnRequest of another namespace', 'the document', /urn:x/, { xml: '<AuthnRequest xmlns="urn:x"/>' }],
];

describe('a request that is not taken is HTTP 400 with a page for the developer', () => {
  test.each(REFUSED.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [what, got, asked, sent] }) => {
    const seen = await send(asked, sent);
    const refused = refusedIn(seen);
    expect(refused.what).toBe(what);
    expect(refused.got).toMatch(got);
    expect(refused.expected).not.toBe('nothing on the page');
    expect(refused.mend.length).toBeGreaterThan(10);
    expect(headingOf(seen.body)).toBe('NemLog-in does not take this request');
    expect(seen.headers.get('set-cookie')).toBeNull();
  });

  test('a document that is not deflated, one with a zlib header, a bomb, and no base64', async () => {
    const document = Buffer.from(authnRequest(simulator, {}));
    const bomb = deflateRawSync(Buffer.alloc(8 * 1024 * 1024));
    const values = [document, deflateSync(document), bomb].map((bytes) => bytes.toString('base64'));
    for (const value of [...values, 'a', '']) {
      const query = (text: string): string =>
        text.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${encodeURIComponent(value)}`);
      expect(refusedIn(await send({}, { query })).what).toBe('SAMLRequest');
    }
  });

  test('an unknown service provider is told how to register', async () => {
    const { expected, mend } = refusedIn(await send({ issuer: 'https://stranger.example' }));
    expect(expected).toContain(SP.entityId);
    for (const way of ['simulator.nemlogin.register', '--sp-entity-id', '/simulator/nemlogin/service-providers']) {
      expect(mend).toContain(way);
    }
    const empty = await startWithOneKey({});
    const seen = await new Visitor(empty.url).open(requestAddress(empty));
    await empty.close();
    expect(refusedIn(seen).expected).toContain('none is registered yet');
  });

  test('what was sent is in the exchanges, with the reason', async () => {
    await send({ destination: 'https://elsewhere.example' });
    const steps = simulator.exchanges().at(-1)?.steps ?? [];
    expect(steps.map(({ title }) => title)).toEqual(['AuthnRequest', 'Refused: Destination']);
    expect(steps[0]?.document).toContain('Destination="https://elsewhere.example"');
  });

  test('hostile content stays text', async () => {
    const { body } = await send({ issuer: `"><script>alert(1)</script>` });
    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });
});

test('another callback than the registered one is a notice, once, on the front page too', async () => {
  notices.length = 0;
  const asked = { callbackUrl: 'http://localhost:4001/acs' };
  await send(asked);
  await send(asked);
  expect(notices).toEqual([
    `NemLog-in: your application uses the callback http://localhost:4001/acs, registered is ${SP.callbackUrl}`,
  ]);
  expect((await new Visitor(simulator.url).open(`${simulator.url}/`)).body).toContain(notices[0]);
});

describe('what is taken', () => {
  const TAKEN: readonly (readonly [name: string, asked: Asked, sent?: Sent])[] = [
    ['as little as there can be', { callbackUrl: null }],
    ['the binding by its name', { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' }],
    ['booleans as 0 and 1', { forceAuthn: '1', isPassive: '0' }],
    ['a credential type', { classRefs: ['https://nemlogin.dk/internal/credential/type/mitid'] }],
    ['SHA-512', {}, { algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', hash: 'sha512' }],
    ['RelayState of 80 bytes', {}, { relayState: 'x'.repeat(80) }],
    ['an empty RelayState', {}, { relayState: '' }],
    [
      'escapes in lower case, as ADFS writes them',
      {},
      {
        relayState: 'a/b=c',
        escape: (text) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
      },
    ],
    [
      'the parameters in another order',
      {},
      { relayState: 'x', query: (query) => query.split('&').reverse().join('&') },
    ],
  ];
  test.each(TAKEN.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [asked, sent] }) => {
    const { action, relayState } = postedBack(await send(asked, sent));
    expect([action, relayState]).toEqual([SP.callbackUrl, sent?.relayState]);
  });

  test('AppSwitch, and a platform that is none', async () => {
    const extension = (platform: string): string =>
      `<samlp:Extensions><e:AppSwitch xmlns:e="https://data.gov.dk/eid/saml/extensions"><e:Platform>${platform}</e:Platform><e:ReturnURL>https://app.example/back</e:ReturnURL></e:AppSwitch></samlp:Extensions>`;
    expect(postedBack(await send({ extra: extension('iOS') })).action).toBe(SP.callbackUrl);
    expect(refusedIn(await send({ extra: extension('Symbian') })).what).toBe('AppSwitch');
  });

  test('the clock of the simulator judges IssueInstant', async () => {
    simulator.shiftClock(3_600_000);
    try {
      expect(refusedIn(await send({})).what).toBe('IssueInstant');
      const issueInstant = new Date(Date.now() + 3_600_000).toISOString();
      expect(postedBack(await send({ issueInstant })).action).toBe(SP.callbackUrl);
    } finally {
      simulator.shiftClock(0);
    }
  });
});
