/** The values of `forcepkivendor` that the simulator knows (facts/eident.md). */
export const VENDORS = ['mitid', 'mitid:mitid_erhverv', 'dk_nemid_js', 'dk_nemid-opensign'] as const;
export type Vendor = (typeof VENDORS)[number];

/** What the person chooses between: MitID and MitID Erhverv are one login with a choice of identity at its end (seed 001). */
export const EIDS = ['mitid', 'dk_nemid_js', 'dk_nemid-opensign'] as const;
export type Eid = (typeof EIDS)[number];

// MitID Erhverv has to be asked for explicitly (seed 001).
const UNASKED: readonly Vendor[] = ['mitid', 'dk_nemid_js', 'dk_nemid-opensign'];

/** The vendors named in `forcepkivendor`, or those that are offered when it names none; unknown ones are left out. */
export function readVendors(text: string | undefined): readonly Vendor[] {
  if (text === undefined || text.trim() === '') return UNASKED;
  const named = text.split(',').map((name) => name.trim());
  return VENDORS.filter((vendor) => named.includes(vendor));
}

/** The eIDs that these vendors offer. */
export function eidsOf(vendors: readonly Vendor[]): Eid[] {
  return EIDS.filter((eid) =>
    vendors.some((vendor) => vendor === eid || (eid === 'mitid' && vendor.startsWith('mitid'))),
  );
}
