import type {
  EIdentAuthenticateOptions,
  NemLogInAuthenticateOptions,
  SignicatAuthenticateOptions,
} from 'passport-mitid-saml';
import type { Text } from '../language';

interface Button {
  /** The last part of the path that starts it: `/login/<id>`. */
  readonly id: string;
  readonly title: Text;
  readonly description: Text;
  /** Which of the simulator's people to try, by persona id. */
  readonly tryWith: readonly string[];
}

/** A button that leads to E-Ident, and what it asks for. */
export interface EIdentChoice extends Button {
  readonly broker: 'eident';
  readonly options: EIdentAuthenticateOptions;
}

/** A button that leads to NemLog-in, and what it asks for. */
export interface NemLogInChoice extends Button {
  readonly broker: 'nemlog-in';
  readonly options: NemLogInAuthenticateOptions;
}

/** A button that leads to Signicat. MitID and NemID are two protocols there, and so two strategies here. */
export interface SignicatChoice extends Button {
  readonly broker: 'signicat-mitid' | 'signicat-nemid';
  readonly options: SignicatAuthenticateOptions;
}

/** One way to log in: a button on the front page. */
export type Choice = EIdentChoice | NemLogInChoice | SignicatChoice;

/** Who logs people in: the name of a strategy. */
export type Broker = Choice['broker'];

/** The buttons of one broker, as the front page shows them. */
export interface ChoiceGroup {
  readonly title: Text;
  readonly choices: readonly Choice[];
  /** Shown as links beneath the last of them: the same button with other options. */
  readonly variants?: readonly Choice[];
}
