import type { Nsis } from '../../identifiers';

/** What a login asks of NemLog-in. Each may stand in the strategy's options and in a call; the call's wins. */
export interface NemLogInParameters {
  /** Level of assurance to log in with; default `substantial`. Anything lower coming back is refused. */
  readonly loa?: Nsis;
  /** Whom the login may be of: `private`, `professional` (MitID Erhverv). Default both. What comes back is held against it. */
  readonly identityTypes?: readonly ('private' | 'professional')[];
  /** Have the person authenticate anew, whatever session NemLog-in has. What comes back is held against it. Default false. */
  readonly forceAuthn?: boolean;
  /** Show the person nothing: a session that NemLog-in has already, or the refusal `no_passive`. Default false. */
  readonly isPassive?: boolean;
  /** The app of yours that the MitID app switches back to: an https link, or an Android package name. */
  readonly appSwitch?: { readonly platform: 'Android' | 'iOS'; readonly returnUrl: string };
}
