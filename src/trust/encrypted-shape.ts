import { MitIdError } from '../errors';
import { decodeBase64 } from './bytes';
import { DSIG_NAMESPACE } from './signature-shape';
import type { XmlElement } from './xml-element';

export const XENC_NAMESPACE = 'http://www.w3.org/2001/04/xmlenc#';
/** What EncryptedData of an EncryptedAssertion holds (SAML 2.0 core section 2.3.4); Content would be a part of one. */
const TYPE = `${XENC_NAMESPACE}Element`;
/** A message is shorter than this, and its base64 a third longer than what it stands for. */
const MAX_DATA_BYTES = 1024 * 1024;
const MAX_KEY_BYTES = 4096;
/** Ways to a key that lead out of the two elements read here. */
const NOT_FOLLOWED = new Set(['RetrievalMethod', 'KeyInfoReference', 'AgreementMethod', 'DerivedKey']);

/** A saml:EncryptedAssertion that has the one shape; no algorithm is judged and nothing is decrypted yet. */
export interface EncryptedShape {
  readonly dataMethod: XmlElement;
  readonly data: Buffer;
  readonly keyMethod: XmlElement;
  readonly key: Buffer;
}

/**
 * Reads one EncryptedData with one EncryptedKey, which stands in its KeyInfo or beside it, and refuses every other
 * shape: a second of either anywhere in the message, references to a key or to data, properties.
 *
 * @param elements every element of the whole message.
 * @throws MitIdError `encryption_malformed`, `base64_invalid`, `message_too_large`
 */
export function readEncrypted(assertion: XmlElement, elements: readonly XmlElement[]): EncryptedShape {
  for (const local of ['EncryptedData', 'EncryptedKey']) {
    const count = elements.filter((element) => element.local === local).length;
    if (count !== 1) throw refuse(assertion, `${count} ${local} in the message`, 'one');
  }
  const [data, beside] = children(assertion, ['EncryptedData'], ['EncryptedKey']);
  const [dataMethod, keyInfo, cipherData] = encryptedType(data);
  const type = data.attribute('Type');
  if (type !== undefined && type !== TYPE) throw refuse(data, 'another Type', TYPE);
  if (data.attribute('Encoding') !== undefined) throw refuse(data, 'an Encoding', 'none');
  const key = beside ?? keyInfo?.elements.find((child) => child.is(XENC_NAMESPACE, 'EncryptedKey'));
  if (key === undefined) throw refuse(data, 'no EncryptedKey', 'one in KeyInfo or beside the EncryptedData');
  // The one KeyInfo that is looked into; a KeyName may name the key that stands beside.
  const others = keyInfo?.elements.filter((child) => child !== key && !child.is(DSIG_NAMESPACE, 'KeyName'));
  if (keyInfo?.hasLooseText === true || (others?.length ?? 0) > 0) throw refuse(data, namesOf(others), 'EncryptedKey');
  const [keyMethod, innerKeyInfo, keyCipherData] = encryptedType(key, ['ReferenceList', 'CarriedKeyName']);
  if (innerKeyInfo?.elements.some(({ local }) => NOT_FOLLOWED.has(local)) === true) {
    throw refuse(key, namesOf(innerKeyInfo.elements), 'no reference to another key');
  }
  return {
    dataMethod,
    data: cipherValue(cipherData, MAX_DATA_BYTES),
    keyMethod,
    key: cipherValue(keyCipherData, MAX_KEY_BYTES),
  };
}

/** EncryptionMethod, KeyInfo where there is one, CipherData: what EncryptedData and EncryptedKey have in common. */
function encryptedType(
  element: XmlElement,
  after: readonly string[] = [],
): [method: XmlElement, keyInfo: XmlElement | undefined, cipherData: XmlElement] {
  const rest = element.elements;
  const [method] = rest.splice(0, 1);
  const keyInfo = rest[0]?.is(DSIG_NAMESPACE, 'KeyInfo') === true ? rest.shift() : undefined;
  const [cipherData] = rest.splice(0, 1);
  const fits =
    method?.is(XENC_NAMESPACE, 'EncryptionMethod') === true &&
    cipherData?.is(XENC_NAMESPACE, 'CipherData') === true &&
    inOrder(rest, after);
  if (!fits || element.hasLooseText) {
    throw refuse(element, namesOf(element.elements), `EncryptionMethod KeyInfo? CipherData`);
  }
  return [method, keyInfo, cipherData];
}

function cipherValue(cipherData: XmlElement, maxBytes: number): Buffer {
  const [value] = children(cipherData, ['CipherValue'], []);
  const { text } = value;
  if (text === undefined) throw refuse(value, 'child elements', 'text only');
  return decodeBase64(text, maxBytes, value.path);
}

/** The child elements of XML Encryption: one required, and after it those optional ones that are there. */
function children(
  parent: XmlElement,
  [required]: readonly [string],
  optional: readonly string[],
): [XmlElement, ...XmlElement[]] {
  const [first, ...rest] = parent.elements;
  if (first?.is(XENC_NAMESPACE, required) !== true || !inOrder(rest, optional) || parent.hasLooseText) {
    throw refuse(parent, namesOf(parent.elements), [required, ...optional.map((local) => `${local}?`)].join(' '));
  }
  return [first, ...rest];
}

function inOrder(found: readonly XmlElement[], optional: readonly string[]): boolean {
  let from = 0;
  return found.every((element) => {
    const at = optional.indexOf(element.local, from);
    from = at + 1;
    return at !== -1 && element.uri === XENC_NAMESPACE;
  });
}

function namesOf(elements: readonly XmlElement[] = []): string {
  const names = elements.map(({ local }) => local.slice(0, 40)).join(' ');
  return names === '' ? 'nothing' : names.slice(0, 120);
}

function refuse({ path: where }: XmlElement, got: string, expected: string): MitIdError {
  return new MitIdError('encryption_malformed', { where, got, expected });
}
