import type { SignicatMitIdOptions } from './mitid/options';
import type { SignicatNemIdOptions } from './nemid/options';

/** What `new SignicatStrategy` takes, told apart by `method`; every name is described in docs/signicat.md. */
export type SignicatOptions = SignicatMitIdOptions | SignicatNemIdOptions;

/** The options of a strategy whose verify callback is handed the request first. */
export type SignicatOptionsWithRequest = (
  Omit<SignicatMitIdOptions, 'passReqToCallback'> | Omit<SignicatNemIdOptions, 'passReqToCallback'>
) & { readonly passReqToCallback: true };
