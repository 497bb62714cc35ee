import type { Agent } from 'node:http';
import { MitIdError } from '../errors';
import { agentFor, exchange, NoReply } from '../http';
import type { Cpr } from '../identifiers';
import type { CprMatchConfig } from './config';
import { readAnswer } from './read-answer';

/** An answer is a word. */
const MAX_ANSWER_BYTES = 4 * 1024;

/** Asks NemLog-in's UUID match service (facts/oiosaml.md 4.3), over mutual TLS. */
export class MatchClient {
  readonly #url: URL;
  readonly #entityId: string;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor({ url, entityId, timeoutMs, client, ca }: CprMatchConfig) {
    this.#url = url;
    this.#entityId = entityId;
    this.#timeoutMs = timeoutMs;
    this.#agent = agentFor(url, {
      clientCert: client.cert,
      clientKey: client.key.reveal(),
      ...(ca !== undefined && { ca }),
    });
  }

  /**
   * @param subject the NameID in full.
   * @returns whether the service says that the number is the person's.
   * @throws MitIdError `cpr_match_failed`: no connection, no TLS, no answer in time, another status than 200, a redirect
   *   (which is not followed), more than 4 KiB, anything but one of the two words.
   */
  async ask(subject: string, cpr: Cpr): Promise<boolean> {
    const text = JSON.stringify({ cpr: cpr.reveal(), subjectNameID: subject, entityID: this.#entityId });
    const { status, headers, body } = await this.#post(text);
    if (status !== 200) {
      const redirects = status >= 300 && status < 400;
      throw this.#refusal(`HTTP ${status}`, redirects ? '200; a redirect is not followed' : '200');
    }
    const answer = readAnswer(headers['content-type'], body);
    if (typeof answer === 'boolean') return answer;
    throw this.#refusal(answer.got, '"Match" or "NoMatch" in JSON');
  }

  async #post(body: string): ReturnType<typeof exchange> {
    try {
      return await exchange(this.#url, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          Accept: 'application/json',
          'Accept-Encoding': 'identity',
          'User-Agent': 'passport-mitid-saml',
        },
        body,
        timeoutMs: this.#timeoutMs,
        maxBytes: MAX_ANSWER_BYTES,
        wanted: (status) => status === 200,
      });
    } catch (error) {
      throw error instanceof NoReply ? this.#failure(error) : error;
    }
  }

  #failure({ kind, got }: NoReply): MitIdError {
    if (kind === 'upgrade') return this.#refusal(got, '200');
    if (kind === 'too-large') return this.#refusal(got, `${MAX_ANSWER_BYTES} bytes at most`);
    if (kind === 'timeout') return this.#refusal('none', `an answer within ${this.#timeoutMs} ms`, 'timeoutMs');
    return this.#refusal(got, 'an answer over https', 'url, ca, clientCert or pkcs12');
  }

  // Without the cause: an answer may repeat the CPR number, and Node attaches what it could not parse to its own errors.
  #refusal(got: string, expected: string, option = 'url'): MitIdError {
    return new MitIdError('cpr_match_failed', { where: this.#url.host, got, expected, option });
  }
}
