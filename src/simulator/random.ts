import { randomBytes } from 'node:crypto';

/** 128 random bits as 32 hex digits. */
export function randomHex(): string {
  return randomBytes(16).toString('hex');
}
