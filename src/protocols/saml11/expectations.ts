import type { TrustedCertificates } from '../../certificates/trusted';
import type { StateStore } from '../../state/state-store';

/** What a SAML 1.1 answer must say to be believed: made from the configuration and the LoginRequest, never from the message. */
export interface Saml11Expectations {
  /** The assertion's Issuer, `idpIssuer`. */
  readonly issuer: string;
  /** Must stand in each AudienceRestrictionCondition. */
  readonly audience: string;
  /** The callback URL; compared with Response/@Recipient. */
  readonly recipient: string;
  /** Absent only with `dangerouslyAllowUnsignedAssertion`. */
  readonly certificates?: TrustedCertificates;
  /** Milliseconds that the broker's clock may differ from ours. */
  readonly clockSkewMs: number;
  /** Milliseconds since 1970; the clock of the judgement. */
  readonly now: () => number;
  /** Used assertion ids are claimed here. */
  readonly store: StateStore;
  readonly allowMissingInResponseTo?: boolean;
  readonly allowMissingAudience?: boolean;
  readonly allowMissingConfirmation?: boolean;
  readonly dangerouslyAllowSha1?: boolean;
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
}
