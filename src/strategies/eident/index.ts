import './passport-types';

export type { VerifyWithoutRequest, VerifyWithRequest } from '../login-strategy';
export type { VerifiedCallback } from '../verify-callback';
export type { EIdentAuthenticateOptions } from './authenticate-options';
export type { EIdentOptions, EIdentOptionsWithRequest } from './options';
export type { EIdentParameters } from './parameters';
export { EIdentStrategy } from './strategy';
