import type { Nsis } from './identifiers';

/** What a login asked the broker for, so that what comes back can be held against it (rules 5). */
export interface Asked {
  /** The broker's names of the eIDs that may be used, e.g. `mitid`, `mitid:mitid_erhverv`; absent where a broker takes none. */
  readonly eids?: readonly string[];
  /** The identity types that were asked for, where the broker is asked for those instead of eIDs (NemLog-in). */
  readonly identityTypes?: readonly ('private' | 'professional')[];
  readonly loa?: Nsis;
  readonly aal?: Nsis;
  readonly returnSsn: boolean;
  readonly returnNemidPid: boolean;
  readonly presetId?: string;
  readonly referenceText?: string;
  readonly transactionText?: { readonly text: string; readonly type: 'text' | 'html' };
  readonly additionalInfo?: string;
  /** The person had to authenticate anew, whatever session the broker had. */
  readonly forceAuthn?: boolean;
  /** The AuthnContextClassRefs that the authentication was to be one of, where a broker is asked for those (Signicat). */
  readonly authnContext?: readonly string[];
  /** The broker was not to show itself: a session of its own, or nothing. */
  readonly isPassive?: boolean;
}

/** What a person who is logged in may be asked for in addition: the CPR number, or a higher level of assurance. */
export type StepUpKind = 'cpr' | 'assurance';

/** A login that was started and has not come back: kept in the state store, taken once, by the same browser only. */
export interface LoginRequest {
  readonly strategy: string;
  /** The Issuer that must answer. */
  readonly issuer: string;
  readonly callbackUrl: string;
  /** The id of the request document that the answer must name, where there is one (SAML 2.0). */
  readonly requestId?: string;
  /** Base64url SHA-256 of the login cookie's token. */
  readonly cookieHash: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly asked: Asked;
  /** A local path of the app, to go back to afterwards. */
  readonly returnTo?: string;
  /**
   * Present when a logged-in person was asked for more: the session that this is for, by the id of its LoginRecord, and the
   * transaction that is reused; without one, the person logs in anew.
   */
  readonly stepUp?: { readonly kind: StepUpKind; readonly sessionId: string; readonly transactionId?: string };
  /** Present when the guard of a route started it: the name of what that route asks for. */
  readonly guard?: string;
}
