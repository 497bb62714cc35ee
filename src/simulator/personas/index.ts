import type { Persona } from './persona';
import { PERSONAS } from './table';

export { fullName } from './persona';
export type { Company, Employment, MitIdIdentity, NemIdIdentity, Persona, PrivilegeGroup } from './persona';
export { PERSONAS };

/** The persona with this id. */
export function personaById(id: string): Persona | undefined {
  return PERSONAS.find((persona) => persona.id === id);
}

/** The persona who types this user id (or id), in any case. */
export function personaByUserId(text: string): Persona | undefined {
  const typed = text.trim().toLowerCase();
  return PERSONAS.find(({ id, userId }) => id === typed || userId.toLowerCase() === typed);
}

/** The persona whose MitID has this UUID. */
export function personaByMitIdUuid(uuid: string): Persona | undefined {
  return PERSONAS.find(({ mitid }) => mitid?.uuid === uuid.toLowerCase());
}
