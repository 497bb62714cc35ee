import type { Company, Employment, Persona } from '../../personas';
import { EIdentError } from './error-codes';
import type { Eid, Vendor } from './vendors';

/** As whom the person goes on: what the identity selection page of MitID Erhverv offers (seed 001). */
export type Identity =
  | { readonly id: 'private'; readonly kind: 'private' }
  | { readonly id: string; readonly kind: 'representative'; readonly company: Company }
  | { readonly id: string; readonly kind: 'professional'; readonly employment: Employment }
  | { readonly id: 'nemid'; readonly kind: 'nemid' };

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
  if (eid !== 'mitid') return [{ id: 'nemid', kind: 'nemid' }];
  const identities: Identity[] = vendors.includes('mitid') ? [{ id: 'private', kind: 'private' }] : [];
  if (vendors.includes('mitid:mitid_erhverv')) {
    for (const company of persona.represents) {
      identities.push({ id: `represents:${company.cvr}`, kind: 'representative', company });
    }
    for (const employment of persona.employments) {
      identities.push({ id: `employee:${employment.company.cvr}`, kind: 'professional', employment });
    }
  }
  if (identities.length === 0) throw new EIdentError('blankcvr', `${persona.id} has no company`);
  return identities;
}

/**
 * The identity a test names: its id (`private`, `employee:<cvr>`, `represents:<cvr>`), or the first of a kind (`employee`,
 * `represents`). Unnamed, an employment goes before a company that may be represented, and that before the private person.
 */
export function pickIdentity(identities: readonly Identity[], named: string | undefined): Identity | undefined {
  if (named !== undefined) return identities.find(({ id }) => id === named || id.startsWith(`${named}:`));
  const first = (kind: Identity['kind']): Identity | undefined => identities.find((one) => one.kind === kind);
  return first('professional') ?? first('representative') ?? identities[0];
}
