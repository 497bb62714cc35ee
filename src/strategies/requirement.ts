import type { MitIdErrorCode } from '../errors';
import { nsisAtLeast, type Nsis } from '../identifiers';
import type { LoginRecord } from '../session';

/** What a route asks of the login that a person comes with. */
export type Requirement = { readonly kind: 'cpr' } | { readonly kind: 'assurance'; readonly loa: Nsis };

/** How a login can come to meet a requirement: by a call with these options, or never, for the reason that `never` says. */
export type Means = { readonly options: Readonly<Record<string, unknown>> } | { readonly never: string };

/** The name of a requirement: what its guard's logins are known by. */
export function nameOf(requirement: Requirement): string {
  return requirement.kind === 'cpr' ? 'cpr' : `assurance-${requirement.loa}`;
}

/** Whether a login meets it. */
export function isMet(requirement: Requirement, { hasCpr, loa }: LoginRecord): boolean {
  return requirement.kind === 'cpr' ? hasCpr === true : nsisAtLeast(loa, requirement.loa);
}

/** The code for a person who can still come to meet it, and the one for a login that never will. */
export const CODES_OF = {
  cpr: { required: 'cpr_required', never: 'cpr_unavailable' },
  assurance: { required: 'assurance_required', never: 'loa_unavailable' },
} as const satisfies Record<Requirement['kind'], Record<'required' | 'never', MitIdErrorCode>>;

/**
 * Why no login of this identity can meet a requirement, whichever the broker; undefined where one may.
 *
 * A company is nobody whose CPR number there could be, and a NemID has no level. A NemID's owner could log in by MitID,
 * and would then be another identity.
 */
export function neverMet({ kind }: Requirement, { identityType, key }: LoginRecord): string | undefined {
  if (identityType === 'company') return 'a company';
  if (MITID_NAMESPACES.includes(key.namespace)) return undefined;
  return kind === 'assurance'
    ? 'a NemID, which has no level of assurance'
    : 'a NemID, whose login cannot be stepped up';
}

const MITID_NAMESPACES: readonly string[] = [
  'mitid-uuid',
  'nemlogin-person',
  'nemlogin-professional',
] satisfies LoginRecord['key']['namespace'][];
