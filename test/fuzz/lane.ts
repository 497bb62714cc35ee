import type { VerifiedAssertion } from '../../src/assertion';
import type { StateStore } from '../../src/state';
import type { Material } from './mutator';

/** What a message was found to say. */
export interface Read {
  /** Who, and everything that the verdict says of them: compared with what the honest message says. */
  readonly said: unknown;
  /** The profile of a login, as the strategy would make it next. */
  readonly profile?: () => unknown;
  /** What is kept of each signature that was verified. */
  readonly proofs: readonly unknown[];
}

/** A way that messages come in: an honest message, what forgeries are written with, and the product's own judge. */
export interface FuzzLane {
  readonly name: string;
  /** The honest document, before anything of it is encrypted. Octets as characters, like every text here. */
  readonly honest: string;
  /** Where the assertion is encrypted after it was written. */
  readonly encrypt?: (document: string) => string;
  readonly wire: 'base64' | 'query' | 'octets';
  readonly travel: (document: string) => string;
  /** What stands around and inside the ciphertext have materials of their own. */
  readonly inside: Material;
  readonly outside: Material;
  /** The code of a message that comes a second time; absent where nothing is claimed. */
  readonly replayed?: 'assertion_replayed' | 'logout_replayed';
  /** Whether a document is signed as XML, so that other implementations can say what they think of it. */
  readonly enveloped: boolean;
  /** @throws MitIdError */
  readonly judge: (wire: string, store: StateStore) => Promise<Read>;
}

export const latin1 = (text: string | Buffer) => Buffer.from(text).toString('latin1');
export const fromLatin1 = (text: string) => Buffer.from(text, 'latin1');
export const base64Of = (document: string) => fromLatin1(document).toString('base64');

/** A verified login as data; the proofs aside. */
export function readOf(verified: VerifiedAssertion, profileOf: (assertion: VerifiedAssertion) => unknown): Read {
  const { signatures = [], ...said } = verified.content;
  return { said, profile: () => profileOf(verified), proofs: signatures };
}
