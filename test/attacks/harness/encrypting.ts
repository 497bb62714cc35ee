import { CERTS } from '../../support/certs';
import { encryptedAssertion, type Encryption } from '../../support/saml2/encrypt';
import { AES256_GCM, OAEP_MGF1P } from '../../support/saml2/encryption-methods';
import { SHA1 } from '../../support/xmldsig/methods';

/** Whose key decrypts. */
export const SERVICE_PROVIDER = CERTS.tlsClient;

/** The key that NemLog-in encrypts to, and the algorithms of its test lane. */
export const ENCRYPTION: Encryption = {
  certificate: SERVICE_PROVIDER.cert,
  data: AES256_GCM,
  key: OAEP_MGF1P,
  digest: SHA1,
  // Two of them in one message are two ids.
  encryptedData: (usual) => usual.replace(' Id="_data"', ''),
};

/**
 * Encrypts every assertion of a document that stands in no other, as it is: whatever an attack has written into one is
 * inside the ciphertext. Works on bytes, so that a text that is no UTF-8 stays what it is.
 */
export function encryptAssertions(document: Buffer, encryption: Encryption = ENCRYPTION): Buffer {
  return replaceAssertions(document, (assertion) => encryptedAssertion(Buffer.from(assertion, 'latin1'), encryption));
}

/**
 * What stands around the assertions, however empty elements are written: two documents with the same are told apart by
 * nothing that is not encrypted.
 */
export function outsideOf(document: Buffer): string {
  const outside = replaceAssertions(document, () => '<encrypted/>').toString('latin1');
  return outside.replaceAll(/<([\w.:-]+)([^<>]*[^<>/])?><\/\1>/g, '<$1$2/>');
}

function replaceAssertions(document: Buffer, by: (assertion: string) => string): Buffer {
  let text = document.toString('latin1');
  const start = /<((?:[\w.-]+:)?Assertion)(?=[\s/>])/g;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const end = endOf(text, found.index, found[1] ?? '');
    const replaced = by(text.slice(found.index, end));
    text = text.slice(0, found.index) + replaced + text.slice(end);
    start.lastIndex = found.index + replaced.length;
  }
  return Buffer.from(text, 'latin1');
}

/** Where the element that begins at `start` ends; where it never ends, with the text's last end tag of its name. */
function endOf(text: string, start: number, name: string): number {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^>]*?(/?)>`, 'g');
  tags.lastIndex = start;
  let depth = 0;
  let last = text.length;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    if (tag[2] !== '/') depth += tag[1] === '/' ? -1 : 1;
    last = tags.lastIndex;
    if (depth === 0) return last;
  }
  return last;
}
