import { z } from 'zod';
import type { Profile } from '../profile';

const text = z.string().min(1);

// What we wrote ourselves is read back: the shape is checked, the names inside need no second opinion.
const schema = z.strictObject({
  id: text,
  strategy: text,
  issuer: text,
  key: z.strictObject({ issuer: text, namespace: z.custom<Profile['key']['namespace']>(isText), id: text }),
  identityType: z.enum(['private', 'professional', 'company']),
  nameId: text.optional(),
  transaction: z.strictObject({ assertionId: text, expiresAt: z.number() }),
  createdAt: z.number(),
  expiresAt: z.number(),
});

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
  readonly key: Profile['key'];
  readonly identityType: Profile['identityType'];
  /** The assertion's NameIdentifier, where it had one. */
  readonly nameId?: string;
  /** The broker's transaction, which a step-up may reuse until it expires. */
  readonly transaction: { readonly assertionId: string; readonly expiresAt: number };
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The record in a stored value; undefined when it is not one, as after an upgrade that changed its shape. */
export function parseLoginRecord(json: string): LoginRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const { data } = schema.safeParse(value);
  if (data === undefined) return undefined;
  const { nameId, ...record } = data;
  return nameId === undefined ? record : { ...record, nameId };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
