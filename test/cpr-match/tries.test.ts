import { randomUUID } from 'node:crypto';
import type { CprMatch } from '../../src/cpr-match';
import { hashToken } from '../../src/session';
import { MemoryStateStore, type StateStore } from '../../src/state';
import { codeOfAsync } from '../support/codes';
import { CPR, logIn, OTHER_CPR } from './support/logins';
import { matcherOf } from './support/matcher';
import { MatchService, says } from './support/service';

const service = MatchService.use();

const kinds = (found: readonly CprMatch[]): string[] => found.map(({ outcome }) => outcome).sort();

test('a login has three tries; the fourth is not sent, not even with the right number', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matcher = matcherOf(service(), store);
  for (const triesLeft of [2, 1, 0]) {
    expect(await matcher.match(record, OTHER_CPR)).toEqual({ outcome: 'no-match', triesLeft });
  }
  service().answer = says('"Match"');
  expect(await matcher.match(record, CPR)).toEqual({ outcome: 'locked' });
  expect(service().bodies).toHaveLength(3);
});

test('fifty at once have three between them', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matcher = matcherOf(service(), store);
  const found = await Promise.all(Array.from({ length: 50 }, () => matcher.match(record, OTHER_CPR)));
  expect(service().bodies).toHaveLength(3);
  expect(kinds(found)).toEqual([...Array<string>(47).fill('locked'), ...Array<string>(3).fill('no-match')]);
});

test('two matchers on one store count together', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matchers = [matcherOf(service(), store), matcherOf(service(), store)];
  const found = await Promise.all([...matchers, ...matchers, ...matchers].map((one) => one.match(record, OTHER_CPR)));
  expect(service().bodies).toHaveLength(3);
  expect(kinds(found)).toEqual(['locked', 'locked', 'locked', 'no-match', 'no-match', 'no-match']);
});

test('each login has its own', async () => {
  const store = new MemoryStateStore();
  const matcher = matcherOf(service(), store, { maximumTries: 1 });
  const [one, other] = [await logIn(store), await logIn(store)];
  expect(await matcher.match(one, OTHER_CPR)).toEqual({ outcome: 'no-match', triesLeft: 0 });
  expect(await matcher.match(one, OTHER_CPR)).toEqual({ outcome: 'locked' });
  expect(await matcher.match(other, OTHER_CPR)).toEqual({ outcome: 'no-match', triesLeft: 0 });
});

test('a new login of the same person has new ones', async () => {
  const store = new MemoryStateStore();
  const matcher = matcherOf(service(), store, { maximumTries: 1 });
  const first = await logIn(store);
  await matcher.match(first, OTHER_CPR);
  expect((await matcher.match(first, OTHER_CPR)).outcome).toBe('locked');
  const again = await logIn(store, { uuid: first.key.id });
  expect((await matcher.match(again, OTHER_CPR)).outcome).toBe('no-match');
});

test('a login that NemLog-in answers out of a session that it has brings none', async () => {
  const store = new MemoryStateStore();
  const matcher = matcherOf(service(), store);
  const session = { uuid: randomUUID(), sessionIndex: '_one-session' };
  for (const triesLeft of [2, 1, 0]) {
    expect(await matcher.match(await logIn(store, session), OTHER_CPR)).toEqual({ outcome: 'no-match', triesLeft });
  }
  expect(await matcher.match(await logIn(store, session), CPR)).toEqual({ outcome: 'locked' });
  const { sessionIndex, ...unnamed } = session;
  const hashed = { ...unnamed, sessionIndexHash: hashToken(sessionIndex) };
  expect(await matcher.match(await logIn(store, hashed), CPR)).toEqual({ outcome: 'locked' });
  expect(service().bodies).toHaveLength(3);
  // Nor does it take any from another session, or another person.
  for (const other of [{ sessionIndex: '_another' }, { uuid: randomUUID() }]) {
    const found = await matcher.match(await logIn(store, { ...session, ...other }), OTHER_CPR);
    expect(found).toEqual({ outcome: 'no-match', triesLeft: 2 });
  }
});

test('an answer that is not known uses a try', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matcher = matcherOf(service(), store);
  service().answer = says('no', 'text/plain', 503);
  for (const triesLeft of [2, 1, 0]) {
    expect(await matcher.match(record, CPR)).toMatchObject({ outcome: 'not-known', triesLeft });
  }
  service().answer = says('"Match"');
  expect(await matcher.match(record, CPR)).toEqual({ outcome: 'locked' });
});

test('the try is counted before it is sent', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const matcher = matcherOf(service(), store, { maximumTries: 1 });
  const during: CprMatch[] = [];
  service().answer = (response) => {
    void matcher.match(record, CPR).then((found) => {
      during.push(found);
      says('"Match"')(response, '');
    });
  };
  expect((await matcher.match(record, CPR)).outcome).toBe('match');
  expect(during).toEqual([{ outcome: 'locked' }]);
});

test('the lock outlives the record, so that no clock that is behind opens it', async () => {
  let now = 0;
  const store = new MemoryStateStore({ clock: () => now });
  const record = await logIn(store, { lifetimeMs: 60_000 });
  const matcher = matcherOf(service(), store, { maximumTries: 1 });
  await matcher.match(record, OTHER_CPR);
  now = 61_000;
  // A process whose clock is behind: the record is there for it.
  await store.put(`mitid:session:${record.id}`, JSON.stringify(record), 60_000);
  expect(await matcher.match(record, CPR)).toEqual({ outcome: 'locked' });
});

test('where a try cannot be counted, none is sent', async () => {
  const store = new MemoryStateStore();
  const record = await logIn(store);
  const broken: StateStore = Object.assign(Object.create(store) as StateStore, {
    get: (key: string) => store.get(key),
    claim: () => Promise.reject(new Error('the store is down')),
  });
  expect(await codeOfAsync(matcherOf(service(), broken).match(record, CPR))).toBe('state_store_failed');
  expect(service().bodies).toEqual([]);
});

test('nothing in the store holds the number', async () => {
  const store = new MemoryStateStore();
  const [puts, claims] = [jest.spyOn(store, 'put'), jest.spyOn(store, 'claim')];
  const record = await logIn(store);
  await matcherOf(service(), store).match(record, CPR);
  expect(claims).toHaveBeenCalledTimes(1);
  expect(JSON.stringify([puts.mock.calls, claims.mock.calls]).includes(CPR)).toBe(false);
});
