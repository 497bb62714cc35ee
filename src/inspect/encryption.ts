import type { KeyObject } from 'node:crypto';
import { MitIdError } from '../errors';
import { DSIG_NAMESPACE, readXml, SOAP_MESSAGE, type XmlElement } from '../trust';
import { decrypt, readCiphertext } from '../trust/decryption';
import { XENC_NAMESPACE } from '../trust/encrypted-shape';
import type { EncryptionDescription } from './inspection';
import { masked } from './mask';
import { wordOf } from './signatures';

/** No message has more than one that counts. */
const MAX_DESCRIBED = 8;

/** The assertion of an EncryptedAssertion, and every element of it. */
export interface Decrypted {
  readonly encrypted: XmlElement;
  readonly root: XmlElement;
  readonly elements: readonly XmlElement[];
}

/**
 * Describes what is encrypted, and opens it where a key does.
 *
 * @param elements every element of the document.
 */
export function openEncrypted(
  elements: readonly XmlElement[],
  keys: readonly KeyObject[],
): { descriptions: EncryptionDescription[]; opened?: Decrypted } {
  const encrypted = elements.filter(({ local }) => local === 'EncryptedAssertion').slice(0, MAX_DESCRIBED);
  const attempts = encrypted.map((element) => ({ element, ...attempt(element, elements, keys) }));
  const opened = attempts.map(({ decrypted }) => decrypted).find((one) => one !== undefined);
  return {
    descriptions: attempts.map(({ element, why }) => ({
      where: masked(element.path),
      ...methodsOf(element),
      decrypted: why === undefined,
      ...(why !== undefined && { why }),
    })),
    ...(opened !== undefined && { opened }),
  };
}

function attempt(
  encrypted: XmlElement,
  elements: readonly XmlElement[],
  keys: readonly KeyObject[],
): { decrypted?: Decrypted; why?: string } {
  if (keys.length === 0) return { why: 'no --decryption-key' };
  try {
    // The judge decides whether AES-CBC is accepted; to look at it, it always is.
    const { octets, fault } = decrypt(readCiphertext(encrypted, elements, { keys, allowCbc: true }), keys);
    if (fault !== undefined) return { why: fault.got ?? 'it does not open' };
    return { decrypted: { encrypted, ...readXml(octets, SOAP_MESSAGE, { parent: encrypted, elements }) } };
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    return { why: error.code };
  }
}

function methodsOf(encrypted: XmlElement): Pick<EncryptionDescription, 'data' | 'key' | 'recipient'> {
  const data = find(encrypted, 'EncryptedData');
  const key = find(encrypted, 'EncryptedKey');
  const method = methodOf(key);
  const parameters = (method?.elements ?? []).map((one) => wordOf(one.attribute('Algorithm')));
  const recipient = key?.attribute('Recipient') ?? keyNameOf(key);
  return {
    data: wordOf(methodOf(data)?.attribute('Algorithm')),
    key: [wordOf(method?.attribute('Algorithm')), ...parameters].join(' with '),
    ...(recipient !== undefined && { recipient: masked(recipient).slice(0, 200) }),
  };
}

const methodOf = (element: XmlElement | undefined) => element?.all(XENC_NAMESPACE, 'EncryptionMethod')[0];

function keyNameOf(key: XmlElement | undefined): string | undefined {
  return key?.all(DSIG_NAMESPACE, 'KeyInfo').flatMap((info) => info.all(DSIG_NAMESPACE, 'KeyName'))[0]?.text;
}

/** The first of that name below: whoever encrypts puts the key inside the data, or beside it. */
function find(element: XmlElement, local: string): XmlElement | undefined {
  for (const child of element.elements) {
    const found = child.is(XENC_NAMESPACE, local) ? child : find(child, local);
    if (found !== undefined) return found;
  }
  return undefined;
}
