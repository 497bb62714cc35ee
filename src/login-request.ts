import type { Nsis } from './identifiers';

/** What a login asked the broker for, so that what comes back can be held against it (rules 5). */
export interface Asked {
  /** The broker's names of the eIDs that may be used, e.g. `mitid`, `mitid:mitid_erhverv`. */
  readonly eids: readonly string[];
  readonly loa?: Nsis;
  readonly aal?: Nsis;
  readonly returnSsn: boolean;
  readonly returnNemidPid: boolean;
  readonly presetId?: string;
  readonly referenceText?: string;
  readonly transactionText?: { readonly text: string; readonly type: 'text' | 'html' };
  readonly additionalInfo?: string;
}

/** A login that was started and has not come back: kept in the state store, taken once, by the same browser only. */
export interface LoginRequest {
  readonly strategy: string;
  /** The Issuer that must answer. */
  readonly issuer: string;
  readonly callbackUrl: string;
  /** Base64url SHA-256 of the login cookie's token. */
  readonly cookieHash: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly asked: Asked;
  /** A local path of the app, to go back to afterwards. */
  readonly returnTo?: string;
  /** Present when a logged-in person was asked for more: the transaction that is reused and the session it belongs to. */
  readonly stepUp?: { readonly kind: 'cpr'; readonly transactionId: string; readonly sessionId: string };
}
