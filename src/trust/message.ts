import { MitIdError, type MitIdErrorCode } from '../errors';
import { readEnvelope, type Envelope } from './envelope';
import { SOAP_NAMESPACE, type MessageNames } from './names';
import { readXml, type ReadLimits } from './reader';
import type { XmlElement } from './xml-element';

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

function refuse(code: MitIdErrorCode, { path: where }: XmlElement, got: string, expected?: string): MitIdError {
  return new MitIdError(code, { where, got, ...(expected !== undefined && { expected }) });
}
