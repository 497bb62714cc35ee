import type { Login } from '../../brokers/nemlogin/login';
import type { FaultBase } from '../fault';
import type { ReturnFault, Saml2Fault, StatusFault } from '../saml2/fault';

/** A person who does not reach the level is let in all the same. */
export interface LevelFault extends FaultBase {
  readonly at: 'level';
}

/** The assertion, or the message around it, says something else. */
export interface AnswerFault extends Saml2Fault {
  /** Who logged in is changed. */
  readonly login?: (login: Login) => Login;
}

export type NemLogInFault = StatusFault | LevelFault | ReturnFault | AnswerFault;
