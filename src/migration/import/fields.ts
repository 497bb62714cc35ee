/** What a column of an import may hold: the members of an account, as `--map` names them. */
export const IMPORT_FIELDS = [
  'account',
  'class',
  'pid',
  'cpr',
  'cpr-uuid',
  'cvr',
  'rid',
  'uid',
  'fid',
  'subject',
] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number];

/**
 * Headings that say by themselves what their column holds, as `plainHeading` writes them. Words that mean several things in
 * Danish systems (`id`, `nummer`, `type`, `serienummer`) are left out: such a column is named by whoever knows it.
 */
export const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  account: [
    'account',
    'accountid',
    'kunde',
    'kundenr',
    'kundenummer',
    'kundeid',
    'konto',
    'kontonr',
    'kontonummer',
    'kontoid',
    'bruger',
    'brugerid',
    'user',
    'userid',
    'customer',
    'customerid',
    'customernumber',
    'medlemsnr',
    'medlemsnummer',
  ],
  class: ['class', 'accountclass', 'klasse', 'kontoklasse'],
  pid: ['pid', 'pidnr', 'pidnummer', 'nemidpid'],
  cpr: ['cpr', 'cprnr', 'cprnummer', 'cprnumber', 'personnummer'],
  'cpr-uuid': ['cpruuid'],
  cvr: ['cvr', 'cvrnr', 'cvrnummer', 'cvrnumber'],
  rid: ['rid', 'ridnr', 'ridnummer', 'nemidrid'],
  uid: ['uid'],
  fid: ['fid'],
  subject: ['subject', 'certificatesubject', 'certifikatsubject', 'subjectserialnumber'],
};

/** A heading without case, spaces and signs: `CPR-nr.` is `cprnr`. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The field that a heading says by itself. */
export function fieldOfHeading(heading: string): ImportField | undefined {
  const plain = plainHeading(heading);
  return IMPORT_FIELDS.find((field) => HEADINGS[field].includes(plain));
}
