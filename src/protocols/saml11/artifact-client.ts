import { randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import { MitIdError, type MitIdErrorCode } from '../../errors';
import { agentFor, exchange, NoReply, type Reply, type TlsOptions } from '../../http';
import { SOAP_MESSAGE, SOAP_NAMESPACE } from '../../trust';
import type { Artifact } from './artifact';
import { SAML11_NAMES } from './names';

const DEFAULT_TIMEOUT_MS = 10_000;
/** Some SOAP stacks refuse a request without it (rules 3). */
const DEFAULT_SOAP_ACTION = 'http://www.oasis-open.org/committees/security';

export interface ArtifactClientOptions extends TlsOptions {
  /** The broker's assertion service; http: only on loopback, which the strategy's options see to. */
  readonly assertionUrl: string;
  /** HTTP Basic authentication. */
  readonly username: string;
  readonly password: string;
  readonly soapAction?: string;
  /** Milliseconds for the whole exchange; 10,000 unless told. */
  readonly timeoutMs?: number;
}

/** Exchanges artifacts for assertions over SOAP 1.1 and HTTP (oasis-sstc-saml-bindings-1.1 sections 3.1 and 4.1.1.6). */
export class ArtifactClient {
  // Not `private`, so that nothing that is logged of a client shows its password or its key.
  readonly #options: ArtifactClientOptions;
  readonly #url: URL;
  readonly #agent: Agent;

  constructor(options: ArtifactClientOptions) {
    this.#options = options;
    this.#url = new URL(options.assertionUrl);
    this.#agent = agentFor(this.#url, options);
  }

  /**
   * @returns the bytes of the reply (200, or 500 where SOAP puts its faults) and the RequestID it has to answer.
   * @throws MitIdError `soap_http_status`, `soap_unauthorized`, `soap_redirect`, `soap_too_large`, `soap_timeout`,
   *   `soap_unreachable`, `soap_tls`
   */
  async fetch(artifact: Artifact): Promise<{ requestId: string; reply: Buffer }> {
    const requestId = `_${randomBytes(20).toString('hex')}`;
    const reply = await this.post(soapRequest(requestId, artifact.text, new Date()));
    return { requestId, reply };
  }

  private async post(body: string): Promise<Buffer> {
    const { username, password, soapAction = DEFAULT_SOAP_ACTION, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    const reply = exchange(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'Content-Type': 'text/xml; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        SOAPAction: `"${soapAction}"`,
        Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      body,
      timeoutMs,
      maxBytes: SOAP_MESSAGE.maxBytes,
      wanted: (status) => status === 200 || status === 500,
    });
    return this.read(
      await reply.catch((error: unknown) => {
        throw error instanceof NoReply ? this.failure(error, timeoutMs) : error;
      }),
    );
  }

  private read({ status, body }: Reply): Buffer {
    if (status !== 200 && status !== 500)
      throw this.refusal(statusRefusal(status), `HTTP ${status}`, '200, or 500 with a fault');
    // A proxy's 500 page is no fault of the broker's: without an Envelope there is nothing to read.
    if (status === 500 && !/<(?:[\w.-]+:)?Envelope[\s>]/.test(body.subarray(0, 1024).toString('latin1'))) {
      throw this.refusal('soap_http_status', 'HTTP 500 without a SOAP fault', '200, or 500 with a fault');
    }
    return body;
  }

  private refusal(code: MitIdErrorCode, got: string, expected: string): MitIdError {
    const option = code === 'soap_unauthorized' ? 'merchantId, merchantPassword or clientCert' : 'assertionUrl';
    return new MitIdError(code, { where: this.#url.host, got, expected, option });
  }

  private failure({ kind, got, cause }: NoReply, timeoutMs: number): MitIdError {
    const where = this.#url.host;
    switch (kind) {
      case 'upgrade':
        return this.refusal('soap_http_status', got, '200, or 500 with a fault');
      case 'too-large':
        return this.refusal('soap_too_large', got, `${SOAP_MESSAGE.maxBytes} bytes`);
      case 'timeout': {
        const expected = `an answer within ${timeoutMs} ms`;
        return new MitIdError('soap_timeout', { where, expected, option: 'timeoutMs' }, { cause });
      }
      case 'tls':
        return new MitIdError('soap_tls', { where, got, option: 'assertionCa' }, { cause });
      case 'unreachable':
        return new MitIdError('soap_unreachable', { where, got, option: 'assertionUrl' }, { cause });
    }
  }
}

function statusRefusal(status: number): MitIdErrorCode {
  if (status === 401 || status === 403) return 'soap_unauthorized';
  return status >= 300 && status < 400 ? 'soap_redirect' : 'soap_http_status';
}

// Every value put in is an NCName, a date or strict base64: none can hold a character that XML would need escaped.
function soapRequest(requestId: string, artifact: string, now: Date): string {
  return (
    `<soap:Envelope xmlns:soap="${SOAP_NAMESPACE}"><soap:Body>` +
    `<samlp:Request xmlns:samlp="${SAML11_NAMES.protocol}" MajorVersion="1" MinorVersion="1"` +
    ` RequestID="${requestId}" IssueInstant="${now.toISOString()}">` +
    `<samlp:AssertionArtifact>${artifact}</samlp:AssertionArtifact></samlp:Request></soap:Body></soap:Envelope>`
  );
}
