import type { Nsis } from '../../../identifiers';
import type { AuthnRequestHead } from '../saml2/read-authn-request';
import type { IdentityType } from './identities';

/** An AuthnRequest that is well formed and signed by a service provider that is known. */
export interface AuthnRequest extends AuthnRequestHead {
  /** The lowest level that will do; undefined asks for none. */
  readonly loa?: Nsis;
  /** Never empty: without one in the request, both. */
  readonly identityTypes: readonly IdentityType[];
  /** The app to go back to on the person's own device. */
  readonly appSwitch?: { readonly platform: string; readonly returnUrl: string };
  readonly relayState?: string;
}
