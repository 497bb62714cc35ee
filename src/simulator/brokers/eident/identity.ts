import type { Persona } from '../../personas';
import { employmentsOf, NEMID_IDENTITY, PRIVATE_IDENTITY, representedBy, type Identity } from '../identity';
import { EIdentError } from './error-codes';
import type { Eid, Vendor } from './vendors';

/** Whether the person can use this eID at all. */
export function canUse(persona: Persona, eid: Eid): boolean {
  return eid === 'mitid' ? persona.mitid !== undefined : persona.nemid?.vendor === eid;
}

/**
 * The identities a person may choose between; with one only there is nothing to choose.
 *
 * @throws EIdentError `blankcvr` when only MitID Erhverv was asked for and the person has no company.
 */
export function identitiesOf(persona: Persona, eid: Eid, vendors: readonly Vendor[]): readonly Identity[] {
  if (eid !== 'mitid') return [NEMID_IDENTITY];
  const identities = [
    ...(vendors.includes('mitid') ? [PRIVATE_IDENTITY] : []),
    ...(vendors.includes('mitid:mitid_erhverv') ? [...representedBy(persona), ...employmentsOf(persona)] : []),
  ];
  if (identities.length === 0) throw new EIdentError('blankcvr', `${persona.id} has no company`);
  return identities;
}
