import type { Nsis } from '../../identifiers';

const CONCEPT = 'https://data.gov.dk/concept/core/nsis/';
const WORDS = { low: 'Low', substantial: 'Substantial', high: 'High' } as const;

/** A level as E-Ident and Signicat spell it: as a URI. */
export function levelUri(level: Nsis): string {
  return `${CONCEPT}${WORDS[level]}`;
}
