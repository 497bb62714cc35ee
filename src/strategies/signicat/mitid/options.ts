import type { SignicatSaml2Names } from '../../../profile';
import type { CommonOptions } from '../../common-options';
import type { Saml2Options } from '../../saml2/options';
import type { SignicatMitIdParameters } from './parameters';

/** The options for MitID at Signicat, over SAML 2.0. */
export interface SignicatMitIdOptions extends CommonOptions, Saml2Options, SignicatMitIdParameters {
  readonly method: 'mitid';
  /**
   * Accept an assertion that is signed by the signature of its Response alone. One without any signature over it is refused
   * always. Default false.
   */
  readonly allowSignedResponseOnly?: boolean;
  /** Attribute names where Signicat's differ from those of docs/profile.md. */
  readonly attributeNames?: SignicatSaml2Names;
  /**
   * The parameter of Signicat's URL that takes the `auth-token-id` of an earlier login, for `stepUp`. No source names it:
   * without it a step-up is refused.
   */
  readonly stepUpParameter?: string;

  /** `true` hands the request to the verify callback first: the options are then {@link SignicatOptionsWithRequest}. */
  readonly passReqToCallback?: false;
}
