import type { Persona } from '../../personas';
import { employmentsOf, NEMID_IDENTITY, PRIVATE_IDENTITY, representedBy, type Identity } from '../identity';

/** What a request may ask for (facts/oiosaml.md 1.3: the ClassRefs Person and Professional). */
export type IdentityType = 'private' | 'professional';

/** Person or Professional: who represents a company with a private MitID stays a person, as at E-Ident. */
export function typeOf(identity: Identity, { nemid }: Persona): IdentityType {
  if (identity.kind === 'nemid') return nemid?.kind === 'personal' ? 'private' : 'professional';
  return identity.kind === 'professional' ? 'professional' : 'private';
}

/**
 * The identities a person may choose between; with one only there is nothing to choose.
 *
 * @param types what was asked for. How the real one offers a company that a person may represent is not known: here, where both
 *   types are welcome.
 */
export function identitiesOf(persona: Persona, types: readonly IdentityType[]): readonly Identity[] {
  if (persona.mitid === undefined) return [NEMID_IDENTITY].filter((one) => types.includes(typeOf(one, persona)));
  const [asPrivate, asProfessional] = [types.includes('private'), types.includes('professional')];
  return [
    ...(asPrivate ? [PRIVATE_IDENTITY] : []),
    ...(asPrivate && asProfessional ? representedBy(persona) : []),
    ...(asProfessional ? employmentsOf(persona) : []),
  ];
}
