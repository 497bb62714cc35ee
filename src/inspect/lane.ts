import type { VerifiedAssertion } from '../assertion';
import type { TrustedCertificates } from '../certificates';
import type { Profile } from '../profile';
import type { Mended } from './mend';

/** A copy of a message, signed where that is. */
export interface JudgedCopy {
  readonly document: Buffer;
  /** Whether it need not be encrypted: what was opened is not any more, and of what never was it has been said. */
  readonly mayBePlain: boolean;
}

/** How a message of one kind is judged: by the same functions as a strategy has it judged by. */
export interface Lane {
  /** What the judge expects, as far as a copy can be mended to it. */
  readonly mended: Mended;
  /** Whether its signature stands beside the message, and not in it. */
  readonly signedBeside: boolean;
  /**
   * Judges the message as it came, or a copy of it.
   *
   * @returns nothing of a logout.
   */
  readonly judge: (certificates: TrustedCertificates, copy?: JudgedCopy) => Promise<VerifiedAssertion | undefined>;
  /** Judges the signatures as they came, and nothing around them; left out where the judge begins with them. */
  readonly verify?: (certificates: TrustedCertificates) => void;
  readonly profile?: (assertion: VerifiedAssertion) => Profile;
}
