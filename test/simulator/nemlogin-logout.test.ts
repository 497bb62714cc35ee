import type { Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { opensslVerifies } from '../support/saml2/logout-openssl';
import { xmlsec1SignsLogout } from '../support/saml2/logout-xmlsec';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import {
  answers,
  asks,
  BINDINGS,
  carried,
  carriedIn,
  LEAVING,
  loginAt,
  LOGOUT_URL,
  NEIGHBOR,
  send,
  withoutLogout,
  statusIn,
  type Binding,
  type Carried,
} from './support/logout';
import { element, elements } from './support/message';
import { requestAddress } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.shiftClock(0);
  simulator.nemlogin.endSessions();
  simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
  simulator.nemlogin.register(LEAVING);
  simulator.nemlogin.register(NEIGHBOR);
});

/** Whether the browser with this cookie is still logged in at the broker. */
async function isIn(cookie: string): Promise<boolean> {
  const asked = { isPassive: 'true' };
  const body = await (await fetch(requestAddress(simulator, asked), { headers: { cookie } })).text();
  return !Buffer.from(/name="SAMLResponse" value="([^"]+)"/.exec(body)?.[1] ?? '', 'base64')
    .toString()
    .includes('NoPassive');
}

function verifies({ binding, url, xml }: Carried): boolean {
  const { idpCert } = simulator.eident;
  const local = xml.includes('LogoutResponse') ? 'LogoutResponse' : 'LogoutRequest';
  return binding === 'redirect' ? opensslVerifies(url, idpCert) : xmlsec1VerifiesSaml2(xml, local, idpCert);
}

const root = ({ xml }: Carried) => {
  const [first] = elements(xml, xml.includes('LogoutResponse') ? 'LogoutResponse' : 'LogoutRequest');
  if (first === undefined) throw new Error('no logout message');
  return first;
};

describe('an application asks', () => {
  const ways = BINDINGS.flatMap((sent) => BINDINGS.map((answered) => [sent, answered] as const));

  test.each(ways)('by %s, and is answered by %s: signed, and the session is over', async (binding, answered) => {
    simulator.nemlogin.register({ ...LEAVING, logoutBinding: answered });
    const { nameId, sessionIndex, cookie } = await loginAt(simulator, 'citizen');
    expect(await isIn(cookie)).toBe(true);
    const request = asks(simulator, { id: '_asked', nameId, sessionIndexes: [sessionIndex] });
    const answer = await carriedIn(await send(simulator, request, { binding, relayState: 'my state/&=+é' }));
    expect(answer).toMatchObject({ binding: answered, to: LOGOUT_URL, relayState: 'my state/&=+é' });
    expect(verifies(answer)).toBe(true);
    expect(statusIn(answer.xml)).toEqual(['Success']);
    expect(root(answer).attribute('InResponseTo')).toBe('_asked');
    expect(root(answer).attribute('Destination')).toBe(LOGOUT_URL);
    expect(element(answer.xml, 'Issuer').text).toBe(simulator.nemlogin.entityId);
    expect(await isIn(cookie)).toBe(false);
  });

  test('a document that xmlsec1 signed', async () => {
    const { nameId } = await loginAt(simulator, 'citizen');
    const request = asks(simulator, { nameId, sessionIndexes: [] });
    const answer = await send(simulator, request, {
      binding: 'post',
      form: () => ({ SAMLRequest: Buffer.from(xmlsec1SignsLogout(request, CERTS.idp)).toString('base64') }),
    });
    expect(statusIn((await carriedIn(answer)).xml)).toEqual(['Success']);
  });

  test('without a RelayState there is none in the answer', async () => {
    const { nameId } = await loginAt(simulator, 'citizen');
    expect((await carriedIn(await send(simulator, asks(simulator, { nameId })))).relayState).toBeUndefined();
  });

  test('with a SessionIndex one session ends, without one every session of the NameID there', async () => {
    const first = await loginAt(simulator, 'citizen');
    const [second, third] = [await loginAt(simulator, 'citizen'), await loginAt(simulator, 'citizen')];
    const { nameId, sessionIndex } = first;
    await send(simulator, asks(simulator, { nameId, sessionIndexes: [sessionIndex] }));
    const all = async () => [await isIn(first.cookie), await isIn(second.cookie), await isIn(third.cookie)];
    expect(await all()).toEqual([false, true, true]);
    await send(simulator, asks(simulator, { nameId, sessionIndexes: [] }));
    expect(await all()).toEqual([false, false, false]);
  });

  test.each(['NameID', 'SessionIndex', 'service'])(
    'of another %s: UnknownPrincipal, and nobody is out',
    async (other) => {
      const { nameId, sessionIndex, cookie } = await loginAt(simulator, 'citizen');
      const answer = await carriedIn(
        await send(
          simulator,
          asks(simulator, {
            nameId: other === 'NameID' ? 'somebody' : nameId,
            sessionIndexes: [other === 'SessionIndex' ? '_other' : sessionIndex],
            ...(other === 'service' && { issuer: NEIGHBOR.entityId }),
          }),
          other === 'service' ? { redirect: { signer: CERTS.foreign } } : {},
        ),
      );
      expect(statusIn(answer.xml)).toEqual(['Requester', 'UnknownPrincipal']);
      expect(verifies(answer)).toBe(true);
      expect(await isIn(cookie)).toBe(true);
    },
  );

  test.each([
    ['OIOSAML 2', 'nemid-key-card', {}],
    ['a transient NameID', 'citizen', { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }],
  ])('%s: by the NameID that the assertion told, once', async (_what, persona, asked) => {
    simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    const { nameId, sessionIndex } = await loginAt(simulator, persona, LEAVING, undefined, asked);
    const ask = () => send(simulator, asks(simulator, { nameId, sessionIndexes: [sessionIndex] }));
    expect(statusIn((await carriedIn(await ask())).xml)).toEqual(['Success']);
    expect(statusIn((await carriedIn(await ask())).xml)).toEqual(['Requester', 'UnknownPrincipal']);
  });
});

describe('every other service of the session is told first, one after the other', () => {
  /** Two services in one session; the first asks, and the message to the second is what the browser carries next. */
  async function chain(binding: Binding = 'redirect'): Promise<{ hop: Carried; cookie: string }> {
    const { nameId, sessionIndex, cookie: first } = await loginAt(simulator, 'citizen');
    const { cookie } = await loginAt(simulator, 'citizen', NEIGHBOR, first);
    simulator.nemlogin.register({ ...NEIGHBOR, logoutBinding: binding });
    const request = asks(simulator, { id: '_asked', nameId, sessionIndexes: [sessionIndex] });
    return { hop: await carriedIn(await send(simulator, request, { relayState: 'mine' })), cookie };
  }
  const answerOf = (hop: Carried, said: Parameters<typeof answers>[1] = {}): string =>
    answers(simulator, { issuer: NEIGHBOR.entityId, inResponseTo: root(hop).attribute('ID') ?? '', ...said });
  const signer = CERTS.foreign;

  test.each(BINDINGS)('by %s', async (binding) => {
    const { hop, cookie } = await chain(binding);
    expect(hop).toMatchObject({ binding, to: NEIGHBOR.logoutUrl });
    expect(verifies(hop)).toBe(true);
    expect(root(hop).attribute('Destination')).toBe(NEIGHBOR.logoutUrl);
    expect(await isIn(cookie)).toBe(false);
    const sending = { binding, redirect: { signer }, signing: { signer }, relayState: hop.relayState ?? '' };
    const answer = await carriedIn(await send(simulator, answerOf(hop), sending));
    expect([answer.to, answer.relayState]).toEqual([LOGOUT_URL, 'mine']);
    expect(statusIn(answer.xml)).toEqual(['Success']);
    expect(root(answer).attribute('InResponseTo')).toBe('_asked');
  });

  const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
  test.each([
    ['that refuses', { statusCodes: [`${STATUS}Responder`, `${STATUS}RequestDenied`] }],
    ['that could do it in part only', { statusCodes: [`${STATUS}Success`, `${STATUS}PartialLogout`] }],
    ['whose answer is for somebody else', { destination: 'https://elsewhere.example' }],
  ])('one %s: PartialLogout', async (_which, said) => {
    const { hop } = await chain();
    const sending = { redirect: { signer }, relayState: hop.relayState ?? '' };
    const answer = await carriedIn(await send(simulator, answerOf(hop, said), sending));
    expect(statusIn(answer.xml)).toEqual(['Success', 'PartialLogout']);
  });

  test('one without a logoutUrl is passed over: PartialLogout', async () => {
    const { nameId, sessionIndex, cookie } = await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'citizen', NEIGHBOR, cookie);
    simulator.nemlogin.register(withoutLogout(NEIGHBOR));
    const answer = await carriedIn(await send(simulator, asks(simulator, { nameId, sessionIndexes: [sessionIndex] })));
    expect([answer.to, statusIn(answer.xml)]).toEqual([LOGOUT_URL, ['Success', 'PartialLogout']]);
  });

  test('the person who logs in again is one session with two indexes', async () => {
    const first = await loginAt(simulator, 'citizen');
    const asked = { forceAuthn: 'true' };
    const address = requestAddress(simulator, asked);
    await fetch(`${address}&persona=citizen`, { headers: { cookie: first.cookie } });
    const message = carried(simulator.nemlogin.logOut({ persona: 'citizen' }));
    expect(elements(message.xml, 'SessionIndex').map(({ text }) => text)).toEqual([
      first.sessionIndex,
      expect.stringMatching(/^_[0-9a-f]{32}$/),
    ]);
  });
});

requireSchemas()('the OASIS schema', () => {
  test.each(BINDINGS)('takes what is sent by %s: a request, an answer, an unhappy answer', async (binding) => {
    simulator.nemlogin.register({ ...LEAVING, logoutBinding: binding });
    const { nameId } = await loginAt(simulator, 'citizen');
    const messages = [
      carried(simulator.nemlogin.logOut()),
      await carriedIn(await send(simulator, asks(simulator, { nameId }))),
    ];
    await loginAt(simulator, 'citizen');
    simulator.fault('partial-logout');
    messages.push(await carriedIn(await send(simulator, asks(simulator, { nameId, sessionIndexes: [] }))));
    expect(messages.map(({ xml }) => statusIn(xml))).toEqual([
      [],
      ['Requester', 'UnknownPrincipal'],
      ['Success', 'PartialLogout'],
    ]);
    for (const { xml } of messages) expect(schemaProblems(xml, 'saml-2.0-protocol')).toBe('');
  });
});
