import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url, 43 characters: fits a URL, a cookie and a file name. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Base64url SHA-256: what the store knows of a token, so that a leaked store opens nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether `token` is the one behind `hash`, in time that does not tell how much of it is right. */
export function tokenMatches(token: string, hash: string): boolean {
  const given = Buffer.from(hashToken(token));
  const expected = Buffer.from(hash);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
