import type { Nsis } from '../identifiers';
import type { IdentityType } from '../profile';

/** What a login must be to be let in, whatever was asked for. */
export interface Policy {
  /** Also refuses every legacy NemID login: those have no level. */
  readonly minimumLoa?: Nsis;
  readonly minimumIal?: Nsis;
  readonly minimumAal?: Nsis;
  /** The identity types that may log in; what the eIDs asked for imply, when absent. */
  readonly identityTypes?: readonly IdentityType[];
  /**
   * The authenticators that may be used, with or without `mitid:`. Each one that a login used must be among them, so a
   * password beside a code token needs both. A login that names none is refused.
   */
  readonly authenticators?: readonly string[];
}
