import type { Attack } from './attack';

/** What came of an attack. */
export interface AttackOutcome {
  readonly attack: Attack;
  /**
   * `skipped` is no attack on this application, or cannot be seen; `failed` could not be played, and nothing is known.
   */
  readonly verdict: 'refused' | 'let-in' | 'skipped' | 'failed';
  /** The error code of this package that the application showed. */
  readonly code?: string | undefined;
  /** Of a forged message that was let in: whether the application showed the forged person’s name. */
  readonly asForged?: boolean;
  /** Why it was skipped, or failed. */
  readonly reason?: string;
}
