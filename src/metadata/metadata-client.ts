import type { Agent } from 'node:http';
import { MitIdError } from '../errors';
import { agentFor, exchange, NoReply, type Reply } from '../http';
import { METADATA } from '../trust';

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_ETAG = 256;

export interface MetadataClientOptions {
  /** https, or http on loopback, which source-options.ts sees to. */
  readonly url: string;
  /** PEM certificates that the server's chain must end in, instead of Node's list. */
  readonly metadataCa?: string | readonly string[];
  /** Milliseconds for the whole exchange; 10,000 unless told. */
  readonly timeoutMs?: number;
}

export interface FetchedMetadata {
  readonly bytes: Buffer;
  /** What the server calls this version (RFC 9110 section 8.8.3). */
  readonly etag?: string;
}

/** Fetches metadata over HTTP; nothing in it is believed yet. */
export class MetadataClient {
  readonly #url: URL;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor({ url, metadataCa: ca, timeoutMs = DEFAULT_TIMEOUT_MS }: MetadataClientOptions) {
    this.#url = new URL(url);
    this.#timeoutMs = timeoutMs;
    this.#agent = agentFor(this.#url, ca === undefined ? {} : { ca });
  }

  /**
   * @param etag of the version that is held; the server may answer that it is still the one.
   * @throws MitIdError `metadata_unavailable`: no connection, no TLS, no answer in time, another status than 200, a
   *   redirect (which is not followed), more than 1 MiB.
   */
  async fetch(etag?: string): Promise<FetchedMetadata | 'unchanged'> {
    const reply = exchange(this.#url, {
      method: 'GET',
      agent: this.#agent,
      headers: {
        Accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
        'Accept-Encoding': 'identity',
        'User-Agent': 'passport-mitid-saml',
        ...(etag !== undefined && { 'If-None-Match': etag }),
      },
      timeoutMs: this.#timeoutMs,
      maxBytes: METADATA.maxBytes,
      wanted: (status) => status === 200,
    });
    return this.#read(
      await reply.catch((error: unknown) => {
        throw error instanceof NoReply ? this.#failure(error) : error;
      }),
      etag,
    );
  }

  #read({ status, headers, body }: Reply, asked: string | undefined): FetchedMetadata | 'unchanged' {
    if (status === 304 && asked !== undefined) return 'unchanged';
    if (status !== 200) {
      const redirects = status >= 300 && status < 400 && status !== 304;
      throw this.#refusal(`HTTP ${status}`, redirects ? '200; a redirect is not followed' : '200');
    }
    const { etag } = headers;
    return { bytes: body, ...(etag !== undefined && etag.length <= MAX_ETAG && { etag }) };
  }

  #failure({ kind, got, cause }: NoReply): MitIdError {
    if (kind === 'upgrade') return this.#refusal(got, '200');
    if (kind === 'too-large') return this.#refusal(got, `${METADATA.maxBytes} bytes at most`);
    if (kind === 'timeout') return this.#refusal('none', `an answer within ${this.#timeoutMs} ms`, cause);
    return this.#refusal(got, `an answer over ${this.#url.protocol.slice(0, -1)}`, cause);
  }

  #refusal(got: string, expected: string, cause?: unknown): MitIdError {
    const { host: where } = this.#url;
    const detail = { where, got, expected, option: 'idpMetadata' };
    return new MitIdError('metadata_unavailable', detail, cause === undefined ? {} : { cause });
  }
}
