import { lowerNsis, type Nsis } from '../../../identifiers';
import type { MitIdIdentity } from '../../personas';
import type { Identity } from '../identity';

/**
 * The level of assurance of a login: the lower of identity and authenticator. The broker behind E-Ident is registered at
 * Substantial, so MitID Erhverv never says more (seed 002). What was asked for changes nothing: what the real one does with a
 * person who cannot reach it is not known, and the answer at the lower level is what a service provider must be able to refuse.
 */
export function loaOf({ ial, aal }: MitIdIdentity, kind: Identity['kind']): Nsis | undefined {
  const loa = lowerNsis(ial, aal);
  return kind === 'professional' ? lowerNsis(loa, 'substantial') : loa;
}
