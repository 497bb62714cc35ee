import type { MitIdErrorCode } from '../../errors';
import type { SigningKey } from '../keys/signing-key';

/** What every fault says of itself. */
export interface FaultBase {
  /** Kebab-case; a fault named after one of the broker's own codes is spelled as the broker spells it. */
  readonly name: string;
  /** What happens, for the page and the docs. */
  readonly description: string;
  /** The MitIdError that the application must see, if it asked for what the fault withholds; `none` where it is no error. */
  readonly seenAs: MitIdErrorCode | 'none';
}

/** What a fault may need to know. */
export interface FaultWorld {
  /** The id of an assertion that was sent earlier. */
  readonly previousAssertionId: string | undefined;
  /** A key that nobody trusts, and that nobody but us has. */
  readonly foreignKey: () => SigningKey;
}
