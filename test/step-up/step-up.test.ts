import { profileFromEIdent, type Profile, type ProfileKey } from '../../src/profile';
import { keptKey, mergeStepUp, sameIdentity } from '../../src/step-up';
import { errorOf } from '../support/codes';
import { login, MITID_UUID, PROFESSIONAL_UUID } from '../support/eident-logins';

const after = profileFromEIdent(login('private'));
const key = (changes: Partial<Record<keyof ProfileKey, unknown>> = {}) => ({
  key: { ...after.key, ...changes } as ProfileKey,
});

test('the same issuer, namespace and id are one identity', () => {
  expect(sameIdentity(key(), after)).toBe(true);
  expect(mergeStepUp(key(), after)).toBe(after);
});

test('a key as it is kept is that of the same identity, where its id could be a CPR number', () => {
  const named = { ...after, key: { ...after.key, namespace: 'cvr-rid', id: 'CVR:90000001-RID:0101905123' } } as Profile;
  const other = { ...named, key: { ...named.key, id: 'CVR:90000001-RID:0101905124' } };
  const before = { key: keptKey(named.key) };
  expect(before.key).not.toEqual(named.key);
  expect([sameIdentity(before, named), sameIdentity(before, other)]).toEqual([true, false]);
  expect(mergeStepUp(before, named)).toBe(named);
  for (const member of ['issuer', 'namespace'] as const) {
    expect(sameIdentity({ key: { ...before.key, [member]: 'x' } }, named)).toBe(false);
  }
});

test.each<[string, Partial<Record<keyof ProfileKey, unknown>>]>([
  ['another id', { id: PROFESSIONAL_UUID }],
  ['an id in other case', { id: MITID_UUID.toUpperCase() }],
  ['another namespace', { namespace: 'pid' }],
  ['another issuer', { issuer: 'https://test.example' }],
  ['the id as an issuer', { issuer: MITID_UUID }],
  ['the id as a namespace', { namespace: MITID_UUID }],
  ['no id', { id: '' }],
  ['no namespace', { namespace: undefined }],
  ['no issuer', { issuer: undefined }],
])('%s is another one', (_, changes) => {
  expect(sameIdentity(key(changes), after)).toBe(false);
  expect(errorOf(() => mergeStepUp(key(changes), after)).code).toBe('step_up_other_person');
});

test.each(['', undefined])('nothing (%p) equals nothing in no member', (nothing) => {
  for (const member of ['issuer', 'namespace', 'id'] as const) {
    const nobody = { ...after, ...key({ [member]: nothing }) };
    expect(sameIdentity(nobody, nobody)).toBe(false);
  }
});

test('the error does not hold the ids', () => {
  const error = errorOf(() => mergeStepUp(key({ id: PROFESSIONAL_UUID }), after));
  expect(error.explain()).not.toContain(MITID_UUID);
  expect(error.explain()).not.toContain(PROFESSIONAL_UUID);
});
