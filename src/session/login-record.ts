import { z } from 'zod';
import type { IdentityType, ProfileKey } from '../profile';

const text = z.string().min(1);

// What we wrote ourselves is read back: the shape is checked, the names inside need no second opinion.
const schema = z.strictObject({
  id: text,
  strategy: text,
  issuer: text,
  key: z.strictObject({ issuer: text, namespace: z.custom<ProfileKey['namespace']>(isText), id: text }),
  identityType: z.enum(['private', 'professional', 'company']),
  nameId: text.exactOptional(),
  transaction: z.strictObject({ assertionId: text, stepUpId: text.exactOptional(), expiresAt: z.number() }),
  createdAt: z.number(),
  expiresAt: z.number(),
}) satisfies z.ZodType<LoginRecord>;

/**
 * Who logged in, and by which transaction: kept by us in the state store, under a cookie of our own, because Passport
 * gives the browser a new session at login. It holds no CPR number and no name. Times are milliseconds since 1970.
 */
export interface LoginRecord {
  /** SHA-256 of the cookie's token, base64url: names the record and does not open it. */
  readonly id: string;
  /** The Passport name of the strategy that made it. */
  readonly strategy: string;
  /** The broker's Issuer. */
  readonly issuer: string;
  /** What the account is keyed on. */
  readonly key: ProfileKey;
  readonly identityType: IdentityType;
  /** The assertion's NameIdentifier, where it had one. */
  readonly nameId?: string;
  /** The broker's transaction; a step-up may reuse it, by its `stepUpId`, until it expires. */
  readonly transaction: { readonly assertionId: string; readonly stepUpId?: string; readonly expiresAt: number };
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The record in a stored value; undefined when it is not one, as after an upgrade that changed its shape. */
export function parseLoginRecord(json: string): LoginRecord | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
