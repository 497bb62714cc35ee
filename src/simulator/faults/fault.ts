import type { MitIdErrorCode } from '../../errors';
import type { Answer } from '../brokers/eident/answer';
import type { ArtifactErrorCode, EIdentErrorCode, LoginErrorCode } from '../brokers/eident/error-codes';
import type { Login } from '../brokers/eident/login';
import type { SigningKey } from '../keys/signing-key';

interface FaultBase {
  /** Kebab-case; a fault named after one of the broker's own codes is spelled as the broker spells it. */
  readonly name: string;
  /** What happens, for the page and the docs. */
  readonly description: string;
  /** The MitIdError that the application must see, if it asked for what the fault withholds. */
  readonly seenAs: MitIdErrorCode;
}

/** The login ends at the `status` URL with a code, before anybody is asked anything. */
export interface LoginFault extends FaultBase {
  readonly at: 'login';
  readonly code: LoginErrorCode;
}

/** The browser comes back with an artifact that was used before. */
export interface CallbackFault extends FaultBase {
  readonly at: 'callback';
}

/** What a fault may need to know. */
export interface FaultWorld {
  /** The id of an assertion that was sent earlier. */
  readonly previousAssertionId: string | undefined;
  /** A key that nobody trusts. */
  readonly foreignKey: () => SigningKey;
}

/** The assertion, or the message around it, says something else. */
export interface AnswerFault extends FaultBase {
  readonly at: 'answer';
  /** Where it can be applied; both unless given. */
  readonly profile?: Answer['profile'];
  /** Who logged in is changed. */
  readonly login?: (login: Login) => Login;
  /** What is said is changed. */
  readonly answer?: (answer: Answer, world: FaultWorld) => Answer;
}

/** The SOAP request gets no proper answer. */
export interface TransportFault extends FaultBase {
  readonly at: 'transport';
  readonly trouble:
    | { readonly kind: 'soap-fault'; readonly code: EIdentErrorCode | ArtifactErrorCode }
    | { readonly kind: 'http-500' }
    | { readonly kind: 'redirect' }
    | { readonly kind: 'huge' }
    | { readonly kind: 'slow' }
    | { readonly kind: 'connection-reset' };
}

export type Fault = LoginFault | CallbackFault | AnswerFault | TransportFault;
