import { LoginSessions } from '../../../src/session';
import { MemoryStateStore, type StateStore } from '../../../src/state';
import { judgeSaml2Response } from '../../../src/protocols/saml2';
import { codeOfAsync } from '../../support/codes';
import {
  ASSERTION2,
  base64,
  FACTS2,
  instant,
  LOGOUT_ID2,
  NAME_ID_PERSISTENT,
  PERSON_NAME_ID,
  PROTOCOL2,
  redirectQuery,
  saml2Response,
  SESSION_INDEX2,
  signSaml2,
  type LogoutRequestMessage,
} from '../../support/saml2';
import { expectations, MINUTE, NOW, SKEW } from './expectations';
import { BINDINGS, deliver, judgeRequest, requestSaying, SIGNATURE } from './logout-expectations';

describe.each(BINDINGS)('a LogoutRequest by %s', (binding) => {
  const judged = (says: LogoutRequestMessage = {}, changes: Parameters<typeof judgeRequest>[1] = {}) =>
    judgeRequest(deliver(binding, requestSaying(says)), changes);

  test('says which sessions are over, when, and what to answer', async () => {
    expect(await judged()).toEqual({
      id: LOGOUT_ID2,
      issuer: FACTS2.issuer,
      issuedAt: NOW,
      nameId: PERSON_NAME_ID,
      nameIdFormat: NAME_ID_PERSISTENT,
      sessionIndexes: [SESSION_INDEX2],
      signature: SIGNATURE,
    });
  });

  test('a NameID without a Format', async () => {
    expect(await judged({ nameIdFormat: null })).not.toHaveProperty('nameIdFormat');
  });

  test.each<[string, LogoutRequestMessage, readonly string[]]>([
    ['none: all of that NameID', { sessionIndexes: [] }, []],
    ['several', { sessionIndexes: ['_1', '_2', '_3'] }, ['_1', '_2', '_3']],
    ['one twice', { sessionIndexes: ['_1', '_2', '_1'] }, ['_1', '_2']],
    ['one in white space', { sessionIndexes: [' \n_1\t'] }, ['_1']],
    ['one with a space that is not XML’s', { sessionIndexes: ['_1\u00a0'] }, ['_1\u00a0']],
  ])('SessionIndex: %s', async (_, says, sessionIndexes) => {
    expect(await judged(says)).toMatchObject({ sessionIndexes });
  });

  const name = (text: string) => `<saml:NameID>${text}</saml:NameID>`;
  test.each<[string, LogoutRequestMessage, string, LogoutRequestMessage]>([
    ['no NameID', { subject: '' }, 'name_identifier_missing', { subject: name('a') }],
    ['an empty NameID', { subject: name(' ') }, 'name_identifier_missing', { subject: name(' a ') }],
    ['two NameIDs', { subject: name('a') + name('b') }, 'message_unexpected', { subject: name('a') }],
    ['the same NameID twice', { subject: name('a') + name('a') }, 'message_unexpected', { subject: name('a') }],
    [
      'a NameID with an element in it',
      { subject: name('a<saml:b></saml:b>') },
      'message_unexpected',
      { subject: name('a&lt;b') },
    ],
    ['a NameID of another namespace', { subject: '<samlp:NameID>a</samlp:NameID>' }, 'message_unexpected', {}],
    [
      'a NameID deeper down',
      { subject: `<samlp:Extensions>${name('a')}</samlp:Extensions>` },
      'name_identifier_missing',
      {},
    ],
    ['an EncryptedID', { subject: '<saml:EncryptedID></saml:EncryptedID>' }, 'message_unexpected', {}],
    [
      'an EncryptedID beside the NameID',
      { subject: `${name('a')}<saml:EncryptedID></saml:EncryptedID>` },
      'message_unexpected',
      {},
    ],
    ['a NewEncryptedID', { last: '<samlp:NewEncryptedID></samlp:NewEncryptedID>' }, 'message_unexpected', {}],
    ['a BaseID', { subject: '<saml:BaseID></saml:BaseID>' }, 'message_unexpected', {}],
    ['a BaseID beside the NameID', { subject: `<saml:BaseID></saml:BaseID>${name('a')}` }, 'message_unexpected', {}],
    ['a Subject around the NameID', { subject: `<saml:Subject>${name('a')}</saml:Subject>` }, 'message_unexpected', {}],
    ['an empty SessionIndex', { sessionIndexes: [''] }, 'message_unexpected', { sessionIndexes: ['a'] }],
    [
      'a SessionIndex of white space',
      { sessionIndexes: ['a', ' '] },
      'message_unexpected',
      { sessionIndexes: ['a', ' b'] },
    ],
    [
      'a SessionIndex with an element in it',
      { last: '<samlp:SessionIndex>a<samlp:b></samlp:b></samlp:SessionIndex>' },
      'message_unexpected',
      { last: '<samlp:SessionIndex>a</samlp:SessionIndex>' },
    ],
    [
      'a SessionIndex of another namespace',
      { last: '<saml:SessionIndex>a</saml:SessionIndex>' },
      'message_unexpected',
      {},
    ],
    ['a Status', { last: '<samlp:Status></samlp:Status>' }, 'message_unexpected', {}],
  ])('%s', async (_, says, code, twin) => {
    expect(await codeOfAsync(judged(says))).toBe(code);
    expect(await judged(twin)).toMatchObject({ id: LOGOUT_ID2 });
  });

  test.each<[string, string, string | undefined]>([
    ['in the past', instant(NOW - SKEW), 'logout_expired'],
    ['in the past, by less than the clocks differ', instant(NOW - SKEW + 1_000), undefined],
    ['in the future', instant(NOW + MINUTE), undefined],
    ['in a year', instant(NOW + 365 * 24 * 60 * MINUTE), undefined],
    ['without a zone', '2030-01-01T00:00:00', 'time_malformed'],
    ['empty', '', 'time_malformed'],
  ])('NotOnOrAfter %s', async (_, notOnOrAfter, code) => {
    const verdict = judged({ notOnOrAfter });
    if (code === undefined) expect(await verdict).toMatchObject({ id: LOGOUT_ID2 });
    else expect(await codeOfAsync(verdict)).toBe(code);
  });

  test('no NotOnOrAfter: its age is judged alone', async () => {
    expect(await judged({ notOnOrAfter: null })).toMatchObject({ id: LOGOUT_ID2 });
    expect(await codeOfAsync(judged({ notOnOrAfter: null }, { now: () => NOW + 5 * MINUTE + SKEW }))).toBe(
      'logout_expired',
    );
    // A later NotOnOrAfter does not lengthen it: how long an id must be remembered hangs on it.
    const late = { notOnOrAfter: instant(NOW + 60 * MINUTE) };
    expect(await codeOfAsync(judged(late, { now: () => NOW + 5 * MINUTE + SKEW }))).toBe('logout_expired');
  });

  describe('an id is used once', () => {
    test('the second delivery is refused, also by the other binding', async () => {
      const store = new MemoryStateStore();
      expect(await judged({}, { store })).toMatchObject({ id: LOGOUT_ID2 });
      for (const other of BINDINGS) {
        expect(await codeOfAsync(judgeRequest(deliver(other, requestSaying()), { store }))).toBe('logout_replayed');
      }
      expect(await judged({ id: '_another' }, { store })).toMatchObject({ id: '_another' });
      const issuer = 'https://other.example';
      expect(await judged({ issuer }, { store, issuer })).toMatchObject({ issuer });
    });

    test('of two at a time one is first', async () => {
      const store = new MemoryStateStore();
      const outcomes = await Promise.allSettled([judged({}, { store }), judged({}, { store })]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('for as long as it would be accepted', async () => {
      let elapsed = 0;
      const store = new MemoryStateStore({ clock: () => elapsed });
      const now = () => NOW + elapsed;
      // As far ahead of our clock as the skew allows: the id that is good for longest.
      const says = { issueInstant: instant(NOW + SKEW), notOnOrAfter: null };
      expect(await judged(says, { store, now })).toBeDefined();
      elapsed = 5 * MINUTE + 2 * SKEW - 1;
      expect(await codeOfAsync(judged(says, { store, now }))).toBe('logout_replayed');
      elapsed = 5 * MINUTE + 2 * SKEW;
      expect(await codeOfAsync(judged(says, { store, now }))).toBe('logout_expired');
      await store.put('other', 'value', 1);
      expect(await judged({ ...says, issueInstant: instant(now()) }, { store, now })).toBeDefined();
    });

    test('a request that is refused does not use its id', async () => {
      const store = new MemoryStateStore();
      expect(await codeOfAsync(judged({ sessionIndexes: [''] }, { store }))).toBe('message_unexpected');
      expect(store.size).toBe(0);
      expect(await judged({}, { store })).toMatchObject({ id: LOGOUT_ID2 });
    });

    test('an assertion of the same id is another thing', async () => {
      const store = new MemoryStateStore();
      const response = base64(signSaml2(saml2Response({ now: NOW, assertionId: LOGOUT_ID2 })));
      expect(await judgeSaml2Response(response, expectations({ store }))).toBeDefined();
      expect(await judged({}, { store })).toMatchObject({ id: LOGOUT_ID2 });
    });

    test('a store that is down is an error', async () => {
      const down = () => Promise.reject(new Error('down'));
      const store: StateStore = { put: down, get: down, take: down, claim: down, delete: down };
      expect(await codeOfAsync(judged({}, { store }))).toBe('state_store_failed');
    });
  });

  test('ends the session whose name and index the login had, and no other', async () => {
    const spy = jest.spyOn(Date, 'now').mockReturnValue(NOW);
    const sessions = new LoginSessions({ store: new MemoryStateStore(), secure: false });
    const records = await Promise.all(
      [SESSION_INDEX2, '_elsewhere'].map((sessionIndex) =>
        sessions.create({
          strategy: 'nemlog-in',
          issuer: FACTS2.issuer,
          key: { issuer: FACTS2.issuer, namespace: 'nemlogin-person', id: 'a' },
          identityType: 'private',
          nameId: PERSON_NAME_ID,
          sessionIndex,
          transaction: { assertionId: '_a', expiresAt: NOW },
          createdAt: NOW - MINUTE,
          expiresAt: NOW + 60 * MINUTE,
        }),
      ),
    );
    await sessions.endByBroker(await judged());
    const found = await Promise.all(records.map(({ cookie }) => sessions.find({ headers: { cookie } })));
    expect(found.map((one) => one?.endedByBroker)).toEqual([true, false]);
    spy.mockRestore();
  });
});

test('what samlify#634 believed: a captured assertion in a LogoutRequest that nobody signed', async () => {
  const captured = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signSaml2(saml2Response({ now: NOW })))?.[0] ?? '';
  const forged =
    `<samlp:LogoutRequest xmlns:samlp="${PROTOCOL2}" xmlns:saml="${ASSERTION2}" ID="_forged" Version="2.0" ` +
    `IssueInstant="${instant(NOW)}" Destination="https://app.example/logout/nemlog-in">` +
    `<saml:Issuer>${FACTS2.issuer}</saml:Issuer>${captured}<saml:NameID>victim</saml:NameID></samlp:LogoutRequest>`;
  expect(captured).toContain('<ds:Signature');
  expect(await codeOfAsync(judgeRequest({ binding: 'post', field: base64(forged) }))).toBe('message_unexpected');
  const unsigned = redirectQuery(forged, { order: ['SAMLRequest'] });
  expect(await codeOfAsync(judgeRequest({ binding: 'redirect', rawQuery: unsigned }))).toBe('signature_missing');
});
