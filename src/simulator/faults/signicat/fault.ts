import type { Login } from '../../brokers/signicat/errand';
import type { FaultBase } from '../fault';
import type { Saml11Fault } from '../saml11/fault';
import type { ReturnFault, Saml2Fault, StatusFault } from '../saml2/fault';

interface OfLogin {
  /** Who logged in is changed. */
  readonly login?: (login: Login) => Login;
}

/** What MitID's message says is changed. */
export interface MitIdAnswerFault extends Saml2Fault, OfLogin {}

/** What NemID's message says is changed. */
export interface NemIdAnswerFault extends Saml11Fault, OfLogin {}

/** A login with NemID ends with a status, before anybody is asked anything. */
export interface NemIdStatusFault extends FaultBase {
  readonly at: 'login';
  readonly statusMessage: string;
}

export type MitIdFault = StatusFault | ReturnFault | MitIdAnswerFault;
export type NemIdFault = NemIdStatusFault | ReturnFault | NemIdAnswerFault;
