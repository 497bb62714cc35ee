import './passport-types';

export type { VerifyWithoutRequest, VerifyWithRequest } from '../login-strategy';
export type { VerifiedCallback } from '../verify-callback';
export type { SignicatAuthenticateOptions } from './authenticate-options';
export type { NemIdMethod, SignicatMethod } from './methods';
export type { SignicatMitIdOptions } from './mitid/options';
export type { SignicatMitIdParameters } from './mitid/parameters';
export type { SignicatNemIdOptions } from './nemid/options';
export type { SignicatNemIdParameters } from './nemid/parameters';
export type { SignicatOptions, SignicatOptionsWithRequest } from './options';
export { SignicatStrategy } from './strategy';
