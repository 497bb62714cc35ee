import type { Nsis } from '../../identifiers';
import type { Eid } from './wire';

/** What a login asks of E-Ident. Each may stand in the strategy's options and in a call; the call's wins. */
export interface EIdentParameters {
  /**
   * Which eIDs may be used: `mitid`, `mitid:mitid_erhverv`, and the NemIDs of old, `dk_nemid_js` (key card) and
   * `dk_nemid-opensign` (key file). Default `['mitid']`. What comes back is held against it.
   */
  readonly eids?: readonly Eid[];
  /** Ask for the CPR number: the person is shown a page to type it on. Default false. */
  readonly returnSsn?: boolean;
  /** Ask for the NemID PID, for migration: shows the CPR page too. Default false. */
  readonly returnNemidPid?: boolean;
  /** Level of assurance to log in with; `substantial` unless `aal` is given. Anything lower coming back is refused. */
  readonly loa?: Nsis;
  /** Authenticator assurance level instead of `loa`; the broker ignores it when both are sent, so both are refused. */
  readonly aal?: Nsis;
  /** The person's MitID UUID, which skips the user id page. Not for MitID Erhverv. */
  readonly presetId?: string;
  /** Shown to the person throughout; at most 130 characters. */
  readonly referenceText?: string;
  /** Shown to the person, who approves it; at most 600 characters, html by the broker's allow-list of tags. */
  readonly transactionText?: { readonly text: string; readonly type: 'text' | 'html' };
  /** Text of the application's own that comes back as it was sent; at most 600 characters. Not secret. */
  readonly additionalInfo?: string;
  /** URL of a style sheet for the broker's pages. */
  readonly style?: string;
  /**
   * How the broker's pages are shown. `redirect` (the default) and `popup` send nothing: a pop-up is the window that the
   * application opens. `embedded` sends `wi=r`. `{ wi }` sends a value that the broker has given you.
   */
  readonly uiMode?: 'redirect' | 'popup' | 'embedded' | { readonly wi: string };
  /** Language of the broker's pages, such as `da_DK` or `en_GB`. */
  readonly locale?: string;
  /** Where the broker sends a person who has to start over, if it does. Nothing is sent unless it is set. */
  readonly startUrl?: string;
  /** Where the broker sends errors and cancels; default the callback URL. That route must run this strategy too. */
  readonly statusUrl?: string;
}
