import type { Company, Employment, Persona } from '../personas';

/** As whom a person goes on: what the identity selection page offers (seed 001). */
export type Identity =
  | { readonly id: 'private'; readonly kind: 'private' }
  | { readonly id: string; readonly kind: 'representative'; readonly company: Company }
  | { readonly id: string; readonly kind: 'professional'; readonly employment: Employment }
  | { readonly id: 'nemid'; readonly kind: 'nemid' };

export const PRIVATE_IDENTITY: Identity = { id: 'private', kind: 'private' };
export const NEMID_IDENTITY: Identity = { id: 'nemid', kind: 'nemid' };

/** The companies that a person may represent with the private MitID. */
export function representedBy({ represents }: Persona): Identity[] {
  return represents.map((company) => ({ id: `represents:${company.cvr}`, kind: 'representative', company }));
}

/** The employments of a person. */
export function employmentsOf({ employments }: Persona): Identity[] {
  return employments.map((employment) => ({
    id: `employee:${employment.company.cvr}`,
    kind: 'professional',
    employment,
  }));
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
