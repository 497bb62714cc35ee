/** The attacks, or one of them, cannot be played: what is missing, and what to do about it. */
export class NotPlayable extends Error {
  override readonly name = 'NotPlayable';
}
