import type { AmbiguousReason } from './judge';
import type { EvidenceKind } from './policy';

/** What `resolve` says of a login. Log the person in for `linked` and `matched` alone. */
export type Resolution =
  /** The identity has an account. */
  | { readonly status: 'linked'; readonly account: string; readonly evidence: string; readonly linkedAt: string }
  /** A legacy key has told the account, and the link has just been made. */
  | { readonly status: 'matched'; readonly account: string; readonly evidence: readonly EvidenceKind[] }
  /** Send the person back with these options of `passport.authenticate`, once a login. */
  | { readonly status: 'needs-pid'; readonly ask: { readonly returnNemidPid: true } }
  /** Ask with `stepUp: 'cpr'`, and resolve what comes back. */
  | { readonly status: 'needs-cpr'; readonly ask: { readonly stepUp: 'cpr' } }
  /** Queued for `settle`; nobody may be logged in. */
  | { readonly status: 'ambiguous'; readonly reason: AmbiguousReason; readonly caseId: string }
  /** No account has any of the login's keys: a new customer, perhaps. */
  | { readonly status: 'unknown' };
