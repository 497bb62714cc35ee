import { attributesToShow, type SaidAttribute } from './attributes';
import { commonParts } from './common';
import type { Fields } from './dialects/fields';
import { deepFreeze } from './freeze';
import type { AnyIdentity } from './identities';
import type { Profile, Transaction } from './profile';

/** What a dialect has made of a login. */
export interface ReadLogin {
  readonly transaction: Transaction;
  readonly attributes: ReadonlyMap<string, SaidAttribute>;
  readonly fields: Partial<Fields>;
  readonly identity: AnyIdentity;
  /** The attributes to leave out of `profile.attributes`. */
  readonly secret: ReadonlySet<string>;
}

/**
 * The profile, deeply frozen: the same steps for every broker.
 *
 * @throws MitIdError `attribute_conflict` where the CPR is another day's than the date of birth.
 */
export function assembleProfile({ transaction, attributes, fields, identity, secret }: ReadLogin): Profile {
  const { namespace, ...members } = identity;
  return deepFreeze<Profile>({
    ...members,
    key: { issuer: transaction.issuer, namespace, id: identity.id },
    ...commonParts(fields),
    transaction,
    attributes: attributesToShow(attributes, secret),
  });
}
