import type { Answer } from '../../brokers/saml11/answer';
import type { FaultBase, FaultWorld } from '../fault';

/** The assertion of SAML 1.1, or the message around it, says something else. */
export interface Saml11Fault extends FaultBase {
  readonly at: 'answer';
  /** Where it can be applied; both unless given. */
  readonly profile?: Answer['profile'];
  /** What is said is changed. */
  readonly answer?: (answer: Answer, world: FaultWorld) => Answer;
}
