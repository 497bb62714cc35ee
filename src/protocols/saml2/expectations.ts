import type { TrustedCertificates } from '../../certificates/trusted';
import type { StateStore } from '../../state/state-store';
import type { DecryptionOptions } from '../../trust';

/** What a SAML 2.0 answer must say to be believed: made from the configuration and the LoginRequest, never from the message. */
export interface Saml2Expectations {
  /** The IdP's entityID: the Issuer of the Response and of the Assertion. */
  readonly issuer: string;
  /** Our entityID: must stand in each AudienceRestriction. */
  readonly audience: string;
  /** The callback URL: Response/@Destination and SubjectConfirmationData/@Recipient. */
  readonly recipient: string;
  /** The ID of our AuthnRequest: InResponseTo of the Response and of SubjectConfirmationData. */
  readonly inResponseTo: string;
  /**
   * Milliseconds since 1970 of our request; present where ForceAuthn was asked: the authentication may not be older,
   * save by the skew.
   */
  readonly authenticatedSince?: number;
  /** Milliseconds that an authentication may be old; without it there is no limit. */
  readonly maxAuthenticationAgeMs?: number;
  readonly certificates: TrustedCertificates;
  /** Absent where no decryption key is configured: an EncryptedAssertion is then refused. */
  readonly decryption?: DecryptionOptions;
  readonly requireEncryptedAssertion: boolean;
  /** OIOSAML: the assertion itself carries the signature; a Response signature alone does not do (facts/oiosaml.md 1.4). */
  readonly requireSignedAssertion: boolean;
  /** Milliseconds that the IdP's clock may differ from ours. */
  readonly clockSkewMs: number;
  /** Milliseconds since 1970; the clock of the judgement. */
  readonly now: () => number;
  /** Used assertion ids are claimed here. */
  readonly store: StateStore;
  readonly dangerouslyAllowSha1?: boolean;
}
