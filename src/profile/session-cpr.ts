import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Cpr } from '../identifiers';
import type { ProfileKey } from './profile';
import type { UsableKey } from './session-key';

const CIPHER = 'aes-256-gcm';
/** 96 bits, random for each write: NIST SP 800-38D, section 8.2.2. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const DIGITS = 10;
/** Bound into what is authenticated, so that a secret which is used for something else too has no value here. */
const PURPOSE = 'passport-mitid-saml session cpr 2';

/** A CPR number as a session holds it. */
export interface SealedCpr {
  /** The `id` of the key. */
  readonly key: string;
  /** Base64url. */
  readonly iv: string;
  /** Base64url of the encrypted digits and the tag after them: as long for each number. */
  readonly sealed: string;
}

/** Encrypts a CPR number for the profile of that key: in the profile of another it cannot be read. */
export function sealCpr(cpr: Cpr, owner: ProfileKey, { id, bytes }: UsableKey): SealedCpr {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(owner, id));
  const sealed = Buffer.concat([cipher.update(cpr.reveal(), 'latin1'), cipher.final(), cipher.getAuthTag()]);
  return { key: id, iv: iv.toString('base64url'), sealed: sealed.toString('base64url') };
}

/**
 * The CPR number again.
 *
 * @returns undefined where the key is another, a byte was changed, or it was sealed for another profile.
 */
export function openCpr({ iv, sealed }: SealedCpr, owner: ProfileKey, { id, bytes }: UsableKey): Cpr | undefined {
  const held = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, bytes, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(owner, id));
  decipher.setAuthTag(held.subarray(DIGITS));
  try {
    const digits = Buffer.concat([decipher.update(held.subarray(0, DIGITS)), decipher.final()]);
    return Cpr.parse(digits.toString('latin1'));
  } catch {
    // What Node says says nothing more, and what was decrypted before the tag was asked is nobody's to see.
    return undefined;
  }
}

/** Whether a text is base64url of that many bytes, written the one way there is. */
const isBase64url = (text: string, bytes: number): boolean => {
  const read = Buffer.from(text, 'base64url');
  return read.length === bytes && read.toString('base64url') === text;
};

/** Whether it has the form that `sealCpr` gives it; nothing is decrypted. */
export function isSealed({ iv, sealed }: SealedCpr): boolean {
  return isBase64url(iv, IV_BYTES) && isBase64url(sealed, DIGITS + TAG_BYTES);
}

function boundTo({ issuer, namespace, id }: ProfileKey, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([PURPOSE, keyId, issuer, namespace, id]));
}
