import { MitIdError } from '../../errors';
import { describeShape } from '../../identifiers';

/**
 * Refuses a login that says of itself what only another kind of identity can: a guess would give one person the other's
 * account.
 *
 * @param where what told the kind.
 * @param got the kind, and what contradicts it.
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseKind(where: string, got: string): never {
  throw new MitIdError('identity_type_unknown', { where, got, expected: 'evidence of one kind of identity' });
}

/** A word of the protocol as it is; one with digits may be somebody's number, and is only described. */
export function showWord(word: string): string {
  return /\d/.test(word) ? describeShape(word) : word;
}
