import { X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { encrypt } from 'xml-encryption';
import { Xml } from '../../xml/template';
import type { EncryptionDraft } from './answer';

/** What xml-encryption 6 takes; its published types are of version 1. */
interface EncryptOptions {
  readonly rsa_pub: string;
  readonly pem: string;
  readonly encryptionAlgorithm: string;
  readonly keyEncryptionAlgorithm: string;
  readonly keyEncryptionDigest?: string | undefined;
  readonly keyEncryptionMgf?: string | undefined;
  readonly disallowEncryptionWithInsecureAlgorithm: boolean;
  readonly warnInsecureAlgorithm: boolean;
}
const encryptText = promisify(encrypt) as unknown as (text: string, options: EncryptOptions) => Promise<string>;

const SHA384 = 'http://www.w3.org/2001/04/xmldsig-more#sha384';
const BLOCK = 16;
const FULL_TAG = 16;
const SHORT_TAG = 4;
const LAST_VALUE = /(<xenc:CipherValue>)([^<]*)(?=<\/xenc:CipherValue>\s*<\/xenc:CipherData>\s*<\/xenc:EncryptedData>)/;

/** Encrypts an element for the receiver: an EncryptedData with one EncryptedKey in its KeyInfo. */
export async function encryptElement(element: Xml, draft: EncryptionDraft): Promise<Xml> {
  const publicKey = new X509Certificate(draft.certificate).publicKey;
  const written = await encryptText(element.text, {
    rsa_pub: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pem: draft.certificate,
    encryptionAlgorithm: draft.data,
    keyEncryptionAlgorithm: draft.key.uri,
    keyEncryptionDigest: draft.key.digest,
    keyEncryptionMgf: draft.key.mask,
    // What is insecure is chosen here on purpose: CBC because brokers use it, the rest by a fault.
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  });
  // xml-encryption knows no URI for this digest and would write its short name.
  const named = written.trim().replace('DigestMethod Algorithm="sha384"', `DigestMethod Algorithm="${SHA384}"`);
  return new Xml(draft.broken === undefined ? named : named.replace(LAST_VALUE, breaking(element, draft.broken)));
}

function breaking(element: Xml, broken: NonNullable<EncryptionDraft['broken']>) {
  return (_all: string, tag: string, value: string): string => {
    const bytes = Buffer.from(value, 'base64');
    if (broken === 'tag-length') return `${tag}${bytes.subarray(0, SHORT_TAG - FULL_TAG).toString('base64')}`;
    // A change to the last byte but one block changes the last byte of the plaintext: in CBC that is the padding's length,
    // which no block has 255 of. In GCM any change to the last byte is one to the tag.
    const padding = BLOCK - (Buffer.byteLength(element.text) % BLOCK);
    const [index, mask] = broken === 'padding' ? [bytes.length - BLOCK - 1, padding ^ 0xff] : [bytes.length - 1, 1];
    bytes[index] = (bytes[index] ?? 0) ^ mask;
    return `${tag}${bytes.toString('base64')}`;
  };
}
