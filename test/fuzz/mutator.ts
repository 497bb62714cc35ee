import type { Picks } from './picks';

/**
 * Where a change is made: in the XML, or in what it travels as. An encrypted message has its XML twice, before it is
 * encrypted and around the ciphertext; the recipe says in which.
 */
export type Stage = 'document' | 'wire';

/** What there is to write forgeries with, beside the message itself. Texts are octets, one a character. */
export interface Material {
  /** The honest message, and messages that the same broker signed for somebody else, in this or another login. */
  readonly honest: string;
  /** The honest message as it was before anything of it was encrypted. */
  readonly plain: string;
  readonly donors: readonly string[];
  /** What they travel as. */
  readonly wires: readonly string[];
  /** The attributes that hold an id of a signed element. */
  readonly idNames: readonly string[];
  /** What the application expects to read: the values that a forger aims at. */
  readonly expected: readonly string[];
}

export interface Mutator {
  readonly name: string;
  readonly stage: Stage;
  /** How often it is drawn; 10 where nothing is said. */
  readonly weight?: number;
  /** What a message travels as, for the mutators of the wire. */
  readonly wire?: 'base64' | 'query';
  /** Only messages that hold a ciphertext. */
  readonly ciphertext?: true;
  /** Whether some of its mutants say what the honest message says, and are let in. */
  readonly harmless: boolean;
  /**
   * A changed message. Octets as characters, in and out; the same picks make the same change.
   *
   * @throws NothingToChange
   */
  readonly change: (message: string, picks: Picks, material: Material) => string;
}

/** Mutators of the XML, by name. */
export function documentMutators(
  changes: Readonly<Record<string, Mutator['change']>>,
  harmless: readonly string[],
  more: Partial<Mutator> = {},
): readonly Mutator[] {
  return Object.entries(changes).map(([name, change]) => ({
    name,
    stage: 'document',
    harmless: harmless.includes(name),
    change,
    ...more,
  }));
}

/** Text as the octets of its UTF-8, one a character. */
export const octets = (text: string) => Buffer.from(text).toString('latin1');
