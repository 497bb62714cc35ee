import type { AuthenticateOptions } from 'passport';
import type { SignicatMitIdParameters } from './mitid/parameters';
import type { SignicatNemIdParameters } from './nemid/parameters';

/**
 * What `passport.authenticate('signicat', …)` takes beside Passport's own options. Which of them apply, the strategy's method
 * says; one that does not is refused.
 */
export interface SignicatAuthenticateOptions
  extends AuthenticateOptions, SignicatMitIdParameters, SignicatNemIdParameters {
  /**
   * `cpr`: ask the person who is logged in by MitID for the CPR number, on the login they have made, as far as the option
   * `stepUpParameter` lets it; the person who comes back must be the same.
   */
  readonly stepUp?: 'cpr';
  /** A local path such as `/account?tab=2`, found in `req.authInfo.returnTo` after the login. */
  readonly returnTo?: string;
}
