import type { Request } from 'express';
import { fromSession, toSession, type Profile } from 'passport-mitid-saml';
import type { Resolution } from 'passport-mitid-saml/migration';

/** What a login has found: the answer of `resolve`, or that the account is another login's. */
export type Found = Resolution | { readonly status: 'taken' };

/**
 * Who has shown who they are: what Passport puts in `req.user`. That is not yet somebody with an account: only `accountOf`
 * opens a door. A person whose account is not found is kept so that the CPR number can be asked for: a step-up goes on with
 * a login that Passport knows.
 */
export interface Visitor {
  readonly profile: Profile;
  readonly found: Found;
}

/** Who has shown who they are on this request. */
export function visitorOf(req: Request): Visitor | undefined {
  // A logout leaves null behind.
  return (req.user as Visitor | null | undefined) ?? undefined;
}

/** The account that the visitor is let in to; undefined for all others. */
export function accountOf({ found }: Visitor): string | undefined {
  return found.status === 'linked' || found.status === 'matched' ? found.account : undefined;
}

/** A visitor as the session store keeps it: without a key there is no CPR number in it. */
export function toStored({ profile, found }: Visitor): object {
  return { profile: toSession(profile), found };
}

/** What `toStored` wrote. @throws MitIdError `session_invalid`, for instance after an upgrade. */
export function fromStored(stored: unknown): Visitor {
  const { profile, found } = stored as { readonly profile: unknown; readonly found: Found };
  return { profile: fromSession(profile), found };
}
