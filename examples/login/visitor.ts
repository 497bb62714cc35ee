import type { Request } from 'express';
import { fromSession, toSession, type Profile, type SessionKey } from 'passport-mitid-saml';
import type { Account } from './accounts';
import type { Broker } from './choices';

/** Who is logged in: what Passport puts in `req.user`. */
export interface Visitor {
  readonly profile: Profile;
  readonly account: Account;
  /** Who said so. */
  readonly broker: Broker;
}

/** The person who is logged in on this request. */
export function visitorOf(req: Request): Visitor | undefined {
  // A logout leaves null behind.
  return (req.user as Visitor | null | undefined) ?? undefined;
}

/** The CPR number as it may be shown, `120385-xxxx`; `person.cpr.reveal()` would give the digits. */
export function maskedCprOf({ profile }: Pick<Visitor, 'profile'>): string | undefined {
  const { cpr } = profile.person;
  return cpr && String(cpr);
}

/** A visitor as the session store keeps it: a profile has dates and maps. Only with a key is there a CPR number in it. */
export function toStored({ profile, ...rest }: Visitor, key: SessionKey): object {
  return { ...rest, profile: toSession(profile, { key }) };
}

/** What `toStored` wrote. @throws MitIdError `session_invalid`, for instance after an upgrade. */
export function fromStored(stored: unknown, key: SessionKey): Visitor {
  const { profile, ...rest } = stored as Omit<Visitor, 'profile'> & { readonly profile: unknown };
  return { ...rest, profile: fromSession(profile, { keys: [key] }) };
}
