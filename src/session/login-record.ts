import { z } from 'zod';
import { NSIS_LEVELS, type Nsis } from '../identifiers';
import type { IdentityType, ProfileKey } from '../profile';

const text = z.string().min(1);

// What we wrote ourselves is read back: the shape is checked, the names inside need no second opinion.
const schema = z.strictObject({
  id: text,
  strategy: text,
  issuer: text,
  key: z.strictObject({ issuer: text, namespace: z.custom<ProfileKey['namespace']>(isText), id: text }),
  identityType: z.enum(['private', 'professional', 'company']),
  loa: z.enum(NSIS_LEVELS).exactOptional(),
  hasCpr: z.boolean().exactOptional(),
  hasPid: z.boolean().exactOptional(),
  nameId: text.exactOptional(),
  nameIdFormat: text.exactOptional(),
  nameIdHash: text.exactOptional(),
  sessionIndex: text.exactOptional(),
  sessionIndexHash: text.exactOptional(),
  assertedAt: z.number().exactOptional(),
  transaction: z.strictObject({ assertionId: text, stepUpId: text.exactOptional(), expiresAt: z.number() }),
  createdAt: z.number(),
  expiresAt: z.number(),
}) satisfies z.ZodType<LoginRecord>;

/**
 * Who logged in, and by which transaction: kept by us in the state store, under a cookie of our own, because Passport
 * gives the browser a new session at login. It holds no CPR number and no name; where an id may hold a CPR number it holds a
 * plain hash of the id, against which whoever reads the store could try all numbers. Times are milliseconds since 1970.
 */
export interface LoginRecord {
  /** SHA-256 of the cookie's token, base64url: names the record and does not open it. */
  readonly id: string;
  /** The Passport name of the strategy that made it. */
  readonly strategy: string;
  /** The broker's Issuer. */
  readonly issuer: string;
  /** What the account is keyed on; an id that could hold a CPR number (a RID may be one) stands here as `sha256:…`. */
  readonly key: ProfileKey;
  readonly identityType: IdentityType;
  /** The level of assurance of the login; a NemID of old has none. */
  readonly loa?: Nsis;
  /** True where the login brought the person's CPR number, which the verify callback was given and the record does not hold. */
  readonly hasCpr?: boolean;
  /** True where the login brought the person's NemID PID. A login by NemID has it as its `key`; of any other the record holds none. */
  readonly hasPid?: boolean;
  /**
   * The assertion's NameIdentifier, by which a logout names the person. Absent where there was none, where it held a CPR
   * number, and where it was the name of a certificate's subject, which has the person's name in it: the broker cannot be
   * asked for a logout by such a record.
   */
  readonly nameId?: string;
  /** Its Format. */
  readonly nameIdFormat?: string;
  /** Base64url SHA-256 of one that is not kept itself: by it the broker's word that a session is over finds the record. */
  readonly nameIdHash?: string;
  /** The broker's own session, by which a logout names it (SAML 2.0). */
  readonly sessionIndex?: string;
  /** As `nameIdHash`, of one that may be a CPR number. */
  readonly sessionIndexHash?: string;
  /** The assertion's IssueInstant, on the broker's clock. */
  readonly assertedAt?: number;
  /** The broker's transaction; a step-up may reuse it, by its `stepUpId`, until it expires. */
  readonly transaction: { readonly assertionId: string; readonly stepUpId?: string; readonly expiresAt: number };
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The record in a stored value; undefined when it is not one, as after an upgrade that changed its shape. */
export function parseLoginRecord(json: string): LoginRecord | undefined {
  try {
    const { data } = schema.safeParse(JSON.parse(json, withOwnMembers));
    return data && own({ ...data, key: own(data.key), transaction: own(data.transaction) });
  } catch {
    return undefined;
  }
}

// A level that the record does not name must be none, also where somebody has put one on Object.prototype.
function own<T extends object>(record: T): T {
  return Object.assign(Object.create(null) as T, record);
}

function withOwnMembers(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? own(value) : value;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
