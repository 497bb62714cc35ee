export { profileFromEIdent } from './eident';
export { profileFromOioSaml } from './oiosaml';
export { checkSignicatAttributeNames, profileFromSignicat } from './signicat';
export type { SignicatProfileOptions, SignicatProtocol } from './signicat';
export { SIGNICAT_SAML11_NAMES, SIGNICAT_SAML2_NAMES } from './dialects/signicat-names';
export type { SignicatSaml11Names, SignicatSaml2Names } from './dialects/signicat-names';
export { profileFromCertificate } from './certificate';
export type { CertificateProfileOptions } from './certificate';
export { profileFromClaims } from './claims';
export type { ClaimsBroker, ClaimsProfileOptions } from './claims';
export { VerifiedClaims } from '../claims';
export { attributesToRequest } from './dialects/requested';
export { checkAttributeNames } from './dialects/check-names';
export { EIDENT_LEGACY_EIDS } from './dialects/eident-kind';
export { EIDENT_ATTRIBUTE_NAMES } from './dialects/eident-names';
export type { EIdentAttributeNames } from './dialects/eident-names';
export type { EIdentClaimNames } from './dialects/eident-oidc';
export type {
  Assurance,
  CompanyProfile,
  IdentityType,
  KeyNamespace,
  NemId,
  Organization,
  Person,
  PrivateProfile,
  ProfessionalProfile,
  Profile,
  ProfileCommon,
  ProfileKey,
  Transaction,
  TransactionText,
} from './profile';
export type { Privilege, PrivilegeConstraint, PrivilegeScope } from './privileges';
export { fromSession, toSession } from './session';
export type { FromSessionOptions, ToSessionOptions } from './session';
export type { SessionKey } from './session-key';
export type { SessionProfile } from './session-schema';
export type { OcesCertificate } from '../certificates';
export { Cpr } from '../identifiers';
export type { Nsis } from '../identifiers';
