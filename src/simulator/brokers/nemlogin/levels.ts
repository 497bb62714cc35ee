import { lowerNsis, type Nsis } from '../../../identifiers';
import type { Persona } from '../../personas';
import type { Dialect } from './settings';

const WORDS = { low: 'Low', substantial: 'Substantial', high: 'High' } as const;

/** A level as OIOSAML 3 spells it: the bare word. */
export function levelWord(level: Nsis): string {
  return WORDS[level];
}

/** AssuranceLevel of OIOSAML 2 for a level, as OIOSAML.Java maps them (facts/oiosaml.md, section 2). */
export function assuranceLevel(level: Nsis): string {
  return level === 'low' ? '2' : '3';
}

/**
 * The level of assurance that a person reaches: the lower of identity and authenticator. The cap at Substantial that E-Ident
 * has for MitID Erhverv is that of the broker behind it (seed 002), not of NemLog-in. A NemID counts as Substantial.
 */
export function loaOf({ mitid }: Persona): Nsis {
  return lowerNsis(mitid?.ial, mitid?.aal) ?? 'substantial';
}

/** Whether the person can log in at all: OIOSAML 3 knows no NemID. A company certificate is no person's. */
export function canLogIn({ mitid, nemid }: Persona, dialect: Dialect): boolean {
  return mitid !== undefined || (dialect === 'oiosaml-2' && nemid !== undefined && nemid.kind !== 'company');
}
