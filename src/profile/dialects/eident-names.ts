/**
 * The attributes whose names on the wire no source gives: E-Ident's table lost its SAML column for them. The defaults
 * follow the claim names and the pattern of those that are known (facts/eident.md).
 */
export const EIDENT_ATTRIBUTE_NAMES = {
  rid: 'NEMLOGIN.NEMID.RID',
  organizationName: 'NEMLOGIN.ORG_NAME',
  professionalUuid: 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID',
  seNumber: 'NEMLOGIN.SE_NUMBER',
  referenceText: 'REFERENCE_TEXT',
  transactionText: 'TRANSACTION_TEXT',
  transactionTextSha256: 'TRANSACTION_TEXT_SHA256',
  transactionTextType: 'TRANSACTION_TEXT_TYPE',
} as const;

type Configurable = keyof typeof EIDENT_ATTRIBUTE_NAMES;

/** The option `attributeNames`: the names this broker uses, where they are not the defaults. */
export type EIdentAttributeNames = { readonly [K in Configurable]?: string };

/** The names in use: the defaults, and what the application has changed. */
export function attributeNamesOf(names: EIdentAttributeNames): Readonly<Record<Configurable, string>> {
  return { ...EIDENT_ATTRIBUTE_NAMES, ...names };
}
