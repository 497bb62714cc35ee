import type { Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { instant } from '../support/xml-text';
import { RSA_SHA1 } from '../support/xmldsig/methods';
import { base64, type LogoutRequestMessage, type LogoutResponseMessage } from '../support/saml2';
import {
  answers,
  asks,
  carried,
  LEAVING,
  loginAt,
  NEIGHBOR,
  send,
  withoutLogout,
  type Carried,
  type Sending,
} from './support/logout';
import { element } from './support/message';
import { startWithOneKey } from './support/start';
import { headingOf } from './support/visitor';

const MINUTE_MS = 60_000;

let simulator: Simulator;
let nameId: string;
let sessionIndex: string;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [LEAVING, NEIGHBOR] } });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  simulator.nemlogin.register(LEAVING);
  simulator.nemlogin.endSessions();
  ({ nameId, sessionIndex } = await loginAt(simulator, 'citizen'));
});

/** What a page says of a message that is not taken. */
interface Refused {
  readonly title: string;
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly mend: string;
}

function refusedIn(body: string): Refused {
  const text = (pattern: RegExp): string => pattern.exec(body)?.[1] ?? 'nothing on the page';
  return {
    title: headingOf(body),
    what: text(/What is wrong: <strong>(.*?)<\/strong>/s),
    got: text(/<dt>Got<\/dt>\s*<dd>(.*?)<\/dd>/s),
    expected: text(/<dt>Expected<\/dt>\s*<dd>(.*?)<\/dd>/s),
    mend: text(/<dt>How to mend it<\/dt>\s*<dd>(.*?)<\/dd>/s),
  };
}

const ago = (ms: number): string => instant(Date.now() - ms);
const post = 'post';

/** Changes the document of a form after it was signed. */
const rewritten =
  (edit: (xml: string) => string) =>
  ({ SAMLRequest = '' }: Record<string, string>): Record<string, string> => ({
    SAMLRequest: base64(edit(Buffer.from(SAMLRequest, 'base64').toString())),
  });

/** Puts a signed request into another, beside a Reference over that one which no signature holds. */
function wrapped(xml: string): string {
  const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? [];
  const original = xml.replace(signature, '');
  const claim = '<ds:Reference xmlns:ds="http://www.w3.org/2000/09/xmldsig#" URI="#_other"/>';
  return original
    .replace(/ ID="[^"]*"/, ' ID="_other"')
    .replace('</saml:Issuer>', `$&<samlp:Extensions>${claim}${original}</samlp:Extensions>${signature}`);
}

describe('a LogoutRequest that is not taken: a page for the developer, and the session goes on', () => {
  /** Each with what its page names as wrong, and a word of what was got. */
  const REFUSED: readonly (readonly [
    name: string,
    what: string,
    got: RegExp,
    said: LogoutRequestMessage,
    how?: Sending,
  ])[] = [
    ['unsigned', 'the signature', /none/, {}, { redirect: { query: (query) => query.replace(/&SigAlg.*/, '') } }],
    ['an unsigned form', 'the signature', /none/, {}, { binding: post, signing: null }],
    ['another key', 'the signature', /does not hold/, {}, { redirect: { signer: CERTS.foreign } }],
    [
      'a form by another key',
      'the signature',
      /does not hold/,
      {},
      { binding: post, signing: { signer: CERTS.foreign } },
    ],
    ['SHA-1', 'SigAlg', /rsa-sha1/, {}, { redirect: { method: RSA_SHA1 } }],
    [
      'a form with SHA-1',
      'SignatureMethod',
      /rsa-sha1/,
      {},
      { binding: post, signing: { signatureAlgorithm: RSA_SHA1 } },
    ],
    [
      'a form changed after it was signed',
      'the signature',
      /does not hold/,
      {},
      {
        binding: post,
        form: rewritten((xml) => xml.replace('<samlp:SessionIndex>', '<samlp:SessionIndex>x')),
      },
    ],
    [
      'a form whose signature stands elsewhere',
      'the signature',
      /1 in the document/,
      {},
      {
        binding: post,
        form: rewritten((xml) => {
          const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? [];
          return xml.replace(signature, `<samlp:Extensions>${signature}</samlp:Extensions>`);
        }),
      },
    ],
    [
      'a form whose signature is over another request in it',
      'the signature',
      /one over #_(?!other)/,
      {},
      { binding: post, form: rewritten(wrapped) },
    ],
    ['an unknown Issuer', 'Issuer', /stranger/, { issuer: 'https://stranger.example' }],
    ['no Issuer', 'Issuer', /none/, { issuer: null }],
    ['another Destination', 'Destination', /elsewhere/, { destination: 'https://elsewhere.example' }],
    ['no Destination', 'Destination', /nothing/, { destination: null }],
    ['expired', 'NotOnOrAfter', /Z/, { notOnOrAfter: ago(MINUTE_MS) }],
    ['a NotOnOrAfter without a zone', 'NotOnOrAfter', /2099/, { notOnOrAfter: '2099-01-01T00:00:00' }],
    ['old', 'IssueInstant', /Z/, { issueInstant: ago(6 * MINUTE_MS) }],
    ['Version 1.1', 'Version', /1\.1/, { version: '1.1' }],
    ['an ID that is none', 'ID', /1a/, { id: '1a' }],
    ['no NameID', 'NameID', /none/, { subject: '' }],
    ['an empty SessionIndex', 'SessionIndex', /empty/, { sessionIndexes: [''] }],
    ['no message', 'the message', /no SAMLRequest/, {}, { redirect: { query: () => 'RelayState=x' } }],
    ['no message in a form', 'the message', /no SAMLRequest/, {}, { binding: post, form: () => ({ RelayState: 'x' }) }],
    ['no base64 in a form', 'SAMLRequest', /base64/, {}, { binding: post, form: () => ({ SAMLRequest: '?' }) }],
    ['both messages', 'the message', /SAMLRequest/, {}, { redirect: { query: (query) => `SAMLResponse=x&${query}` } }],
    ['a RelayState of 81 bytes', 'RelayState', /81 bytes/, {}, { relayState: 'x'.repeat(81) }],
    [
      'a LogoutResponse as SAMLRequest',
      'the document',
      /LogoutResponse/,
      {},
      {
        edit: (xml) => xml.replaceAll('LogoutRequest', 'LogoutResponse'),
        redirect: { parameter: 'SAMLRequest' },
      },
    ],
  ];

  // Jest takes a missing argument for its callback.
  const rows = REFUSED.map(([name, what, got, said, how = {}]) => [name, what, got, said, how] as const);
  test.each(rows)('%s: %s', async (_name, what, got, said, how) => {
    const request = asks(simulator, { nameId, sessionIndexes: [sessionIndex], ...said });
    const response = await send(simulator, request, how);
    const refused = refusedIn(await response.text());
    expect([response.status, refused.what]).toEqual([400, what]);
    expect(refused.got).toMatch(got);
    expect([refused.expected, refused.mend]).not.toContain('nothing on the page');
    expect(simulator.exchanges().at(-1)?.title).toBe('Logout at NemLog-in');
    expect(simulator.exchanges().at(-1)?.steps.at(-1)?.title).toBe(`Refused: ${what}`);
    expect(simulator.nemlogin.logOut({ nameId, sessionIndex }).url).toContain('SAMLRequest=');
  });

  test('the same, sound, is taken: by either binding', async () => {
    const request = asks(simulator, { nameId, sessionIndexes: [sessionIndex], notOnOrAfter: null });
    expect((await send(simulator, request)).status).toBe(303);
    expect((await send(simulator, request, { binding: post })).status).toBe(303);
  });

  test('of a service that has registered no logoutUrl', async () => {
    simulator.nemlogin.register(withoutLogout(LEAVING));
    const refused = refusedIn(await (await send(simulator, asks(simulator, { nameId }))).text());
    expect(refused).toMatchObject({ title: 'NemLog-in does not take this request', what: 'logoutUrl' });
  });

  test('the clock is the simulator’s', async () => {
    simulator.shiftClock(30 * MINUTE_MS);
    const late = refusedIn(await (await send(simulator, asks(simulator, { nameId }))).text());
    const now = asks(simulator, { nameId, sessionIndexes: [], now: Date.now() + 30 * MINUTE_MS });
    const taken = await send(simulator, now);
    const sent = await loginOf(30 * MINUTE_MS);
    simulator.shiftClock(0);
    expect([late.what, taken.status]).toEqual(['IssueInstant', 303]);
    expect(Date.parse(sent) - Date.now()).toBeGreaterThan(29 * MINUTE_MS);
  });

  /** IssueInstant of a LogoutRequest of the simulator's. */
  async function loginOf(shift: number): Promise<string> {
    simulator.shiftClock(0);
    await loginAt(simulator, 'employee');
    simulator.shiftClock(shift);
    const { xml } = carried(simulator.nemlogin.logOut({ persona: 'employee' }));
    return element(xml, 'LogoutRequest').attribute('IssueInstant') ?? '';
  }
});

describe('a LogoutResponse that is not taken', () => {
  /** The page at the end of a logout that began here, and was answered so. */
  async function ended(said: LogoutResponseMessage, how: Sending = {}): Promise<string> {
    const begun = simulator.nemlogin.logOut({ nameId, sessionIndex });
    const hop: Carried = carried(begun);
    const inResponseTo = element(hop.xml, 'LogoutRequest').attribute('ID') ?? '';
    const answer = answers(simulator, { inResponseTo, ...said });
    const response = await send(simulator, answer, { relayState: hop.relayState ?? '', ...how });
    const location = response.headers.get('location');
    expect(new URL(location ?? '', simulator.url).href).toBe(begun.resultUrl);
    return (await fetch(begun.resultUrl, { headers: { 'accept-language': 'en' } })).text();
  }

  test.each<readonly [string, string, RegExp, LogoutResponseMessage, Sending]>([
    [
      'a form by another key',
      'the signature',
      /does not hold/,
      {},
      { binding: post, signing: { signer: CERTS.foreign } },
    ],
    ['another key', 'the signature', /does not hold/, {}, { redirect: { signer: CERTS.foreign } }],
    ['an unsigned form', 'the signature', /none/, {}, { binding: post, signing: null }],
    ['another service', 'Issuer', /neighbor/, { issuer: NEIGHBOR.entityId }, { redirect: { signer: CERTS.foreign } }],
    ['another Destination', 'Destination', /elsewhere/, { destination: 'https://elsewhere.example' }, {}],
    ['old', 'IssueInstant', /Z/, { issueInstant: ago(6 * MINUTE_MS) }, {}],
    ['no Status', 'Status', /none/, { status: '' }, {}],
    ['another RelayState', 'RelayState', /other/, {}, { relayState: 'other' }],
  ])('%s: the page of the logout says what is wrong', async (_name, what, got, said, how) => {
    const refused = refusedIn(await ended(said, how));
    expect(refused).toMatchObject({ title: 'Du er logget af', what });
    expect(refused.got).toMatch(got);
  });

  test.each<readonly [string, LogoutResponseMessage, string]>([
    ['Success', {}, 'logget af\n'],
    ['PartialLogout', { statusCodes: ['Success', 'PartialLogout'] }, 'delvist logget af\n'],
    ['no', { statusCodes: ['Responder'] }, 'ikke logget af: tjenesten afviste: <code>Responder</code>'],
  ])('a sound one that says %s', async (_name, { statusCodes, ...said }, words) => {
    const codes = statusCodes?.map((code) => `urn:oasis:names:tc:SAML:2.0:status:${code}`);
    const body = await ended({ ...said, ...(codes !== undefined && { statusCodes: codes }) });
    expect(body).toMatch(new RegExp(`<dt>${LEAVING.entityId}</dt>\\s*<dd>\\s*${words}`));
    expect(body).toContain('Anna Sørensen');
  });

  test('an unsigned one, by Redirect, is an HTTP 400: whose it is cannot be told from it', async () => {
    const { xml } = carried(simulator.nemlogin.logOut());
    const inResponseTo = element(xml, 'LogoutRequest').attribute('ID') ?? '';
    const unsigned = { query: (query: string) => query.replace(/&SigAlg.*/, '') };
    const response = await send(simulator, answers(simulator, { inResponseTo }), { redirect: unsigned });
    const refused = refusedIn(await response.text());
    expect(response.status).toBe(400);
    expect(refused).toMatchObject({ title: 'NemLog-in does not take this answer', what: 'the signature', got: 'none' });
  });

  test.each([
    ['to nothing', '_nothing', /_nothing/],
    ['without InResponseTo', null, /nothing/],
  ])('%s: HTTP 400', async (_name, inResponseTo, got) => {
    const response = await send(simulator, answers(simulator, { inResponseTo }));
    const refused = refusedIn(await response.text());
    expect([response.status, refused.what, refused.title]).toEqual([
      400,
      'InResponseTo',
      'NemLog-in does not take this answer',
    ]);
    expect(refused.got).toMatch(got);
  });

  test('twice: the second is to nothing', async () => {
    const hop = carried(simulator.nemlogin.logOut());
    const inResponseTo = element(hop.xml, 'LogoutRequest').attribute('ID') ?? '';
    const answer = answers(simulator, { inResponseTo });
    const sending = { relayState: hop.relayState ?? '' };
    expect((await send(simulator, answer, sending)).status).toBe(303);
    expect((await send(simulator, answer, sending)).status).toBe(400);
  });
});
