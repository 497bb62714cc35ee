import type { NemIdMethod } from '../methods';

/** What a login asks of Signicat's NemID. Each may stand in the strategy's options and in a call; the call's wins. */
export interface SignicatNemIdParameters {
  /** The method of the authentication URL. What comes back is held against the identity types it gives. */
  readonly method?: NemIdMethod;
  /** The graphical profile of Signicat's pages; Signicat's own by default. */
  readonly graphicalProfile?: string;
  /** The language of Signicat's pages: two letters, ISO 639-1, such as `da`; Signicat's own default. */
  readonly language?: string;
}
