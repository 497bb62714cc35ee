export { MitIdError } from './errors';
export type { ErrorDetail, MitIdErrorCode } from './errors';
export type { Asked } from './login-request';
export { MemoryStateStore } from './state';
export type { MemoryStateStoreOptions, StateStore } from './state';
export { fromSession, toSession } from './profile';
export type {
  CompanyProfile,
  EIdentAttributeNames,
  PrivateProfile,
  ProfessionalProfile,
  Profile,
  ProfileKey,
} from './profile';
export { Cpr } from './identifiers';
export type { Nsis } from './identifiers';
export type { Policy } from './policy';
export type { LoginRecord } from './session';
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
export type { LogFields, Logger } from './strategies/logger';
