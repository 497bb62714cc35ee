import type { SignatureProof } from '../assertion';
import { MitIdError, type MitIdErrorCode } from '../errors';
import { decrypt, readCiphertext, type DecryptionOptions } from './decryption';
import type { OpenedMessage } from './message';
import type { MessageNames } from './names';
import { readXml, SOAP_MESSAGE } from './reader';
import { DSIG_NAMESPACE } from './signature-shape';
import { verifySignature, type VerifyOptions } from './verify-signature';
import type { XmlElement } from './xml-element';

/** What the signatures of a message cover. A Response covers an encrypted assertion by covering its ciphertext. */
export type Coverage = 'response' | 'assertion' | 'both' | 'none';

export interface VerifiedMessage {
  readonly assertion: XmlElement;
  readonly coverage: Coverage;
  /** Whether the assertion arrived encrypted; it then stands in its EncryptedAssertion. */
  readonly encrypted: boolean;
  /** Of every signature in it. */
  readonly signatures: readonly SignatureProof[];
}

/** The elements that a signature may be a child of, and sign. */
interface Signable {
  readonly response?: XmlElement;
  readonly assertion?: XmlElement;
}
type Covered = Partial<Record<keyof Signable, SignatureProof>>;

/**
 * The trust core's verdict: finds the one assertion, decrypts it where it is encrypted, and proves by every signature in
 * the message that it, or the Response around it, is what a trusted certificate signed.
 *
 * @param options undefined where no certificate is configured: then a message with any signature is refused, and one
 *   without has the coverage `none`, which only the lane's own option may accept.
 * @param decryption undefined where no key is configured: then an encrypted assertion is refused.
 * @returns the assertion and what is covered. Only what the coverage says may be believed.
 * @throws MitIdError the structure and signature codes; `encryption_malformed`, `encryption_algorithm`; and for
 *   whatever goes wrong from the first use of a key on, `decryption_failed`
 */
export function verifyMessage(
  message: OpenedMessage,
  options: VerifyOptions | undefined,
  decryption?: DecryptionOptions,
): VerifiedMessage {
  const { names, response, elements } = message;
  const found = theOneAssertion(message, decryption !== undefined);
  if (decryption !== undefined && found.local === 'EncryptedAssertion') {
    return verifyEncrypted(message, found, options, decryption);
  }
  const covered = verifySignatures(elements, { response, assertion: found }, names, options);
  return { assertion: found, coverage: coverageOf(covered), encrypted: false, signatures: proofsOf(covered) };
}

/** The signature of the Response first, over what arrived; then what can be judged without a key; then the plaintext. */
function verifyEncrypted(
  { names, response, elements }: OpenedMessage,
  encrypted: XmlElement,
  options: VerifyOptions | undefined,
  decryption: DecryptionOptions,
): VerifiedMessage {
  const around = verifySignatures(elements, { response }, names, options);
  const { octets, fault } = decrypt(readCiphertext(encrypted, elements, decryption), decryption.keys);
  try {
    const inside = readXml(octets, SOAP_MESSAGE, { parent: encrypted, elements });
    const assertion = theDecryptedAssertion(inside.root, inside.elements, names);
    const covered = { ...around, ...verifySignatures(inside.elements, { assertion }, names, options) };
    const coverage = coverageOf(covered);
    // Without any signature everything a stranger encrypts for us would get answers of its own, further on.
    if (coverage === 'none') throw refuse('signature_missing', assertion, 'no signature', 'one inside or around');
    if (fault === undefined) return { assertion, coverage, encrypted: true, signatures: proofsOf(covered) };
  } catch (error) {
    if (fault === undefined) throw decryptionFailed(encrypted, error);
  }
  throw new MitIdError('decryption_failed', { where: encrypted.path, ...fault });
}

/**
 * One code, whatever was wrong: whether a key opened, a padding was good or a plaintext was XML is what an attacker
 * would ask message after message. Of the inner error only what cannot quote the plaintext is kept.
 *
 * @param encrypted the EncryptedAssertion.
 * @param error what the plaintext was refused for.
 */
export function decryptionFailed({ path: where }: XmlElement, error: unknown): MitIdError {
  const { code, detail } = error instanceof MitIdError ? error : new MitIdError('decryption_failed');
  const { expected, option } = detail;
  const cause = new MitIdError(code, {
    where,
    ...(expected !== undefined && { expected }),
    ...(option !== undefined && { option }),
  });
  const got = `a plaintext refused for ${code}`;
  return new MitIdError('decryption_failed', { ...cause.detail, got }, { cause });
}

/** Verifies every Signature among `elements`; one that is not a child of a signable element is refused. */
function verifySignatures(
  elements: readonly XmlElement[],
  { response, assertion }: Signable,
  names: MessageNames,
  options: VerifyOptions | undefined,
): Covered {
  const covered: Covered = {};
  for (const signature of elements) {
    if (!signature.is(DSIG_NAMESPACE, 'Signature')) continue;
    const { parent } = signature;
    const target = parent === response ? 'response' : parent === assertion ? 'assertion' : undefined;
    if (parent === undefined || target === undefined) {
      throw refuse('signature_misplaced', signature, 'a Signature there', 'a child of Response or Assertion');
    }
    if (covered[target] !== undefined) throw refuse('signature_malformed', signature, 'a second Signature', 'one');
    const id = parent.attribute(target === 'response' ? names.responseId : names.assertionId);
    if (id === undefined || id === '')
      throw refuse('signature_reference', parent, 'no id', 'an id that the Reference names');
    if (options === undefined)
      throw refuse('signature_invalid', signature, 'a signature', 'no signature, as no certificate is trusted');
    covered[target] = verifySignature(signature, parent, id, options);
  }
  return covered;
}

function coverageOf({ response, assertion }: Covered): Coverage {
  if (response !== undefined) return assertion !== undefined ? 'both' : 'response';
  return assertion !== undefined ? 'assertion' : 'none';
}

function proofsOf({ response, assertion }: Covered): readonly SignatureProof[] {
  return Object.freeze([response, assertion].filter((proof) => proof !== undefined));
}

function theOneAssertion({ names, response, elements }: OpenedMessage, mayBeEncrypted: boolean): XmlElement {
  // Counted by local name over the whole message, whatever the namespace: a second assertion has no honest use here.
  const assertions = elements.filter(isAnyAssertion);
  const responses = elements.filter(({ local }) => local === 'Response');
  const [assertion] = assertions;
  if (assertion === undefined || assertions.length !== 1 || responses.length !== 1) {
    throw refuse(
      'assertion_count',
      response,
      `${assertions.length} assertion(s) in ${responses.length} response(s)`,
      'one in one',
    );
  }
  const right =
    assertion.is(names.assertion, 'Assertion') ||
    (mayBeEncrypted && assertion.is(names.assertion, 'EncryptedAssertion'));
  if (assertion.parent !== response || !right) {
    throw refuse('signed_element_misplaced', assertion, `an ${assertion.local} there`, 'Response/Assertion');
  }
  return assertion;
}

/** The plaintext, which must be an assertion and hold no other, nor a Response. */
function theDecryptedAssertion(
  root: XmlElement,
  elements: readonly XmlElement[],
  { assertion }: MessageNames,
): XmlElement {
  if (!root.is(assertion, 'Assertion')) throw refuse('message_unexpected', root, 'another element', 'an Assertion');
  const more = elements.filter((element) => isAnyAssertion(element) || element.local === 'Response').length - 1;
  if (more > 0) throw refuse('assertion_count', root, `${more} more`, 'one in one');
  return root;
}

function isAnyAssertion({ local }: XmlElement): boolean {
  return local === 'Assertion' || local === 'EncryptedAssertion';
}

function refuse(code: MitIdErrorCode, { path: where }: XmlElement, got: string, expected: string): MitIdError {
  return new MitIdError(code, { where, got, expected });
}
