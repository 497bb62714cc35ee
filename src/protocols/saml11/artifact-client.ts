import { randomBytes } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { MitIdError, type MitIdErrorCode } from '../../errors';
import { SOAP_MESSAGE, SOAP_NAMESPACE } from '../../trust';
import type { Artifact } from './artifact';
import { SAML11_NAMES } from './names';

const DEFAULT_TIMEOUT_MS = 10_000;
/** Some SOAP stacks refuse a request without it (rules 3). */
const DEFAULT_SOAP_ACTION = 'http://www.oasis-open.org/committees/security';

export interface ArtifactClientOptions {
  /** The broker's assertion service; http: only on loopback, which the strategy's options see to. */
  readonly assertionUrl: string;
  /** HTTP Basic authentication. */
  readonly username: string;
  readonly password: string;
  /** PEM certificates that the server's chain must end in, instead of Node's list. */
  readonly ca?: string | readonly string[];
  /** PEM client certificate and key for mutual TLS. */
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly soapAction?: string;
  /** Milliseconds for the whole exchange; 10,000 unless told. */
  readonly timeoutMs?: number;
}

/** Exchanges artifacts for assertions over SOAP 1.1 and HTTP (oasis-sstc-saml-bindings-1.1 sections 3.1 and 4.1.1.6). */
export class ArtifactClient {
  // Not `private`, so that nothing that is logged of a client shows its password or its key.
  readonly #options: ArtifactClientOptions;
  readonly #url: URL;
  readonly #agent: HttpAgent | HttpsAgent;

  constructor(options: ArtifactClientOptions) {
    this.#options = options;
    this.#url = new URL(options.assertionUrl);
    const { ca, clientCert: cert, clientKey: key } = options;
    // A connection for each login: an idle one that the broker closes just then would cost a one-time artifact.
    this.#agent =
      this.#url.protocol === 'https:'
        ? new HttpsAgent({
            minVersion: 'TLSv1.2',
            // Said out loud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in an environment cannot switch it off.
            rejectUnauthorized: true,
            ...(ca !== undefined && { ca: [ca].flat() }),
            ...(cert !== undefined && { cert }),
            ...(key !== undefined && { key }),
          })
        : new HttpAgent();
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

  private post(body: string): Promise<Buffer> {
    const { username, password, soapAction = DEFAULT_SOAP_ACTION, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    const signal = AbortSignal.timeout(timeoutMs);
    const options: RequestOptions = {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'Content-Type': 'text/xml; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        SOAPAction: `"${soapAction}"`,
        Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      signal,
    };
    return new Promise((resolve, reject) => {
      const refuse = (error: unknown) => reject(error instanceof MitIdError ? error : this.failure(error, signal));
      const send = this.#url.protocol === 'https:' ? httpsRequest : httpRequest;
      const receive = (response: IncomingMessage) => {
        this.read(response).then(resolve, (error: unknown) => {
          response.destroy();
          refuse(error);
        });
      };
      // An answer that switches protocols is neither a response nor an error: the time runs out on it too.
      signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
      const switched = (_response: IncomingMessage, socket: Duplex) => {
        socket.destroy();
        refuse(this.refusal('soap_http_status', 'HTTP 101', '200, or 500 with a fault'));
      };
      try {
        send(this.#url, options, receive).on('error', refuse).on('upgrade', switched).end(body);
      } catch (error) {
        // Certificates and keys are read here, and one that is unreadable throws instead of being an event.
        refuse(error);
      }
    });
  }

  private async read(response: IncomingMessage): Promise<Buffer> {
    const { statusCode: status = 0 } = response;
    if (status !== 200 && status !== 500)
      throw this.refusal(statusRefusal(status), `HTTP ${status}`, '200, or 500 with a fault');
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > SOAP_MESSAGE.maxBytes)
        throw this.refusal('soap_too_large', 'more', `${SOAP_MESSAGE.maxBytes} bytes`);
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
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

  private failure(cause: unknown, signal: AbortSignal): MitIdError {
    const { name = '', code = '' } = cause as { name?: string; code?: string };
    const where = this.#url.host;
    // Asked of the signal, not of the error: a reply cut off half-way says ECONNRESET.
    if (signal.aborted) {
      return new MitIdError(
        'soap_timeout',
        {
          where,
          expected: `an answer within ${this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS} ms`,
          option: 'timeoutMs',
        },
        { cause },
      );
    }
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME/.test(code)) {
      return new MitIdError('soap_tls', { where, got: code, option: 'assertionCa' }, { cause });
    }
    return new MitIdError('soap_unreachable', { where, got: code || name, option: 'assertionUrl' }, { cause });
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
