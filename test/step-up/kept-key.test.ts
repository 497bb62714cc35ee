import type { ProfileKey } from '../../src/profile';
import { keptKey, mayHoldCpr } from '../../src/step-up';

const key = (changes: Partial<ProfileKey> = {}): ProfileKey => ({
  issuer: 'https://broker.example',
  namespace: 'cvr-rid',
  id: 'CVR:90000001-RID:0101905123',
  ...changes,
});

test.each([
  { id: 'CVR:90000001-RID:27304742' },
  { namespace: 'pid', id: '9208-2002-2-024271267078' },
  { namespace: 'mitid-uuid', id: '0c2b4f1e-6a53-4d0c-9c1f-0c7d3e5a1b21' },
] as const)('a key without a CPR number is kept as it is: %j', (changes) => {
  expect(keptKey(key(changes))).toEqual(key(changes));
  expect(mayHoldCpr(key(changes))).toBe(false);
});

test('one with a CPR number is kept as a digest that tells the three members apart', () => {
  const { id, ...rest } = keptKey(key());
  expect(rest).toEqual({ issuer: 'https://broker.example', namespace: 'cvr-rid' });
  expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
  const others = [
    key(),
    key({ issuer: 'x' }),
    key({ namespace: 'cvr-fid' }),
    key({ id: 'CVR:90000001-RID:0101905124' }),
  ];
  expect(new Set(others.map((one) => keptKey(one).id)).size).toBe(4);
});

test('what is kept is kept as it is', () => {
  expect(keptKey(keptKey(key()))).toEqual(keptKey(key()));
});

test('a key with a CPR number is known for one, as it was and as it is kept', () => {
  expect([key(), keptKey(key())].map(mayHoldCpr)).toEqual([true, true]);
});

test('an id that has such a digest in it is no kept key', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect([digest, `x${digest}`, `${digest}a`].map((id) => mayHoldCpr(key({ id })))).toEqual([true, false, false]);
});
