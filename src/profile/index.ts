export { profileFromEIdent } from './eident';
export { checkAttributeNames } from './dialects/check-names';
export { EIDENT_LEGACY_EIDS } from './dialects/eident-kind';
export { EIDENT_ATTRIBUTE_NAMES } from './dialects/eident-names';
export type { EIdentAttributeNames } from './dialects/eident-names';
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
export { fromSession, toSession } from './session';
export type { SessionProfile } from './session-schema';
export type { OcesCertificate } from '../certificates';
export { Cpr } from '../identifiers';
export type { Nsis } from '../identifiers';
