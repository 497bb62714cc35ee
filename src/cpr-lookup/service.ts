import type { Agent } from 'node:http';
import { MitIdError, type MitIdErrorCode } from '../errors';
import { agentFor, exchange, NoReply } from '../http';
import type { LookupConfig } from './config';

/** A token is some kilobytes, a number some characters. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** NemLog-in's lookup service as a place to post forms to, over mutual TLS. */
export class Service {
  readonly #url: URL;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor({ url, timeoutMs, client, ca }: Pick<LookupConfig, 'url' | 'timeoutMs' | 'client' | 'ca'>) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
    this.#agent = agentFor(url, {
      clientCert: client.cert,
      clientKey: client.key.reveal(),
      ...(ca !== undefined && { ca }),
    });
  }

  /**
   * Posts a form. The fields stand in the body, never in the URL.
   *
   * @returns the text of an answer 200; empty for a 204.
   * @throws MitIdError `lookup_unauthorized` for 401 and 403; `lookup_answer_unknown` for bytes that are no UTF-8;
   *   `lookup_unavailable` for anything else: no connection, no TLS, no answer in time, another status, a redirect (which is
   *   not followed), more than 64 KiB.
   */
  async post(path: string, fields: Readonly<Record<string, string>>, token?: string): Promise<string> {
    const form = new URLSearchParams(fields).toString();
    const { status, body } = await this.#send(path, form, token);
    if (status === 401 || status === 403) {
      throw this.refusal('lookup_unauthorized', path, `HTTP ${status}`, '200', 'samlToken, clientCert or pkcs12');
    }
    if (status !== 200 && status !== 204) {
      const redirects = status >= 300 && status < 400;
      throw this.refusal(
        'lookup_unavailable',
        path,
        `HTTP ${status}`,
        redirects ? '200; a redirect is not followed' : '200',
      );
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    } catch {
      throw this.refusal('lookup_answer_unknown', path, 'bytes that are no UTF-8', 'text');
    }
  }

  /** Without a cause: Node attaches what it could not parse to its own errors, and the answer may be a CPR number. */
  refusal(code: MitIdErrorCode, path: string, got: string, expected: string, option = 'url'): MitIdError {
    return new MitIdError(code, { where: `${this.#url.host}${path}`, got, expected, option });
  }

  async #send(path: string, body: string, token?: string): ReturnType<typeof exchange> {
    try {
      return await exchange(new URL(path, this.#url), {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
          'Accept-Encoding': 'identity',
          'User-Agent': 'passport-mitid-saml',
          ...(token !== undefined && { Authorization: `Holder-of-key ${token}` }),
        },
        body,
        timeoutMs: this.#timeoutMs,
        maxBytes: MAX_ANSWER_BYTES,
        wanted: (status) => status === 200,
      });
    } catch (error) {
      throw error instanceof NoReply ? this.#failure(path, error) : error;
    }
  }

  #failure(path: string, { kind, got }: NoReply): MitIdError {
    const unavailable = (...detail: [got: string, expected: string, option?: string]) =>
      this.refusal('lookup_unavailable', path, ...detail);
    if (kind === 'upgrade') return unavailable(got, '200');
    if (kind === 'too-large') return unavailable(got, `${MAX_ANSWER_BYTES} bytes at most`);
    if (kind === 'timeout') return unavailable('none', `an answer within ${this.#timeoutMs} ms`, 'timeoutMs');
    return unavailable(got, 'an answer over https', 'url, ca, clientCert or pkcs12');
  }
}
