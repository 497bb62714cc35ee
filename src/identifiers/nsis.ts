/** A level of the Danish National Standard for Identity Assurance, lowest first. */
export const NSIS_LEVELS = ['low', 'substantial', 'high'] as const;
export type Nsis = (typeof NSIS_LEVELS)[number];

/** What a level is a level of: the whole (`loa`), the identity (`ial`) or the authenticator (`aal`). */
export type NsisDimension = 'loa' | 'ial' | 'aal';

const LEVEL_URI = /^https:\/\/data\.gov\.dk\/concept\/core\/nsis\/(?:(loa|ial|aal)\/)?(Low|Substantial|High)$/;

/** Whether `level` is at least `floor`; no level reaches no floor. */
export function nsisAtLeast(level: Nsis | undefined, floor: Nsis): boolean {
  return level !== undefined && NSIS_LEVELS.indexOf(level) >= NSIS_LEVELS.indexOf(floor);
}

/** The higher of two levels, either of which may be absent. */
export function higherNsis(one: Nsis | undefined, other: Nsis | undefined): Nsis | undefined {
  return other === undefined || nsisAtLeast(one, other) ? one : other;
}

/** The lower of two levels; where only one is there, that one. */
export function lowerNsis(one: Nsis | undefined, other: Nsis | undefined): Nsis | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return nsisAtLeast(one, other) ? other : one;
}

/**
 * Reads a level in every spelling that brokers use (facts/eident.md, facts/oiosaml.md):
 * `https://data.gov.dk/concept/core/nsis/Substantial`, the same with `loa/`, `ial/` or `aal/` before the word, or the bare
 * word in any case.
 *
 * @param dimension what is being read; a URI that names another dimension is then not a level.
 * @returns undefined for anything else.
 */
export function parseNsis(text: string, dimension?: NsisDimension): Nsis | undefined {
  const uri = LEVEL_URI.exec(text);
  if (uri?.[1] !== undefined && dimension !== undefined && uri[1] !== dimension) return undefined;
  const word = (uri?.[2] ?? text).toLowerCase();
  return NSIS_LEVELS.find((level) => level === word);
}
