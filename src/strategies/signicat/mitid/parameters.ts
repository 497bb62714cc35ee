/** What a login asks of Signicat's MitID. Each may stand in the strategy's options and in a call; the call's wins. */
export interface SignicatMitIdParameters {
  /**
   * The AuthnContextClassRefs that the authentication is to be one of, as Signicat has given them to you: by these it chooses
   * the eID. What comes back is held against them. Nothing is asked for unless it is set.
   */
  readonly authnContext?: readonly string[];
  /** Have the person authenticate anew, whatever session Signicat has. What comes back is held against it. Default false. */
  readonly forceAuthn?: boolean;
  /** Show the person nothing: a session that Signicat has already, or the refusal `no_passive`. Default false. */
  readonly isPassive?: boolean;
}
