import type { SignicatSaml11Names } from '../../../profile';
import type { CommonOptions } from '../../common-options';
import type { NemIdMethod } from '../methods';
import type { SignicatNemIdParameters } from './parameters';

/** The options for NemID at Signicat, over SAML 1.1. */
export interface SignicatNemIdOptions extends CommonOptions, SignicatNemIdParameters {
  /** The method that a login uses unless its call names another. */
  readonly method: NemIdMethod;
  /** Where the browser is sent: `https://<environment>.signicat.com/std/method/<service>`. */
  readonly authenticationUrl: string;
  /** Where Signicat posts its answer. The target is this URL with a parameter of ours, which names the login. */
  readonly callbackUrl: string;
  /** The assertion's Issuer. */
  readonly idpIssuer: string;
  /** PEM certificates that Signicat signs with; for a rollover both. */
  readonly idpCert: string | readonly string[];
  /** The Audience that must name us. */
  readonly audience: string;
  /** Attribute names where Signicat's differ from those of docs/profile.md. */
  readonly attributeNames?: SignicatSaml11Names;
  /** The last words of Signicat's status that mean that the person cancelled; default `['usercancel']`. */
  readonly cancelStatuses?: readonly string[];
  /** Query parameters in which an error code may arrive without an answer; default `status`, `error`, `errorcode`. */
  readonly errorParameters?: readonly string[];

  /** `true` hands the request to the verify callback first: the options are then {@link SignicatOptionsWithRequest}. */
  readonly passReqToCallback?: false;
}
