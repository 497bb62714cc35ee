import type { Request } from 'express';
import { fromSession, toSession, type Profile } from 'passport-mitid-saml';
import type { Account } from './accounts';

/** Who is logged in: what Passport puts in `req.user`. */
export interface Visitor {
  readonly profile: Profile;
  readonly account: Account;
  /** The CPR number as it may be shown: `120385-xxxx`. The digits are used at login, if at all, and then let go. */
  readonly maskedCpr?: string;
}

/** The person who is logged in on this request. */
export function visitorOf(req: Request): Visitor | undefined {
  return req.user as Visitor | undefined;
}

/** A visitor as the session store keeps it: a profile has dates and maps, and its CPR number stays out. */
export function toStored({ profile, ...rest }: Visitor): object {
  return { ...rest, profile: toSession(profile) };
}

/** What `toStored` wrote. @throws MitIdError `session_invalid`, for instance after an upgrade. */
export function fromStored(stored: unknown): Visitor {
  const { profile, ...rest } = stored as Omit<Visitor, 'profile'> & { readonly profile: unknown };
  return { ...rest, profile: fromSession(profile) };
}
