import { MitIdError } from '../errors';
import { looksLikeCpr } from '../identifiers';

/** AES-256. */
const SECRET_BYTES = 32;
const ID = /^[A-Za-z0-9._-]{1,64}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{43}=?|[A-Za-z0-9_-]{43})$/;

/** A key that the CPR number of a stored profile is encrypted with (AES-256-GCM). */
export interface SessionKey {
  /** Names the key in what is stored, so that it is found again after another has become the one to write with: `2026-11`. */
  readonly id: string;
  /** 32 random bytes, as they are or in base64: `openssl rand -base64 32`. */
  readonly secret: Uint8Array | string;
}

/** A key that has been judged. */
export interface UsableKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Judges a key of the application's. Nothing of its secret is repeated.
 *
 * @param name the option, as the application types it.
 * @throws MitIdError `configuration_invalid`
 */
export function usableKey(key: unknown, name: string): UsableKey {
  const { id, secret } = (typeof key === 'object' && key !== null ? key : {}) as Partial<SessionKey>;
  const bytes = typeof secret === 'string' && BASE64.test(secret) ? Buffer.from(secret, 'base64') : secret;
  const problems: string[] = [];
  if (typeof id !== 'string' || !ID.test(id) || looksLikeCpr(id)) {
    problems.push(`${name}.id must be 1 to 64 of A-Z a-z 0-9 . _ -, and no number of a person's`);
  }
  if (!(bytes instanceof Uint8Array)) {
    problems.push(`${name}.secret must be ${SECRET_BYTES} random bytes, or the base64 of them`);
  } else if (bytes.length !== SECRET_BYTES) {
    problems.push(`${name}.secret is ${bytes.length} bytes long; AES-256 needs ${SECRET_BYTES}`);
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return { id: id as string, bytes: bytes as Uint8Array };
}

/**
 * Judges the keys to read with.
 *
 * @param keys the option `keys`: one or more, each with an id of its own.
 * @throws MitIdError `configuration_invalid`
 */
export function usableKeys(keys: unknown): readonly UsableKey[] {
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new MitIdError('configuration_invalid', { problems: ['keys must be an array of one key or more'] });
  }
  const usable = keys.map((key, index) => usableKey(key, `keys[${index}]`));
  const twice = usable.findIndex(({ id }, index) => usable.slice(0, index).some((other) => other.id === id));
  if (twice === -1) return usable;
  throw new MitIdError('configuration_invalid', { problems: [`keys[${twice}].id is that of another key`] });
}
