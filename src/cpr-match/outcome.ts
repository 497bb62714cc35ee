import type { MitIdError } from '../errors';
import type { Cpr } from '../identifiers';

/**
 * What came of asking whether a CPR number is that of the person who is logged in. Only `match` says that it is.
 *
 * - `match`: it is; `cpr` is the number.
 * - `no-match`: it is not. `triesLeft` is how often may be asked again in this login, at most: tries at the same time may
 *   have used some of them.
 * - `malformed`: what was typed is no CPR number. Nothing was asked, and no try is used.
 * - `locked`: the tries of this login are used up. Nothing was asked. A new login has new ones, and one that
 *   NemLog-in answers out of a session that it has is not new: ask for it with `forceAuthn`.
 * - `not-known`: the service did not say. `error` is a MitIdError `cpr_match_failed`, for the log. The try is used: the
 *   service may have judged it, and an answer that is lost must not be worth a guess more.
 */
export type CprMatch =
  | { readonly outcome: 'match'; readonly cpr: Cpr }
  | { readonly outcome: 'no-match'; readonly triesLeft: number }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'locked' }
  | { readonly outcome: 'not-known'; readonly triesLeft: number; readonly error: MitIdError };
