import { MitIdError, type MitIdErrorCode } from '../errors';
import { readEnvelope, type Envelope } from './envelope';
import { SOAP_NAMESPACE, type MessageNames } from './names';
import { readXml, type ReadLimits } from './reader';
import { DSIG_NAMESPACE } from './signature-shape';
import { verifySignature, type VerifyOptions } from './verify-signature';
import type { XmlElement } from './xml-element';

/** What the signatures of a message cover. */
export type Coverage = 'response' | 'assertion' | 'both' | 'none';

/** A message whose structure is the one that SAML sends; nothing in it is believed yet. */
export interface OpenedMessage {
  readonly envelope: Envelope;
  readonly names: MessageNames;
  readonly response: XmlElement;
  /** Every element of the whole message. */
  readonly elements: readonly XmlElement[];
}

/** @throws MitIdError the reading codes, `soap_fault`, `message_unexpected` */
export function openMessage(bytes: Uint8Array, names: MessageNames, limits: ReadLimits, soap: boolean): OpenedMessage {
  const { root, elements } = readXml(bytes, limits);
  const response = soap ? soapBodyChild(root) : root;
  if (!response.is(names.protocol, 'Response')) {
    throw refuse('message_unexpected', response, `{${response.uri}}${response.local}`.slice(0, 120), 'a Response');
  }
  return { envelope: readEnvelope(response, names), names, response, elements };
}

/** The one element in the Body of a SOAP 1.1 envelope. @throws MitIdError `message_unexpected`, `soap_fault` */
export function soapBodyChild(root: XmlElement): XmlElement {
  if (!root.is(SOAP_NAMESPACE, 'Envelope'))
    throw refuse('message_unexpected', root, root.local.slice(0, 40), 'a SOAP 1.1 Envelope');
  const parts = root.elements;
  const [body] = parts.slice(-1);
  const header = parts.length === 2 ? parts[0] : undefined;
  const shape =
    body?.is(SOAP_NAMESPACE, 'Body') === true && (parts.length === 1 || header?.is(SOAP_NAMESPACE, 'Header') === true);
  const [content, ...more] = body?.elements ?? [];
  if (!shape || content === undefined || more.length > 0) {
    throw refuse(
      'message_unexpected',
      root,
      parts.map(({ local }) => local.slice(0, 40)).join(' '),
      'Header?, Body with one child',
    );
  }
  if (content.is(SOAP_NAMESPACE, 'Fault')) throw soapFault(content);
  return content;
}

function soapFault(fault: XmlElement): MitIdError {
  const said = fault.elements.find(({ local }) => local === 'faultstring')?.text?.trim() ?? '';
  // A broker's code is a word; anything else is free text that might quote somebody.
  const brokerCode = /^[A-Za-z0-9_.-]{1,64}$/.test(said) ? said : undefined;
  return new MitIdError('soap_fault', { where: fault.path }, brokerCode === undefined ? {} : { brokerCode });
}

/**
 * The trust core's verdict: finds the one assertion, and proves by every signature in the message that it, or the
 * Response around it, is what a trusted certificate signed.
 *
 * @param options undefined where no certificate is configured: then a message with any signature is refused, and one
 *   without has the coverage `none`, which only the lane's own option may accept.
 * @returns the assertion and what is covered. Only what the coverage says may be believed.
 * @throws MitIdError the structure and signature codes
 */
export function verifyMessage(
  message: OpenedMessage,
  options: VerifyOptions | undefined,
): { assertion: XmlElement; coverage: Coverage } {
  const { names, response, elements } = message;
  const assertion = theOneAssertion(message);
  const signatures = elements.filter((element) => element.is(DSIG_NAMESPACE, 'Signature'));
  let covered: { response: boolean; assertion: boolean } = { response: false, assertion: false };
  for (const signature of signatures) {
    const parent = signature.parent;
    const target = parent === response ? 'response' : parent === assertion ? 'assertion' : undefined;
    if (parent === undefined || target === undefined) {
      throw refuse('signature_misplaced', signature, 'a Signature there', 'a child of Response or Assertion');
    }
    if (covered[target]) throw refuse('signature_malformed', signature, 'a second Signature', 'one');
    const id = parent.attribute(target === 'response' ? names.responseId : names.assertionId);
    if (id === undefined || id === '')
      throw refuse('signature_reference', parent, 'no id', 'an id that the Reference names');
    if (options === undefined)
      throw refuse('signature_invalid', signature, 'a signature', 'no signature, as no certificate is trusted');
    verifySignature(signature, parent, id, options);
    covered = { ...covered, [target]: true };
  }
  const coverage = covered.response
    ? covered.assertion
      ? 'both'
      : 'response'
    : covered.assertion
      ? 'assertion'
      : 'none';
  return { assertion, coverage };
}

function theOneAssertion({ names, response, elements }: OpenedMessage): XmlElement {
  // Counted by local name over the whole message, whatever the namespace: a second assertion has no honest use here.
  const assertions = elements.filter(({ local }) => local === 'Assertion' || local === 'EncryptedAssertion');
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
  if (assertion.parent !== response || !assertion.is(names.assertion, 'Assertion')) {
    throw refuse('signed_element_misplaced', assertion, 'an Assertion there', 'Response/Assertion');
  }
  return assertion;
}

function refuse(code: MitIdErrorCode, { path: where }: XmlElement, got: string, expected?: string): MitIdError {
  return new MitIdError(code, { where, got, ...(expected !== undefined && { expected }) });
}
