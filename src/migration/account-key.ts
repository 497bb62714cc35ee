/**
 * What an account was known by before MitID. `certificate` is the UUID that an OCES3 certificate has in its subject; an OCES2
 * subject is read as the PID, RID, UID or FID that it holds.
 */
export const KEY_KINDS = ['pid', 'cpr', 'cpr-uuid', 'cvr-rid', 'cvr-uid', 'cvr-fid', 'certificate'] as const;

export type KeyKind = (typeof KEY_KINDS)[number];

/** One key as the database holds it. */
export interface AccountKey {
  readonly kind: KeyKind;
  /**
   * PID: `9208-2002-2-…`; CPR: `<secret id>:<hmac>`; RID, UID, FID: as a certificate writes them (`CVR:…-RID:…`), or hashed
   * where the RID could be a CPR number; UUIDs in lower case.
   */
  readonly value: string;
  /** How earlier secrets would have hashed it. */
  readonly earlier?: readonly string[];
}

/** A key that a login brought: one value, or the ways it may have been written down (one for each CPR secret). */
export interface BroughtKey {
  readonly kind: KeyKind;
  /** The first is how it would be written now. */
  readonly values: readonly string[];
}

export type AccountClass = 'citizen' | 'employee' | 'company';

/** Where accounts and logins are compared: citizens with each other, the rest within one company. */
export type Scope = 'citizen' | `employee:${string}` | `company:${string}`;

/** @param cvr 8 digits; of an employee or a company. */
export function scopeOf(accountClass: AccountClass, cvr: string | undefined): Scope {
  return accountClass === 'citizen' ? accountClass : `${accountClass}:${cvr ?? ''}`;
}

export function classOf(scope: string): AccountClass {
  const [accountClass] = scope.split(':');
  return accountClass as AccountClass;
}

/** How a certificate's subject writes an employee, a company or a function. */
export function companyKey(kind: 'RID' | 'UID' | 'FID', cvr: string, number: string): string {
  return `CVR:${cvr}-${kind}:${number}`;
}
