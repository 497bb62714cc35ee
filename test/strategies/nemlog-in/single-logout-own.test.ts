import type { MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { logoutResponse, NAME_ID_PERSISTENT, STATUS2 } from '../../support/saml2';
import type { LogoutResponseMessage, RedirectSending } from '../../support/saml2';
import { opensslVerifies } from '../../support/saml2/logout-openssl';
import { Visitor } from '../eident/support/visitor';
import { LOGOUT_ENTRY, LOGOUT_SERVICE, metadataOf, SP } from './support/idp';
import { endingOf, LoginApp } from './support/login-app';
import {
  attributeIn,
  BINDINGS,
  bring,
  configureLogout,
  documentIn,
  isIn,
  lines,
  loggedIn,
  textIn,
  type Binding,
} from './support/logout';

const MINUTE = 60_000;
const app = LoginApp.use();
beforeEach(() => void configureLogout(app));

const PAGE = '/bye?from=1';
const logout = (visitor: Visitor) => visitor.visit(`${app.url}/logout`, { method: 'POST' });
const relayStateIn = (url: string) => new URL(url).searchParams.get('RelayState') ?? '';
const requestIdIn = (url: string) => attributeIn(documentIn(url, 'SAMLRequest'), 'ID') ?? '';

/** A person who has just pressed the button: where the browser was sent. */
async function loggedOut(person = 1): Promise<{ visitor: Visitor; asked: string }> {
  const { visitor } = await loggedIn(app, person);
  const { location } = await logout(visitor);
  expect(location.startsWith(`${LOGOUT_ENTRY}?SAMLRequest=`)).toBe(true);
  return { visitor, asked: location };
}

/** NemLog-in's answer to the request in a URL. */
function answer(
  asked: string,
  binding: Binding,
  said: LogoutResponseMessage = {},
  sending: { visitor?: Visitor } & RedirectSending = {},
) {
  const inResponseTo = requestIdIn(asked);
  const document = logoutResponse({ inResponseTo, destination: app.logoutUrl, ...said });
  return bring(app, binding, document, { relayState: relayStateIn(asked), ...sending });
}

describe('logout()', () => {
  test('ends the session here, then asks NemLog-in to end its own', async () => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const kept = new Visitor();
    for (const [name, value] of visitor.cookies) kept.cookies.set(name, value);
    const { status, location, headers } = await logout(visitor);
    expect([status, headers.get('cache-control')]).toEqual([303, 'no-store']);
    expect(await isIn(app, visitor)).toBe(false);
    expect(await isIn(app, kept)).toBe(false);

    expect(opensslVerifies(location, SP.signing.cert)).toBe(true);
    expect(Buffer.byteLength(relayStateIn(location))).toBeLessThanOrEqual(80);
    const document = documentIn(location, 'SAMLRequest');
    expect(textIn(document, 'NameID')).toBe(nameId);
    expect(textIn(document, 'SessionIndex')).toBe(sessionIndex);
    expect(textIn(document, 'Issuer')).toBe(SP.entityId);
    const attributes = ['Destination', 'Format'].map((name) => attributeIn(document, name));
    expect(attributes).toEqual([LOGOUT_ENTRY, NAME_ID_PERSISTENT]);
    const until = Date.parse(attributeIn(document, 'NotOnOrAfter') ?? '');
    expect(until - Date.parse(attributeIn(document, 'IssueInstant') ?? '')).toBe(5 * MINUTE);
    expect(lines(app, 'info')).toEqual([
      'a person logged out, and https://saml.idp.example is asked to end its session',
    ]);
    expect(JSON.stringify(app.log)).not.toContain(nameId);
  });

  test('asks of each login by a request of its own', async () => {
    const [one, other] = [await loggedOut(), await loggedOut()];
    expect(requestIdIn(one.asked)).not.toBe(requestIdIn(other.asked));
    expect(relayStateIn(one.asked)).not.toBe(relayStateIn(other.asked));
  });

  test('goes by the session where the cookie of the record is gone: NemLog-in is asked, and the record is deleted', async () => {
    const { visitor, nameId } = await loggedIn(app, 1);
    const id = (await app.me(visitor)).mitid?.id ?? '';
    visitor.cookies.delete('mitid-session');
    const { location } = await logout(visitor);
    expect(textIn(documentIn(location, 'SAMLRequest'), 'NameID')).toBe(nameId);
    expect(await app.strategy._core.sessions.findById(id)).toBeUndefined();
    expect((await app.me(visitor)).user).toBeNull();
  });

  test('names no SessionIndex where the login had none', async () => {
    const visitor = new Visitor();
    await app.login(visitor, { sessionIndex: null });
    const { location } = await logout(visitor);
    expect(documentIn(location, 'SAMLRequest')).not.toContain('SessionIndex');
  });

  test.each<[string, () => Promise<Visitor> | Visitor]>([
    ['nobody is logged in', () => new Visitor()],
    [
      'logoutUrl is not configured',
      async () => {
        app.configure();
        app.guard = (_req, _res, next) => next();
        const visitor = new Visitor();
        await app.login(visitor);
        return visitor;
      },
    ],
    [
      'NemLog-in offers no single logout',
      async () => {
        configureLogout(app, { idpMetadata: metadataOf() });
        return (await loggedIn(app, 1)).visitor;
      },
    ],
    [
      'another strategy made the login',
      async () => {
        const stateStore = new MemoryStateStore();
        configureLogout(app, { stateStore, name: 'other' });
        const { visitor } = await loggedIn(app, 1);
        configureLogout(app, { stateStore });
        return visitor;
      },
    ],
    [
      'another issuer made the login',
      async () => {
        const stateStore = new MemoryStateStore();
        const issuer = 'https://saml.other-idp.example';
        configureLogout(app, { stateStore, idpMetadata: metadataOf([CERTS.idp], issuer, LOGOUT_SERVICE) });
        const { visitor } = await loggedIn(app, 1, '_1', { issuer });
        configureLogout(app, { stateStore });
        return visitor;
      },
    ],
    [
      'NemLog-in has ended its session already',
      async () => {
        const { visitor, nameId } = await loggedIn(app, 1);
        const issuedAt = Date.now();
        const ended = { issuer: 'https://saml.idp.example', nameId, sessionIndexes: [], issuedAt };
        await app.strategy._core.sessions.endByBroker(ended);
        return visitor;
      },
    ],
  ])('goes straight to the page where %s', async (_name, prepare) => {
    const visitor = await prepare();
    expect(await logout(visitor)).toMatchObject({ status: 303, location: `${app.url}${PAGE}` });
    expect((await app.me(visitor)).user).toBeNull();
    expect(visitor.cookies.has('mitid-session')).toBe(false);
  });

  test.each(['get', 'put'] as const)(
    'is not kept from ending the session by a store that fails to %s',
    async (method) => {
      const stateStore = new MemoryStateStore();
      configureLogout(app, { stateStore });
      const { visitor } = await loggedIn(app, 1);
      const { guard } = app;
      app.guard = (_req, _res, next) => next();
      const failing = jest.spyOn(stateStore, method).mockRejectedValue(new Error('down'));
      expect(await logout(visitor)).toMatchObject({ status: 303, location: `${app.url}${PAGE}` });
      failing.mockRestore();
      app.guard = guard;
      expect(await isIn(app, visitor)).toBe(false);
      expect(app.log).toEqual([
        expect.objectContaining({
          level: 'error',
          fields: expect.objectContaining({ code: 'state_store_failed' }) as object,
        }),
      ]);
    },
  );
});

describe.each(BINDINGS)('NemLog-in’s answer by %s', (binding) => {
  test('leads to the page that the logout named', async () => {
    const { visitor, asked } = await loggedOut();
    app.log.length = 0;
    const { status, location, headers, setCookies } = await answer(asked, binding, {}, { visitor });
    expect([status, location]).toEqual([binding === 'redirect' ? 302 : 303, `${app.url}${PAGE}`]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(setCookies).toEqual([]);
    expect(app.log).toEqual([]);
  });

  test.each([
    ['it could not log the person out everywhere', ['Success', 'PartialLogout'], /could not log a person out of every/],
    ['it says so below Responder', ['Responder', 'PartialLogout'], /could not log a person out of every/],
    ['it could not end its own session', ['Responder'], /^logout_not_success .*broker said Responder/],
    ['it refused', ['Requester', 'RequestDenied'], /^logout_not_success .*broker said RequestDenied/],
  ])('leads there too where %s, which is logged', async (_name, codes, line) => {
    const { asked } = await loggedOut();
    const { location } = await answer(asked, binding, { statusCodes: codes.map((code) => STATUS2 + code) });
    expect(location).toBe(`${app.url}${PAGE}`);
    expect(lines(app, 'warn')).toEqual([expect.stringMatching(line)]);
  });

  test.each([
    ['Success', ['Success'], PAGE],
    ['PartialLogout', ['Success', 'PartialLogout'], '/bye?partly'],
    ['PartialLogout below Responder', ['Responder', 'PartialLogout'], '/bye?partly'],
    ['Responder', ['Responder'], PAGE],
  ])(
    'leads to the page for partial logouts, where there is one, by PartialLogout alone: %s',
    async (_name, codes, page) => {
      app.logout = { partialPath: '/bye?partly' };
      const { asked } = await loggedOut();
      const { location } = await answer(asked, binding, { statusCodes: codes.map((code) => STATUS2 + code) });
      expect(location).toBe(`${app.url}${page}`);
    },
  );

  test('counts once', async () => {
    const { asked } = await loggedOut();
    const [one, other] = await Promise.all([answer(asked, binding), answer(asked, binding)]);
    expect([one.location, other.location].sort()).toEqual(['', `${app.url}${PAGE}`]);
    expect(endingOf(await answer(asked, binding))).toMatchObject({ status: 401, code: 'logout_unknown' });
  });

  test('of a failure counts once too', async () => {
    const { asked } = await loggedOut();
    const failure = { statusCodes: [`${STATUS2}Responder`] };
    expect((await answer(asked, binding, failure)).location).toBe(`${app.url}${PAGE}`);
    expect(endingOf(await answer(asked, binding))).toMatchObject({ code: 'logout_unknown' });
  });

  const cases: [MitIdErrorCode, string, LogoutResponseMessage, RedirectSending?][] = [
    ['logout_unknown', 'to no logout of ours', {}, { relayState: 'x'.repeat(43) }],
    ['callback_empty', 'that says nothing of which', {}, { relayState: '' }],
    ['in_response_to_mismatch', 'to another request', { inResponseTo: `_${'0'.repeat(40)}` }],
    ['in_response_to_missing', 'to none', { inResponseTo: null }],
    ['issuer_mismatch', 'of another issuer', { issuer: 'https://evil.example' }],
    ['destination_mismatch', 'for another address', { destination: 'https://other.example' }],
    ['logout_expired', 'of long ago', { now: Date.now() - 30 * MINUTE }],
    ['message_unexpected', 'with an assertion in it', { last: '<saml:Assertion/>' }],
  ];
  test.each(cases)('%s: %s, and the right one still counts', async (code, _name, said, sending = {}) => {
    const { asked } = await loggedOut();
    app.log.length = 0;
    const ending = endingOf(await answer(asked, binding, said, sending));
    expect([ending.outcome, ending.code, ending.answer.location]).toEqual(['error', code, '']);
    expect(app.log).toEqual([expect.objectContaining({ fields: expect.objectContaining({ code }) as object })]);
    expect((await answer(asked, binding)).location).toBe(`${app.url}${PAGE}`);
  });

  test('in_response_to_mismatch: to the logout of the other tab', async () => {
    const [one, other] = [await loggedOut(), await loggedOut()];
    const relayState = relayStateIn(other.asked);
    expect(endingOf(await answer(one.asked, binding, {}, { relayState })).code).toBe('in_response_to_mismatch');
  });

  test('logout_unknown: to another strategy’s logout', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore, name: 'other' });
    const { asked } = await loggedOut();
    configureLogout(app, { stateStore });
    expect(endingOf(await answer(asked, binding)).code).toBe('logout_unknown');
  });

  test.each(['get', 'take'] as const)('state_store_failed: where the store fails to %s', async (method) => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { asked } = await loggedOut();
    const failing = jest.spyOn(stateStore, method).mockRejectedValue(new Error('down'));
    const ending = endingOf(await answer(asked, binding));
    failing.mockRestore();
    expect(ending).toMatchObject({ status: 503, code: 'state_store_failed' });
  });
});

test.each<[MitIdErrorCode, string, RedirectSending]>([
  ['signature_missing', 'without a signature', { order: ['SAMLResponse', 'RelayState'] }],
  ['signature_invalid', 'of a stranger', { signer: CERTS.foreign }],
  [
    'signature_invalid',
    'whose RelayState is not signed',
    { octets: (usual) => usual.replace(/&RelayState=[^&]*/, '') },
  ],
])('an answer by redirect %s: %s', async (code, _name, sending) => {
  const { asked } = await loggedOut();
  expect(endingOf(await answer(asked, 'redirect', {}, sending)).code).toBe(code);
});

test('a stored logout that cannot be read is none', async () => {
  const stateStore = new MemoryStateStore();
  configureLogout(app, { stateStore });
  const { asked } = await loggedOut();
  for (const kept of ['not JSON', '{"path":"https://evil.example"}']) {
    jest.spyOn(stateStore, 'get').mockResolvedValueOnce(kept);
    expect(endingOf(await answer(asked, 'redirect')).code).toBe('logout_unknown');
  }
});

test('a logout under way is forgotten after a quarter of an hour', async () => {
  let elapsed = 0;
  configureLogout(app, { stateStore: new MemoryStateStore({ clock: () => elapsed }) });
  const { asked } = await loggedOut();
  elapsed = 15 * MINUTE;
  expect(endingOf(await answer(asked, 'redirect')).code).toBe('logout_unknown');
});

test('the store learns neither the RelayState nor who it is', async () => {
  const stateStore = new MemoryStateStore();
  const put = jest.spyOn(stateStore, 'put');
  configureLogout(app, { stateStore });
  const { visitor, nameId } = await loggedIn(app, 1);
  put.mockClear();
  const { location } = await logout(visitor);
  const [[key, value] = ['', '']] = put.mock.calls;
  expect(put).toHaveBeenCalledTimes(1);
  expect(key).toMatch(/^mitid:logout:[\w-]{43}$/);
  expect(`${key} ${value}`).not.toContain(relayStateIn(location));
  expect(value).not.toContain(nameId);
});

test('the metadata announces single logout, where it is configured', () => {
  const said = { serviceName: { da: 'Fjordbo' } };
  const services = (document: string) =>
    [...document.matchAll(/<md:SingleLogoutService Binding="[^"]*:([\w-]+)" Location="([^"]*)"/g)].map(
      ([, binding, location]) => [binding, location],
    );
  expect(services(app.strategy.serviceProviderMetadata(said))).toEqual([
    ['HTTP-Redirect', app.logoutUrl],
    ['HTTP-POST', app.logoutUrl],
  ]);
  expect(services(app.configure().serviceProviderMetadata(said))).toEqual([]);
});
