import { inflateRawSync } from 'node:zlib';
import { MitIdError } from '../../../errors';
import { BROWSER_MESSAGE, decodeBase64, readXml, trimXml, type XmlElement } from '../../../trust';
import { MESSAGES, type MessageName } from './messages';
import { SAML, SAMLP } from './names';
import { refuse } from '../request-refusal';

/** A message that could be read. */
export interface OpenedMessage extends OpenedDocument {
  readonly issuer: string;
}

/** A document, whatever it is. */
export interface OpenedDocument {
  readonly root: XmlElement;
  /** Every element of it, in document order. */
  readonly elements: readonly XmlElement[];
  /** As it came, for the developer. */
  readonly xml: string;
}

/** The document of a request by HTTP-Redirect, with an Issuer. @throws RequestRefusal */
export function openRequest(samlRequest: string): OpenedMessage {
  return openMessage(inflated(samlRequest, 'SAMLRequest'), 'AuthnRequest');
}

/** The document in a SAMLRequest of HTTP-Redirect, whatever it is. @throws RequestRefusal */
export function openDocument(samlRequest: string): OpenedDocument {
  return read(inflated(samlRequest, 'SAMLRequest'));
}

/** A message with an Issuer. @throws RequestRefusal */
export function openMessage(bytes: Buffer, name: MessageName): OpenedMessage {
  const document = read(bytes);
  const { root } = document;
  if (!root.is(SAMLP, name)) {
    throw refuse('the document', `{${root.uri}}${root.local}`, `{${SAMLP}}${name}`, `Send ${MESSAGES[name].article}.`);
  }
  const [issuer, ...more] = root.all(SAML, 'Issuer').map((element) => trimXml(element.text ?? ''));
  if (issuer === undefined || issuer === '' || more.length > 0) {
    throw refuse('Issuer', issuer === undefined ? 'none' : 'an unusable one', 'your entityID', 'Configure entityId.');
  }
  return { ...document, issuer };
}

/** The document in a parameter of HTTP-Redirect: base64 of DEFLATE, both bounded. @throws RequestRefusal */
export function inflated(value: string, parameter: string): Buffer {
  const mend = 'Deflate the document (RFC 1951, without a zlib header), then base64, then percent-encode: + is %2B.';
  try {
    const deflated = decodeBase64(value, BROWSER_MESSAGE.maxBytes, parameter);
    return inflateRawSync(deflated, { maxOutputLength: BROWSER_MESSAGE.maxBytes });
  } catch (error) {
    const got = error instanceof MitIdError ? error.explain() : 'bytes that are no DEFLATE stream, or one too long';
    throw refuse(parameter, got, 'base64 of a deflated document', mend);
  }
}

/** The document in a field of HTTP-POST: base64, bounded. @throws RequestRefusal */
export function decoded(value: string, parameter: string): Buffer {
  try {
    return decodeBase64(value, BROWSER_MESSAGE.maxBytes, parameter);
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    throw refuse(parameter, error.explain(), 'base64 of the document', 'By HTTP-POST nothing is deflated.');
  }
}

/** With the product's own reader. */
function read(bytes: Buffer): OpenedDocument {
  try {
    const { root, elements } = readXml(bytes, BROWSER_MESSAGE);
    return { root, elements, xml: bytes.toString('utf8') };
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    throw refuse(
      'the document',
      error.explain(),
      'XML without DOCTYPE, comment or processing instruction',
      'Send XML that a strict reader takes.',
    );
  }
}
