import { z } from 'zod';
import { MitIdError } from '../errors';
import type { LookupConfig } from './config';
import type { Service } from './service';

const PATH = '/api/accesstoken/issue';
/** A token is not used in the last moments of its life: it has to arrive too. */
const MARGIN_MS = 30_000;
const ASSERTION = /<(?:[\w.-]+:)?(?:Encrypted)?Assertion[\s>]/;

/** RFC 6749 section 5.1, with OIO IDWS's own type; `expires_in` is seconds. Other members are left alone. */
const ANSWER = z.object({
  // What may stand in an Authorization header (token68, RFC 9110 section 11.2).
  access_token: z.string().regex(/^[A-Za-z0-9._~+/-]{1,16384}=*$/),
  token_type: z.string().regex(/^holder-of-key$/i),
  expires_in: z.int().min(1),
});

interface Held {
  readonly token: string;
  readonly expiresAt: number;
}

/** The access token for the lookups, had for a SAML assertion and kept until it expires. */
export class AccessTokens {
  readonly #service: Service;
  readonly #config: Pick<LookupConfig, 'samlToken' | 'timeoutMs'>;
  #held: Held | undefined;
  #asking: Promise<Held> | undefined;

  constructor(service: Service, config: Pick<LookupConfig, 'samlToken' | 'timeoutMs'>) {
    this.#service = service;
    this.#config = config;
  }

  /**
   * @returns a token, and whether it was held already: the service may have forgotten such a one.
   * @throws MitIdError as `Service.post`; `lookup_unauthorized` too where `samlToken` gives none,
   *   `lookup_answer_unknown` for an answer that is no token.
   */
  async get(): Promise<{ readonly token: string; readonly wasHeld: boolean }> {
    const held = this.#held;
    if (held !== undefined && Date.now() < held.expiresAt) return { token: held.token, wasHeld: true };
    // One exchange for all who wait.
    this.#asking ??= this.#exchange().finally(() => {
      this.#asking = undefined;
    });
    this.#held = await this.#asking;
    return { token: this.#held.token, wasHeld: false };
  }

  /** Drops a token that the service refused, unless another has taken its place. */
  drop(token: string): void {
    if (this.#held?.token === token) this.#held = undefined;
  }

  async #exchange(): Promise<Held> {
    const assertion = await this.#samlToken();
    const asked = Date.now();
    const fields = { 'saml-token': Buffer.from(assertion).toString('base64') };
    const text = await this.#service.post(PATH, fields);
    const { data } = ANSWER.safeParse(parsed(text));
    if (data === undefined) {
      const expected = 'JSON with access_token, expires_in and the token_type Holder-of-key';
      throw this.#service.refusal('lookup_answer_unknown', PATH, `${text.length} other characters`, expected);
    }
    return { token: data.access_token, expiresAt: asked + data.expires_in * 1000 - MARGIN_MS };
  }

  async #samlToken(): Promise<string> {
    const signal = AbortSignal.timeout(this.#config.timeoutMs);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    // A function that throws at once leaves nobody who hears of it, and a rejection that nobody hears ends the process.
    const ask = async () => this.#config.samlToken(signal);
    const refusal = (got: string, cause?: unknown) =>
      new MitIdError(
        'lookup_unauthorized',
        { where: 'samlToken', got, expected: 'the XML of a SAML assertion', option: 'samlToken' },
        { cause },
      );
    let given: unknown;
    try {
      given = await Promise.race([ask(), late]);
    } catch (error) {
      throw refusal(signal.aborted ? `nothing within ${this.#config.timeoutMs} ms` : 'an error', error);
    }
    if (typeof given !== 'string' || !ASSERTION.test(given)) throw refusal(`another ${typeof given}`);
    return given;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
