import type { ArtifactErrorCode, EIdentErrorCode, LoginErrorCode } from '../../brokers/eident/error-codes';
import type { Login } from '../../brokers/eident/login';
import type { FaultBase } from '../fault';
import type { Saml11Fault } from '../saml11/fault';

/** The login ends at the `status` URL with a code, before anybody is asked anything. */
export interface LoginFault extends FaultBase {
  readonly at: 'login';
  readonly code: LoginErrorCode;
}

/** The browser comes back with an artifact that was used before. */
export interface CallbackFault extends FaultBase {
  readonly at: 'callback';
}

/** The assertion, or the message around it, says something else. */
export interface AnswerFault extends Saml11Fault {
  /** Who logged in is changed. */
  readonly login?: (login: Login) => Login;
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

export type EIdentFault = LoginFault | CallbackFault | AnswerFault | TransportFault;
