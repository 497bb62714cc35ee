import { KEY_KINDS, type BroughtKey, type KeyKind } from './account-key';
import type { EvidenceKind, Sufficient } from './policy';

/** An account that a login may be: it has at least one of the login's keys. */
export interface Candidate {
  readonly account: string;
  readonly keys: readonly CandidateKey[];
}

export interface CandidateKey {
  readonly kind: string;
  readonly value: string;
  /** Whether somebody has vouched for it, and no login has used that yet. */
  readonly isApproved: boolean;
}

/** What a login and an account say of each other. */
export interface Claim {
  readonly account: string;
  readonly agrees: readonly EvidenceKind[];
  readonly disagrees: readonly KeyKind[];
  /** The kinds of key that the account has, and the login did not bring. */
  readonly untold: readonly KeyKind[];
  /** The first list of the policy that it meets; undefined when it meets none, or anything disagrees. */
  readonly suffices?: readonly EvidenceKind[];
}

export type AmbiguousReason = 'evidence-disagrees' | 'two-accounts' | 'needs-approval';

export type Judgement =
  | { readonly verdict: 'match'; readonly claim: Claim }
  | { readonly verdict: 'ambiguous'; readonly reason: AmbiguousReason; readonly claims: readonly Claim[] }
  /** No claim suffices, and none disagrees: more evidence may decide it. */
  | { readonly verdict: 'weak'; readonly claims: readonly Claim[] }
  | { readonly verdict: 'none' };

/** The keys that tell a person, whatever the employer says. */
const OF_PERSON: readonly EvidenceKind[] = ['pid', 'cpr', 'cpr-uuid', 'certificate'];

/** Weighs the accounts that a login may be. Unless one alone is claimed, and enough agrees and nothing disagrees, none is. */
export function judge(
  brought: readonly BroughtKey[],
  candidates: readonly Candidate[],
  sufficient: Sufficient,
): Judgement {
  const claims = withoutOtherEmployments(candidates.map((candidate) => weigh(brought, candidate, sufficient)));
  const [only, ...others] = claims;
  if (only === undefined) return { verdict: 'none' };
  if (claims.some(({ disagrees }) => disagrees.length > 0)) {
    return { verdict: 'ambiguous', reason: 'evidence-disagrees', claims };
  }
  if (claims.every(({ suffices }) => suffices === undefined)) return { verdict: 'weak', claims };
  if (others.length > 0) return { verdict: 'ambiguous', reason: 'two-accounts', claims };
  return { verdict: 'match', claim: only };
}

/** Holds one account against a login. */
export function weigh(brought: readonly BroughtKey[], { account, keys }: Candidate, sufficient: Sufficient): Claim {
  const told = (key: CandidateKey) => brought.find(({ kind }) => kind === key.kind);
  const agreeing = keys.filter((key) => told(key)?.values.includes(key.value));
  const agrees: EvidenceKind[] = kindsOf(agreeing);
  // A person may have had several PIDs: one that is the login's outweighs another of its kind.
  const disagrees = kindsOf(keys.filter((key) => told(key) !== undefined)).filter((kind) => !agrees.includes(kind));
  if (agreeing.some(({ isApproved }) => isApproved)) agrees.push('approval');
  const untold = kindsOf(keys.filter((key) => told(key) === undefined));
  const suffices =
    disagrees.length > 0 ? undefined : sufficient.find((set) => set.every((kind) => agrees.includes(kind)));
  return { account, agrees, disagrees, untold, ...(suffices && { suffices }) };
}

function kindsOf(keys: readonly CandidateKey[]): KeyKind[] {
  return KEY_KINDS.filter((kind) => keys.some((key) => key.kind === kind));
}

/**
 * One person may have two employments in one company, each with its RID and its account. Where one account agrees on the RID
 * and on the person, another that differs in the RID alone is that person's other employment and claims nothing.
 */
function withoutOtherEmployments(claims: readonly Claim[]): readonly Claim[] {
  const isThis = ({ agrees, suffices }: Claim) =>
    suffices !== undefined && agrees.includes('cvr-rid') && agrees.some((kind) => OF_PERSON.includes(kind));
  if (!claims.some(isThis)) return claims;
  return claims.filter(({ disagrees }) => !(disagrees.length === 1 && disagrees[0] === 'cvr-rid'));
}
