import type { AssertionDraft } from './answer';
import { CONFIRMATION } from './names';

/** What a broker says in an assertion. Times are milliseconds since 1970. */
export interface Said extends Omit<AssertionDraft, 'issuedAt' | 'notBefore' | 'notOnOrAfter' | 'confirmationMethod'> {
  readonly now: number;
  readonly validityMs: number;
  readonly profile: keyof typeof CONFIRMATION;
}

/** An assertion that is valid from now on. */
export function assertionDraft({ now, validityMs, profile, ...said }: Said): AssertionDraft {
  return {
    ...said,
    issuedAt: now,
    notBefore: now,
    notOnOrAfter: now + validityMs,
    confirmationMethod: CONFIRMATION[profile],
  };
}
