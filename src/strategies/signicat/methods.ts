/** The methods of NemID in Signicat's authentication URL (facts/eident.md, "Signicat"). */
export const NEMID_METHODS = ['nemid', 'nemid-moces', 'nemid-erhverv', 'nemid-codefile'] as const;

export type NemIdMethod = (typeof NEMID_METHODS)[number];
/** How a person logs in at Signicat: by MitID over SAML 2.0, or by a method of NemID over SAML 1.1. */
export type SignicatMethod = 'mitid' | NemIdMethod;

/** The identity types that a method gives (seed 004): an employee's signature, a person's, or the key card of either. */
const IDENTITY_TYPES: Readonly<Record<NemIdMethod, readonly ('private' | 'professional')[]>> = {
  nemid: ['private', 'professional'],
  'nemid-moces': ['professional'],
  // Persons' certificates only, whoever has a company's role.
  'nemid-erhverv': ['private'],
  'nemid-codefile': ['professional'],
};

export function isNemIdMethod(method: unknown): method is NemIdMethod {
  return (NEMID_METHODS as readonly unknown[]).includes(method);
}

/** The identity types that a login by a method may end in. */
export function identityTypesOf(method: NemIdMethod): readonly ('private' | 'professional')[] {
  return IDENTITY_TYPES[method];
}
