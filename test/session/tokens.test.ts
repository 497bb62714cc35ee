import { createHash } from 'node:crypto';
import { hashToken, newToken, tokenMatches } from '../../src/session';

test('a token is 32 random bytes, and its hash does not hold it', () => {
  const [one, other] = [newToken(), newToken()];
  expect(Buffer.from(one, 'base64url')).toHaveLength(32);
  expect(one).not.toBe(other);
  expect(hashToken(one)).toBe(createHash('sha256').update(one).digest('base64url'));
});

test('a token matches its own hash and no other, of whichever length', () => {
  const token = newToken();
  const hash = hashToken(token);
  expect(tokenMatches(token, hash)).toBe(true);
  for (const other of [hashToken(newToken()), token, hash.slice(1), `${hash}A`, '']) {
    expect(tokenMatches(token, other)).toBe(false);
  }
});
