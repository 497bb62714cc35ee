import { createHmac } from 'node:crypto';
import { MitIdError } from '../errors';
import { looksLikeCpr, type Cpr } from '../identifiers';

/** A secret that CPR numbers are hashed under, and its name, which stands before each hash. */
export interface CprSecret {
  /** 1-32 lower-case letters, digits, `-` or `_`. A secret that changes gets another id. */
  readonly id: string;
  /** At least 32 bytes, of a random generator: whoever has it can try every CPR number there is in minutes. */
  readonly secret: string | Uint8Array;
}

const ID = /^[a-z0-9_-]{1,32}$/;
const LEAST_BYTES = 32;
/** Before what is kept hashed because it may be a CPR number and is none by name: a RID, mostly. */
const KEPT = 'hmac';

/**
 * CPR numbers as the database knows them: HMAC-SHA-256 under the application's secret, as `<secret id>:<hex>`. The first secret
 * hashes what is new; the others find what was hashed before it came (rotation).
 */
export class CprHasher {
  readonly #secrets: readonly CprSecret[];

  /** @throws MitIdError `configuration_invalid` for a secret that is too short, or an id that is malformed or there twice. */
  constructor(secrets: readonly CprSecret[]) {
    const problems = secrets.flatMap(({ id, secret }, index) => [
      ...(ID.test(id) ? [] : [`cprSecrets[${index}].id: 1-32 lower-case letters, digits, - or _`]),
      ...(secrets.findIndex((other) => other.id === id) === index ? [] : [`cprSecrets[${index}].id: is there twice`]),
      ...(Buffer.from(secret).length >= LEAST_BYTES
        ? []
        : [`cprSecrets[${index}].secret: at least ${LEAST_BYTES} bytes of a random generator`]),
    ]);
    if (secrets.length === 0) problems.push('cprSecrets: at least one secret, [{ id, secret }]');
    if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
    this.#secrets = secrets.map(({ id, secret }) => ({ id, secret }));
  }

  /** The ids of the secrets, the current one first. */
  get ids(): readonly string[] {
    return this.#secrets.map(({ id }) => id);
  }

  /** The hash of a CPR number under each secret, the current one first. */
  hashes(cpr: Cpr): readonly string[] {
    return this.#secrets.map(({ id, secret }) => `${id}:${hmac(secret, `cpr:${cpr.reveal()}`)}`);
  }

  /**
   * A text as it may be kept: itself, or where it holds what could be a CPR number (some employers have made it their
   * employees' RID) its HMAC under each secret, the current one first.
   */
  kept(text: string): readonly string[] {
    if (!looksLikeCpr(text)) return [text];
    return this.#secrets.map(({ id, secret }) => `${KEPT}:${id}:${hmac(secret, `kept:${text}`)}`);
  }

  /**
   * A digest of a file as it may be kept, under each secret, the current one first: of a file of one line, the digest itself
   * would tell its CPR number to whoever tries them all.
   */
  fingerprints(digest: string): readonly string[] {
    return this.#secrets.map(({ secret }) => hmac(secret, `file:${digest}`));
  }

  /** What tells each secret from another of the same id, and says nothing of it. */
  proofs(): readonly { readonly id: string; readonly proof: string }[] {
    return this.#secrets.map(({ id, secret }) => ({ id, proof: hmac(secret, 'proof') }));
  }
}

function hmac(secret: string | Uint8Array, text: string): string {
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex');
}
