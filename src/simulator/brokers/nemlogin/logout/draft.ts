import type { Signer } from '../../sign';
import type { StatusDraft } from '../../saml2/answer';
import type { NameId } from '../session';

/** What both logout messages say before they are written. Times are milliseconds since 1970. */
export interface LogoutHead {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: number;
  readonly destination: string;
  /** Goes beside the message. */
  readonly relayState?: string | undefined;
}

export interface LogoutRequestDraft extends LogoutHead {
  readonly notOnOrAfter: number;
  readonly nameId?: NameId | undefined;
  /** None: every session of that NameID. */
  readonly sessionIndexes: readonly string[];
}

export interface LogoutResponseDraft extends LogoutHead {
  readonly inResponseTo?: string | undefined;
  readonly status: StatusDraft;
}

/** By whom a logout message is signed. */
export interface LogoutSigning extends Pick<Signer, 'key' | 'certificate'> {
  readonly hash: 'sha256' | 'sha1';
  /** The signature value is made one that does not hold. */
  readonly broken?: true;
}
