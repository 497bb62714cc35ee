import type { CommonOptions } from '../common-options';
import type { Saml2Options } from '../saml2/options';
import type { NemLogInParameters } from './parameters';

/** What `new NemLogInStrategy` takes; every name is described in docs/nemlog-in.md. */
export interface NemLogInOptions extends CommonOptions, Saml2Options, NemLogInParameters {
  /**
   * Your own SingleLogoutService, where `strategy.singleLogout()` stands: on the host of `callbackUrl`, another path. With it
   * the metadata announces single logout, and a logout here is one at NemLog-in too.
   */
  readonly logoutUrl?: string;
  /**
   * By which binding our own logout messages go. Default: by HTTP-Redirect, and by HTTP-POST where NemLog-in's metadata offers
   * that alone. A binding that given metadata does not offer is refused.
   */
  readonly logoutBinding?: 'redirect' | 'post';

  /** Refuse an assertion that is not encrypted, as OIOSAML demands. Default true. */
  readonly requireEncryptedAssertion?: boolean;
  /** Accept AES-CBC, which protects nothing of what it encrypts from being changed. Default true: NemLog-in is seen to use it. */
  readonly allowCbc?: boolean;

  /** What is spoken: `oiosaml-3` (the default), or `oiosaml-2`, which has no NSIS levels. An answer in the other is refused. */
  readonly dialect?: 'oiosaml-3' | 'oiosaml-2';
  /** Take the AssuranceLevel of OIOSAML 2 for a level of assurance where no NSIS level is said. */
  readonly allowAssuranceLevel?: boolean;

  /** `true` hands the request to the verify callback first: the options are then {@link NemLogInOptionsWithRequest}. */
  readonly passReqToCallback?: false;
}

/** The options of a strategy whose verify callback is handed the request first. */
export interface NemLogInOptionsWithRequest extends Omit<NemLogInOptions, 'passReqToCallback'> {
  readonly passReqToCallback: true;
}
