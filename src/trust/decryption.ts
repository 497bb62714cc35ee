import { createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { MitIdError, type ErrorDetail } from '../errors';
import { readEncrypted } from './encrypted-shape';
import { dataAlgorithm, keyAlgorithm, type DataAlgorithm, type KeyAlgorithm } from './encryption-algorithms';
import { unwrapKey } from './unwrap-key';
import type { XmlElement } from './xml-element';

export interface DecryptionOptions {
  /** Private RSA keys, all are tried in turn (rollover). */
  readonly keys: readonly KeyObject[];
  /** AES-CBC data encryption: on for NemLog-in, off elsewhere (rules 4). */
  readonly allowCbc: boolean;
}

/** What is encrypted, and by which of the allowed algorithms; nothing is decrypted yet. */
export interface Ciphertext {
  readonly data: Buffer;
  readonly dataAlgorithm: DataAlgorithm;
  readonly key: Buffer;
  readonly keyAlgorithm: KeyAlgorithm;
}

/** What came out; where `fault` says why it must be refused, the octets are read all the same. */
export interface Plaintext {
  readonly octets: Uint8Array;
  /** For the log, in general words. */
  readonly fault?: Pick<ErrorDetail, 'got' | 'expected' | 'option'>;
}

/** NIST SP 800-38D; XML Encryption 1.1 section 5.2.4 fixes both lengths. */
const GCM_IV_BYTES = 12;
const GCM_TAG_BYTES = 16;
const BLOCK_BYTES = 16;

const NO_KEY = {
  got: 'a session key that no decryption key opens, or one of another size',
  expected: 'one encrypted for a certificate whose key is among them',
  option: 'decryptionKeys',
} as const;

/**
 * Judges all that can be judged without a key.
 *
 * @param elements every element of the whole message.
 * @throws MitIdError `encryption_malformed`, `encryption_algorithm`, `base64_invalid`, `message_too_large`
 */
export function readCiphertext(
  assertion: XmlElement,
  elements: readonly XmlElement[],
  { allowCbc }: DecryptionOptions,
): Ciphertext {
  const { dataMethod, data, keyMethod, key } = readEncrypted(assertion, elements);
  const ciphertext = {
    data,
    dataAlgorithm: dataAlgorithm(dataMethod, allowCbc),
    key,
    keyAlgorithm: keyAlgorithm(keyMethod),
  };
  const fits = isGcm(ciphertext.dataAlgorithm)
    ? data.length >= GCM_IV_BYTES + GCM_TAG_BYTES
    : data.length >= 2 * BLOCK_BYTES && data.length % BLOCK_BYTES === 0;
  if (!fits) {
    throw new MitIdError('encryption_malformed', {
      where: assertion.path,
      got: `${data.length} bytes of data`,
      expected: isGcm(ciphertext.dataAlgorithm) ? 'an IV, data and a tag of 16 bytes' : 'an IV and whole blocks',
    });
  }
  return ciphertext;
}

/**
 * Decrypts, and takes the same way whether or not a key opens the session key, so that the outcome does not tell which of
 * the two went wrong, and the time hardly: every key is tried, and where none opens it, a random session key goes on.
 */
export function decrypt({ data, dataAlgorithm, key, keyAlgorithm }: Ciphertext, keys: readonly KeyObject[]): Plaintext {
  const random = randomBytes(dataAlgorithm.keyBytes);
  const opened = keys
    .map((privateKey) => unwrapKey(key, keyAlgorithm, privateKey))
    .find((sessionKey) => sessionKey?.length === dataAlgorithm.keyBytes);
  const plaintext = isGcm(dataAlgorithm)
    ? decryptGcm(dataAlgorithm.cipher, opened ?? random, data)
    : decryptCbc(dataAlgorithm.cipher, opened ?? random, data);
  return opened === undefined ? { ...plaintext, fault: NO_KEY } : plaintext;
}

type Gcm = Extract<DataAlgorithm['cipher'], `${string}-gcm`>;

function isGcm(algorithm: DataAlgorithm): algorithm is DataAlgorithm & { cipher: Gcm } {
  return algorithm.cipher.endsWith('-gcm');
}

function decryptGcm(cipher: Gcm, sessionKey: Buffer, data: Buffer): Plaintext {
  const decipher = createDecipheriv(cipher, sessionKey, data.subarray(0, GCM_IV_BYTES), {
    authTagLength: GCM_TAG_BYTES,
  }).setAuthTag(data.subarray(-GCM_TAG_BYTES));
  try {
    return {
      octets: Buffer.concat([decipher.update(data.subarray(GCM_IV_BYTES, -GCM_TAG_BYTES)), decipher.final()]),
    };
  } catch {
    // What is not authentic is not looked at.
    return { octets: Buffer.alloc(0), fault: { got: 'data that its tag does not fit' } };
  }
}

/** XML Encryption section 5.2: the last octet is the number of the octets of padding; the others may be anything. */
function decryptCbc(cipher: string, sessionKey: Buffer, data: Buffer): Plaintext {
  const decipher = createDecipheriv(cipher, sessionKey, data.subarray(0, BLOCK_BYTES)).setAutoPadding(false);
  const octets = Buffer.concat([decipher.update(data.subarray(BLOCK_BYTES)), decipher.final()]);
  const padding = octets.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK_BYTES) return { octets, fault: { got: 'data with a bad padding' } };
  return { octets: octets.subarray(0, -padding) };
}
