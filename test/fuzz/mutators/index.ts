import type { Mutator } from '../mutator';
import { ATTRIBUTES } from './attributes';
import { BASE64 } from './base64';
import { CIPHERTEXT } from './ciphertext';
import { DONOR } from './donor';
import { IDENTIFIERS } from './identifiers';
import { NAMESPACES } from './namespaces';
import { OCTETS } from './octets';
import { PROLOG } from './prolog';
import { QUERY } from './query';
import { SIGNATURE } from './signature';
import { SIGNED_ANEW } from './signed-anew';
import { STRUCTURE } from './structure';
import { TEXTS } from './text';
import { VALUES } from './values';
import { WRAPPING } from './wrapping';

export const MUTATORS: readonly Mutator[] = [
  ...[STRUCTURE, WRAPPING, ATTRIBUTES, IDENTIFIERS, NAMESPACES, TEXTS, PROLOG, OCTETS, VALUES].flat(),
  ...[SIGNATURE, SIGNED_ANEW, DONOR, CIPHERTEXT, BASE64, QUERY].flat(),
];

const byName = new Map(MUTATORS.map((mutator) => [mutator.name, mutator]));

/** @throws Error for a name that no mutator has: a recipe of another version */
export function mutatorNamed(name: string): Mutator {
  const mutator = byName.get(name);
  if (mutator === undefined) throw new Error(`there is no mutator ${name}`);
  return mutator;
}
