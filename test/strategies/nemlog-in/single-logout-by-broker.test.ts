import { MemoryStateStore } from '../../../src/state';
import type { NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { CERTS } from '../../support/certs';
import { BASIC_FORMAT, NAME_ID_PERSISTENT, OIOSAML2_CITIZEN } from '../../support/saml2';
import { opensslVerifies } from '../../support/saml2/logout-openssl';
import { Visitor } from '../eident/support/visitor';
import { LOGOUT_ANSWERS, LOGOUT_SERVICE, metadataOf, SP, type AnswerWith } from './support/idp';
import { LoginApp } from './support/login-app';
import {
  attributeIn,
  BINDINGS,
  bring,
  configureLogout,
  documentIn,
  isIn,
  lines,
  loggedIn,
  nameIdOf,
  RELAY_STATE,
  requestFor,
  statusIn,
  textIn,
} from './support/logout';

const app = LoginApp.use();
beforeEach(() => void configureLogout(app));

describe.each(BINDINGS)('a logout that NemLog-in asks for by %s', (binding) => {
  test('ends the session that it names, in a browser that it does not come by, at its next request', async () => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const before = await app.me(visitor);
    const answer = await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [sessionIndex] }));
    expect(answer.status).toBe(binding === 'redirect' ? 302 : 303);
    expect(statusIn(answer.location)).toBe('Success');
    const after = await app.me(visitor);
    expect(after).toMatchObject({ user: null });
    expect([after.record, after.mitid]).toEqual([undefined, undefined]);
    expect(after.sessionId).not.toBe(before.sessionId);
    expect(lines(app, 'info')).toEqual([
      'https://saml.idp.example ended a session',
      'a session that the broker ended was logged out',
    ]);
  });

  test('is answered under our signature, by redirect', async () => {
    const request = requestFor(app, {});
    const { location, headers, setCookies } = await bring(app, binding, request, { relayState: RELAY_STATE });
    expect(location.startsWith(`${LOGOUT_ANSWERS}&SAMLResponse=`)).toBe(true);
    expect(new URL(location).searchParams.get('RelayState')).toBe(RELAY_STATE);
    expect(opensslVerifies(location, SP.signing.cert)).toBe(true);
    const document = documentIn(location, 'SAMLResponse');
    expect(attributeIn(document, 'InResponseTo')).toBe(attributeIn(request, 'ID'));
    expect(attributeIn(document, 'Destination')).toBe(LOGOUT_ANSWERS);
    expect(textIn(document, 'Issuer')).toBe(SP.entityId);
    expect(headers.get('cache-control')).toBe('no-store');
    // A session that was made for this request would take the place of the one that the browser did not send.
    expect(setCookies).toEqual([]);
  });

  test('ends nobody else’s', async () => {
    const [named, ...others] = await Promise.all([1, 2, 3].map((person) => loggedIn(app, person)));
    const { nameId = '', sessionIndex = '' } = named ?? {};
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [sessionIndex] }));
    expect(await isIn(app, named!.visitor)).toBe(false);
    for (const { visitor } of others) expect(await isIn(app, visitor)).toBe(true);
  });

  test('by a SessionIndex ends that session of a person, and by none all of them', async () => {
    const phone = await loggedIn(app, 1);
    const laptop = await loggedIn(app, 1);
    const { nameId } = phone;
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [phone.sessionIndex] }));
    expect([await isIn(app, phone.visitor), await isIn(app, laptop.visitor)]).toEqual([false, true]);
    const again = await loggedIn(app, 1);
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [] }));
    expect([await isIn(app, again.visitor), await isIn(app, laptop.visitor)]).toEqual([false, false]);
    expect(lines(app, 'info')).toContain('https://saml.idp.example ended every session of a person');
  });

  test('by several SessionIndexes ends those', async () => {
    const sessions = [await loggedIn(app, 1), await loggedIn(app, 1), await loggedIn(app, 1)];
    const sessionIndexes = sessions.slice(0, 2).map(({ sessionIndex }) => sessionIndex);
    await bring(app, binding, requestFor(app, { nameId: sessions[0]!.nameId, sessionIndexes }));
    expect(await Promise.all(sessions.map(({ visitor }) => isIn(app, visitor)))).toEqual([false, false, true]);
    expect(lines(app, 'info')).toContain('https://saml.idp.example ended 2 sessions');
  });

  test.each([
    ['a person whom nobody knows', { nameId: 'nobody' }],
    ['a session that nobody has', { sessionIndexes: ['_nothing'] }],
  ])('of %s is answered with Success, and ends nothing', async (_name, said) => {
    const { visitor, nameId } = await loggedIn(app, 1);
    const answer = await bring(app, binding, requestFor(app, { nameId, ...said }));
    expect(statusIn(answer.location)).toBe('Success');
    expect(await isIn(app, visitor)).toBe(true);
  });

  test('does not end the same NameID’s session at another issuer', async () => {
    const stateStore = new MemoryStateStore();
    const issuer = 'https://saml.other-idp.example';
    const idpMetadata = metadataOf([CERTS.idp], issuer, LOGOUT_SERVICE);
    configureLogout(app, { stateStore, name: 'other', idpMetadata });
    const other = await loggedIn(app, 1, '_1', { issuer });
    configureLogout(app, { stateStore });
    const here = await loggedIn(app, 1, '_1');
    const { nameId } = here;
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: ['_1'] }));
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [] }));
    expect(await isIn(app, here.visitor)).toBe(false);
    configureLogout(app, { stateStore, name: 'other', idpMetadata });
    expect(await isIn(app, other.visitor)).toBe(true);
  });

  test('does not end the login after it', async () => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [] }));
    expect(await isIn(app, visitor)).toBe(false);
    // Brokers count in whole seconds, so two of them are two moments.
    const later = { now: Date.now() + 2_000 };
    expect(await app.login(visitor, { nameId, sessionIndex, ...later })).toMatchObject({ outcome: 'in' });
    expect(await isIn(app, visitor)).toBe(true);
  });
});

describe('in the browser that it comes by', () => {
  test('the session is over at once, with mitidSession and without', async () => {
    app.guard = (_req, _res, next) => next();
    const { visitor, nameId, sessionIndex } = await loggedInWithoutGuard();
    const document = requestFor(app, { nameId, sessionIndexes: [sessionIndex] });
    const answer = await bring(app, 'redirect', document, { visitor });
    expect(statusIn(answer.location)).toBe('Success');
    expect(visitor.cookies.has('mitid-session')).toBe(false);
    expect((await app.me(visitor)).user).toBeNull();
    expect(lines(app, 'info')).toEqual([
      'https://saml.idp.example ended a session',
      'a session that the broker ended was logged out',
    ]);
  });

  test('so is that of a login that another strategy made at the same issuer, in the same store', async () => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore, name: 'other' });
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    configureLogout(app, { stateStore });
    app.guard = (_req, _res, next) => next();
    await bring(app, 'redirect', requestFor(app, { nameId: nameIdOf(2), sessionIndexes: [] }), { visitor });
    expect((await app.me(visitor)).user).not.toBeNull();
    await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [sessionIndex] }), { visitor });
    expect((await app.me(visitor)).user).toBeNull();
    expect(visitor.cookies.has('mitid-session')).toBe(false);
  });

  test('another person’s is not', async () => {
    const { visitor } = await loggedIn(app, 1);
    const other = await loggedIn(app, 2);
    const { nameId, sessionIndex } = other;
    await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [sessionIndex] }), { visitor });
    expect([await isIn(app, visitor), await isIn(app, other.visitor)]).toEqual([true, false]);
  });

  test.each(['/login/password', '/login/password?keep'])(
    'nor that of whoever has logged in there since by another method (%s)',
    async (path) => {
      const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
      await visitor.visit(`${app.url}${path}`, { method: 'POST' });
      await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [sessionIndex] }), { visitor });
      const { user, record, mitid } = await app.me(visitor);
      expect([user?.id, record, mitid]).toEqual(['somebody else', undefined, undefined]);
    },
  );

  test('two tabs are logged out, and neither sees an error', async () => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [sessionIndex] }));
    const tabs = await Promise.all([app.me(visitor), app.me(visitor), app.me(visitor)]);
    expect(tabs.map(({ user }) => user)).toEqual([null, null, null]);
    expect((await app.me(visitor)).user).toBeNull();
  });

  async function loggedInWithoutGuard() {
    const visitor = new Visitor();
    const nameId = 'https://data.gov.dk/model/core/eid/person/uuid/00000009-0000-4000-8000-000000000001';
    const sessionIndex = '_9';
    expect(await app.login(visitor, { nameId, sessionIndex })).toMatchObject({ outcome: 'in' });
    return { visitor, nameId, sessionIndex };
  }
});

describe('a RelayState', () => {
  test.each([
    ['of a form is given back up to 80 bytes', 'post', 80, true],
    ['of a form that is longer is nobody’s word, and is left out', 'post', 81, false],
    ['that is signed is given back however long it is', 'redirect', 300, true],
  ] as const)('%s', async (_name, binding, length, back) => {
    const relayState = 'r'.repeat(length);
    const { location } = await bring(app, binding, requestFor(app, {}), { relayState });
    expect(new URL(location).searchParams.get('RelayState')).toBe(back ? relayState : null);
  });

  test('that is not there is not in the answer', async () => {
    const { location } = await bring(app, 'redirect', requestFor(app, {}));
    expect(new URL(location).searchParams.has('RelayState')).toBe(false);
  });
});

describe('an identity provider that says of its logout service', () => {
  const service = (binding: string, more = '') =>
    `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="https://login.idp.example/slo"${more}/>`;
  const configured = (services: string) =>
    configureLogout(app, { idpMetadata: metadataOf([CERTS.idp], undefined, services) });

  test('no ResponseLocation is answered at its Location', async () => {
    configured(service('HTTP-Redirect'));
    const { location } = await bring(app, 'redirect', requestFor(app, {}));
    expect(location.startsWith('https://login.idp.example/slo?SAMLResponse=')).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['SOAP alone', service('SOAP')],
    ['a Location with a user name', service('HTTP-Redirect').replace('//login', '//user@login')],
  ])('%s is believed, has nowhere to be answered, and is warned of at start', async (_name, services) => {
    configured(services);
    expect(lines(app, 'warn')).toEqual([
      'idpMetadata has no SingleLogoutService for HTTP-Redirect or HTTP-POST: a logout ends here, and https://saml.idp.example is not told',
    ]);
    const { visitor, nameId } = await loggedIn(app, 1);
    const answer = await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: [] }));
    expect([answer.status, answer.text, answer.location]).toEqual([200, 'Logged out.', '']);
    expect(await isIn(app, visitor)).toBe(false);
  });
});

describe('a logout that cannot be carried out is answered so, and not with Success', () => {
  const down = () => Promise.reject(new Error('down'));

  test.each(['claim', 'put'] as const)('where the state store fails to %s', async (method) => {
    const stateStore = new MemoryStateStore();
    configureLogout(app, { stateStore });
    const { visitor, nameId } = await loggedIn(app, 1);
    const failing = jest.spyOn(stateStore, method).mockImplementation(down);
    const { location } = await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [] }), {
      relayState: RELAY_STATE,
    });
    failing.mockRestore();
    expect(statusIn(location)).toBe('Responder');
    expect(new URL(location).searchParams.get('RelayState')).toBe(RELAY_STATE);
    expect(app.log).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ code: 'state_store_failed', strategy: 'nemlog-in' }) as object,
      }),
    ]);
    expect(await isIn(app, visitor)).toBe(true);
  });

  test('where the application’s own session cannot be ended', async () => {
    const { visitor, nameId } = await loggedIn(app, 1);
    const guard = app.guard;
    app.guard = (req, _res, next) => {
      req.logout = (done) => (done as (error: Error) => void)(new Error('the session store\nis down'));
      next();
    };
    const { location } = await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [] }), { visitor });
    app.guard = guard;
    expect(statusIn(location)).toBe('Responder');
    expect(lines(app, 'error')).toEqual([
      'a session of the application could not be ended: Error: the session store\\u{a}is down',
    ]);
    // What the broker ended is over all the same.
    expect(await isIn(app, visitor)).toBe(false);
  });
});

test('the Format of the NameID makes no other person of it', async () => {
  const { visitor, nameId } = await loggedIn(app, 1);
  await bring(app, 'post', requestFor(app, { nameId, nameIdFormat: null, sessionIndexes: [] }));
  expect(await isIn(app, visitor)).toBe(false);
  const named = await loggedIn(app, 2, '_2', { nameIdFormat: NAME_ID_PERSISTENT });
  await bring(app, 'post', requestFor(app, { nameId: named.nameId, sessionIndexes: ['_2'] }));
  expect(await isIn(app, named.visitor)).toBe(false);
});

describe('a session that its record names by nothing but a hash is ended too', () => {
  test.each<[string, Partial<NemLogInOptions>, AnswerWith & { nameId: string; sessionIndex: string }]>([
    ['a SessionIndex that may be a CPR number', {}, { nameId: nameIdOf(1), sessionIndex: '0101012222' }],
    [
      'the name of a certificate’s subject',
      { dialect: 'oiosaml-2' },
      {
        nameId: 'C=DK,O=Ingen organisatorisk tilknytning,CN=Prøve Åkjær,Serial=PID:9208-2002-2-123456789012',
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
        sessionIndex: '_1',
        attributes: OIOSAML2_CITIZEN,
        attributeFormat: BASIC_FORMAT,
      },
    ],
  ])('%s', async (_name, options, answer) => {
    const stateStore = new MemoryStateStore();
    const put = jest.spyOn(stateStore, 'put');
    configureLogout(app, { stateStore, ...options });
    const { nameId, sessionIndex } = answer;
    for (const said of [{ sessionIndexes: [sessionIndex] }, { sessionIndexes: [] }]) {
      const { visitor } = await loggedIn(app, 1, sessionIndex, answer);
      await bring(app, 'post', requestFor(app, { nameId, sessionIndexes: ['_another'] }));
      await bring(app, 'post', requestFor(app, { nameId: nameIdOf(2), ...said }));
      expect(await isIn(app, visitor)).toBe(true);
      await bring(app, 'post', requestFor(app, { nameId, ...said }));
      expect(await isIn(app, visitor)).toBe(false);
      Object.assign(answer, { now: Date.now() + 2_000 });
    }
    const stored = JSON.stringify(put.mock.calls);
    expect(stored).not.toMatch(/0101012222|Åkjær/);
  });
});
