import type { Answer, StatusDraft } from '../../brokers/saml2/answer';
import type { FaultBase, FaultWorld } from '../fault';

/** The login ends with a status, before anybody is asked anything. */
export interface StatusFault extends FaultBase {
  readonly at: 'login';
  readonly status: StatusDraft;
}

/** The browser brings something else than the answer to this login. */
export interface ReturnFault extends FaultBase {
  readonly at: 'return';
}

/** The assertion of SAML 2.0, or the message around it, says something else. */
export interface Saml2Fault extends FaultBase {
  readonly at: 'answer';
  /** It breaks the encryption, and waits for an answer that is encrypted. */
  readonly encrypted?: true;
  /**
   * Where the assertion is encrypted, it is inside: from the decryption on every failure looks the same (`decryption_failed`), so
   * that nobody can ask an application what a ciphertext holds (rules 4). Some do so only where the Response around it is not
   * signed: a signature over the ciphertext says that nobody is asking.
   */
  readonly inside?: 'any response' | 'unsigned response';
  /** What is said is changed. */
  readonly answer?: (answer: Answer, world: FaultWorld) => Answer;
}

/**
 * The faults as an application sees them whose assertions are encrypted.
 *
 * @param signed whether the Responses around them are signed.
 */
export function seenThroughEncryption<Fault extends FaultBase & Pick<Saml2Fault, 'inside'>>(
  faults: readonly Fault[],
  signed: boolean,
): readonly Fault[] {
  const hides = ({ inside }: Fault): boolean => inside === 'any response' || (inside !== undefined && !signed);
  return faults.map((fault) => (hides(fault) ? { ...fault, seenAs: 'decryption_failed' } : fault));
}
