import { findAccountKeys } from './candidates';
import type { Reader } from './engines';
import type { Identity } from './identity';
import { weigh, type Claim, type Judgement } from './judge';
import type { Link } from './links';
import type { CheckedPolicy } from './policy';
import type { ProfileKeys } from './profile-keys';

/** What a login's RID and its link come to. */
export type RidJudgement = Exclude<Judgement, { readonly verdict: 'none' }>;

/** Whether the identity of a login is a RID: the employer's word at each login, and no person's number. */
export function isRid({ namespace }: Identity): boolean {
  return namespace === 'cvr-rid';
}

/**
 * Weighs a legacy login whose identity is a linked RID, as if it came for the first time: whoever gets a leaver's RID would come
 * by the leaver's link. What the link adds is that the account has this RID, whatever its keys say of it.
 *
 * @returns `match` where enough agrees, which may be an approval that is still to be used; `weak` where the RID is all there is.
 */
export async function judgeRid(
  reader: Reader,
  { sufficient }: CheckedPolicy,
  { keys }: ProfileKeys,
  { account }: Link,
): Promise<RidJudgement> {
  const rids = keys.find(({ kind }) => kind === 'cvr-rid')?.values ?? [];
  const held = await findAccountKeys(reader, account);
  const linked = rids.slice(0, 1).map((value) => ({ kind: 'cvr-rid', value, isApproved: false }));
  const others = held.filter(({ kind, value }) => kind !== 'cvr-rid' || rids.includes(value));
  const claim: Claim = weigh(keys, { account, keys: [...others, ...linked] }, sufficient.employee);
  if (claim.disagrees.length > 0) return { verdict: 'ambiguous', reason: 'evidence-disagrees', claims: [claim] };
  return claim.suffices === undefined ? { verdict: 'weak', claims: [claim] } : { verdict: 'match', claim };
}
