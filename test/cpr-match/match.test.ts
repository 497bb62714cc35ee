import { Cpr } from '../../src/identifiers';
import { LoginSessions } from '../../src/session';
import { MemoryStateStore } from '../../src/state';
import { codeOfAsync, errorOfAsync } from '../support/codes';
import { CPR, EID, ISSUER, logIn, OTHER_CPR } from './support/logins';
import { ENTITY_ID, lines, matcherOf } from './support/matcher';
import { MatchService, says } from './support/service';

const service = MatchService.use();

test('asks for the number, by the whole NameID and our entityID, and for nothing else', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  await matcherOf(service(), store).match(record, CPR);
  expect(JSON.parse(service().bodies[0] ?? '')).toEqual({
    cpr: CPR,
    subjectNameID: record.nameId,
    entityID: ENTITY_ID,
  });
  const [{ method, url, headers } = {}] = service().requests;
  expect([method, url, headers?.['content-type'], headers?.authorization]).toEqual([
    'POST',
    '/api/uuidmatch/subjectmatchescpr',
    'application/json; charset=utf-8',
    undefined,
  ]);
});

test.each(['"Match"', ' "Match"\r\n', '"\\u004datch"'])('%j is a match, and brings the number', async (answer) => {
  const store = new MemoryStateStore();
  service().answer = says(answer, 'application/json; charset=utf-8');
  const found = await matcherOf(service(), store).match(await logIn(store), `${CPR.slice(0, 6)}-${CPR.slice(6)}`);
  expect(found.outcome).toBe('match');
  expect(found.outcome === 'match' && found.cpr.reveal() === CPR).toBe(true);
  expect(lines).toEqual([]);
});

test('"NoMatch" is none, and says how many tries are left', async () => {
  const store = new MemoryStateStore();
  const found = await matcherOf(service(), store).match(await logIn(store), OTHER_CPR);
  expect(found).toEqual({ outcome: 'no-match', triesLeft: 2 });
});

test.each([
  ['as it was typed', ` ${CPR.slice(0, 6)}-${CPR.slice(6)}\n`],
  ['as a Cpr', Cpr.parse(CPR) ?? ''],
])('takes a number %s', async (_form, cpr) => {
  const store = new MemoryStateStore();
  await matcherOf(service(), store).match(await logIn(store), cpr);
  expect((JSON.parse(service().bodies[0] ?? '') as { cpr: string }).cpr === CPR).toBe(true);
});

test.each([
  ['nothing', ''],
  ['nine digits', CPR.slice(1)],
  ['eleven digits', `${CPR}1`],
  ['a day that is none', `32${CPR.slice(2)}`],
  ['two fields of a form', [CPR, CPR] as unknown as string],
  ['no field of a form', undefined as unknown as string],
  ['an object', { reveal: () => CPR } as unknown as string],
])('%s is malformed: nothing is sent, and no try is used', async (_what, cpr) => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matcher = matcherOf(service(), store);
  expect(await matcher.match(record, cpr)).toEqual({ outcome: 'malformed' });
  expect(service().bodies).toEqual([]);
  expect(await matcher.match(record, CPR)).toEqual({ outcome: 'no-match', triesLeft: 2 });
});

describe('is refused before anything is sent', () => {
  afterEach(() => expect(service().bodies).toEqual([]));
  const uuid = '6a0d1c9e-6a5b-4d5e-9f6c-2a4b8f0e1d33';
  const issuer = 'https://broker.example';

  test.each([
    [
      'an employee',
      { identityType: 'professional', key: { issuer: ISSUER, namespace: 'nemlogin-professional', id: uuid } },
    ],
    ['an employee’s NameID', { uuid, nameId: `${EID}professional/uuid/${uuid}` }],
    ['who is no private person', { uuid, identityType: 'professional' }],
    ['a person by another kind of id', { uuid, key: { issuer: ISSUER, namespace: 'mitid-uuid', id: uuid } }],
    ['a person of a test broker, by the same form of id', { uuid, issuer }],
    ['a NameID of somebody else', { uuid, nameId: `${EID}person/uuid/7b0d1c9e-6a5b-4d5e-9f6c-2a4b8f0e1d33` }],
    ['a bare NameID, as of OIOSAML 2', { uuid, nameId: uuid }],
    ['a NameID with more in front', { uuid, nameId: `x${EID}person/uuid/${uuid}` }],
  ] as const)('%s', async (_who, record) => {
    const store = new MemoryStateStore();
    const error = await errorOfAsync(matcherOf(service(), store).match(await logIn(store, record), CPR));
    expect([error.code, error.outcome, error.status]).toEqual(['cpr_match_refused', 'fail', 403]);
  });

  test('a record without a NameID', async () => {
    const store = new MemoryStateStore();
    const record = await logIn(store);
    await store.put(`mitid:session:${record.id}`, JSON.stringify({ ...record, nameId: undefined }), 60_000);
    expect(await codeOfAsync(matcherOf(service(), store).match(record, CPR))).toBe('cpr_match_refused');
  });

  test('nobody', async () => {
    const matcher = matcherOf(service(), new MemoryStateStore());
    expect(await codeOfAsync(matcher.match(undefined, CPR))).toBe('cpr_match_no_login');
  });

  test('a login whose time is over', async () => {
    let now = 0;
    const store = new MemoryStateStore({ clock: () => now });
    const record = await logIn(store, { lifetimeMs: 60_000 });
    now = 60_000;
    expect(await codeOfAsync(matcherOf(service(), store).match(record, CPR))).toBe('cpr_match_no_login');
  });

  test('a login whose record says that it is over, which the store still has', async () => {
    const store = new MemoryStateStore();
    const record = await logIn(store);
    await store.put(`mitid:session:${record.id}`, JSON.stringify({ ...record, expiresAt: Date.now() - 1 }), 60_000);
    expect(await codeOfAsync(matcherOf(service(), store).match(record, CPR))).toBe('cpr_match_no_login');
  });

  test('a login that was logged out', async () => {
    const store = new MemoryStateStore();
    const record = await logIn(store);
    await new LoginSessions({ store, secure: false }).delete(record.id);
    expect(await codeOfAsync(matcherOf(service(), store).match(record, CPR))).toBe('cpr_match_no_login');
  });

  test('a login that the broker ended', async () => {
    const store = new MemoryStateStore();
    const record = await logIn(store, { sessionIndex: 'one' });
    const { issuer: broker, nameId = '' } = record;
    await new LoginSessions({ store, secure: false }).endByBroker({
      issuer: broker,
      nameId,
      sessionIndexes: [],
      issuedAt: Date.now(),
    });
    expect(await codeOfAsync(matcherOf(service(), store).match(record, CPR))).toBe('cpr_match_no_login');
  });

  test('a login of another state store, and the error names the option', async () => {
    const record = await logIn(new MemoryStateStore());
    const error = await errorOfAsync(matcherOf(service(), new MemoryStateStore()).match(record, CPR));
    expect([error.code, error.detail.option]).toEqual(['cpr_match_no_login', expect.stringContaining('stateStore')]);
  });
});

test('what the state store says of a login counts, not what the caller says', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const other = await logIn(store);
  await matcherOf(service(), store).match({ ...other, id: record.id }, CPR);
  expect((JSON.parse(service().bodies[0] ?? '') as { subjectNameID: string }).subjectNameID).toBe(record.nameId);
});
