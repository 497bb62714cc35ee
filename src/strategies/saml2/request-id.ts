import { randomBytes } from 'node:crypto';

/** An ID for a request: an NCName of 160 random bits. */
export function newRequestId(): string {
  return `_${randomBytes(20).toString('hex')}`;
}
