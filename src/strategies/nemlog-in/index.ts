import './passport-types';

export type { VerifyWithoutRequest, VerifyWithRequest } from '../login-strategy';
export type { DecryptionKey, Pkcs12Source } from '../saml2/sources';
export type { VerifiedCallback } from '../verify-callback';
export type { NemLogInAuthenticateOptions } from './authenticate-options';
export type { NemLogInLogoutOptions } from './logout-options';
export type { NemLogInOptions, NemLogInOptionsWithRequest } from './options';
export type { ServiceProviderMetadataOptions } from './metadata-options';
export type { NemLogInParameters } from './parameters';
export { NemLogInStrategy } from './strategy';
