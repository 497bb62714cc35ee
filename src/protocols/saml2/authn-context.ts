import type { Nsis } from '../../identifiers';

const LOA: Readonly<Record<Nsis, string>> = {
  low: 'https://data.gov.dk/concept/core/nsis/loa/Low',
  substantial: 'https://data.gov.dk/concept/core/nsis/loa/Substantial',
  high: 'https://data.gov.dk/concept/core/nsis/loa/High',
};
const IDENTITY_TYPES = {
  private: 'https://data.gov.dk/eid/Person',
  professional: 'https://data.gov.dk/eid/Professional',
} as const;

/** What a login is asked to be. */
export interface WantedContext {
  readonly loa?: Nsis;
  readonly identityTypes?: readonly ('private' | 'professional')[];
}

/**
 * The AuthnContextClassRefs of OIOSAML 3 (facts/oiosaml.md 1.3): the level first, then the kinds of identity.
 *
 * @returns `comparison` is `minimum` where a level is asked for, so that a higher one does too; a kind has no order, and
 *   alone it is compared as SAML compares by default. Without a ClassRef, no RequestedAuthnContext may be written.
 */
export function requestedContext({ loa, identityTypes = [] }: WantedContext): {
  readonly classRefs: string[];
  readonly comparison: 'minimum' | 'exact';
} {
  const types = identityTypes.map((type) => IDENTITY_TYPES[type]);
  return loa === undefined
    ? { classRefs: types, comparison: 'exact' }
    : { classRefs: [LOA[loa], ...types], comparison: 'minimum' };
}
