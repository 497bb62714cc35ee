export { MitIdError } from './errors';
export type { ErrorDetail, MitIdErrorCode } from './errors';
export type { Asked } from './login-request';
export { MemoryStateStore } from './state';
export type { MemoryStateStoreOptions, StateStore } from './state';
export { VerifiedClaims } from './claims';
export { fromSession, profileFromClaims, toSession } from './profile';
export type {
  ClaimsBroker,
  ClaimsProfileOptions,
  CompanyProfile,
  EIdentAttributeNames,
  EIdentClaimNames,
  PrivateProfile,
  ProfessionalProfile,
  Profile,
  ProfileKey,
  SessionKey,
  SignicatSaml11Names,
  SignicatSaml2Names,
} from './profile';
export { Cpr } from './identifiers';
export type { Nsis } from './identifiers';
export type { Policy } from './policy';
export type { LoginRecord } from './session';
export { CprMatcher } from './cpr-match';
export type { CprMatch, CprMatcherOptions } from './cpr-match';
export { NemLogInLookup } from './cpr-lookup';
export type { CprLookup, NemLogInLookupOptions, PidMatch } from './cpr-lookup';
export { mitidSession, requireAssurance, requireCpr } from './middleware';
export type { GuardStrategy, RouteGuardOptions } from './middleware';
export { EIdentStrategy } from './strategies/eident';
export type {
  EIdentAuthenticateOptions,
  EIdentOptions,
  EIdentOptionsWithRequest,
  EIdentParameters,
  VerifiedCallback,
  VerifyWithoutRequest,
  VerifyWithRequest,
} from './strategies/eident';
export { NemLogInStrategy } from './strategies/nemlog-in';
export type {
  DecryptionKey,
  NemLogInAuthenticateOptions,
  NemLogInLogoutOptions,
  NemLogInOptions,
  NemLogInOptionsWithRequest,
  NemLogInParameters,
  Pkcs12Source,
  ServiceProviderMetadataOptions,
} from './strategies/nemlog-in';
export { SignicatStrategy } from './strategies/signicat';
export type {
  NemIdMethod,
  SignicatAuthenticateOptions,
  SignicatMethod,
  SignicatMitIdOptions,
  SignicatMitIdParameters,
  SignicatNemIdOptions,
  SignicatNemIdParameters,
  SignicatOptions,
  SignicatOptionsWithRequest,
} from './strategies/signicat';
export type { SignatureProof } from './assertion';
export type {
  AuditEvent,
  AuditLog,
  LoginEnded,
  LoginRefused,
  LoginStarted,
  LogoutByApplication,
  LogoutByBroker,
  LogoutRefused,
  LogoutStarted,
} from './strategies/audit-event';
export type { LogFields, Logger } from './strategies/logger';
