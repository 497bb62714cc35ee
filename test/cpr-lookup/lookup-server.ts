import type { ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { NemLogInLookup, type NemLogInLookupOptions } from '../../src/cpr-lookup';
import { BrokerServer, type Answer } from '../protocols/saml11/broker-server';
import { CERTS, type TestCert } from '../support/certs';

export const ASSERTION =
  '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">æ</saml:EncryptedAssertion>';
export const TOKEN = { access_token: 'a.b-c_d', token_type: 'Holder-of-key', expires_in: 3600 };

const ISSUE = '/api/accesstoken/issue';

export interface LookupServerOptions {
  /** What a lookup is answered with; a text is a 200. */
  readonly lookup?: string | Answer;
  readonly token?: object | string | Answer;
  readonly server?: TestCert;
}

export interface Posted {
  readonly url: string;
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** SHA-256 fingerprint of the client certificate. */
  readonly client: string | undefined;
}

/** NemLog-in's lookup service on loopback: real mutual TLS, answers as told. */
export class LookupServer {
  private constructor(
    private readonly server: BrokerServer,
    /** What was posted, in its order. */
    readonly posted: readonly Posted[],
  ) {}

  static async start(options: LookupServerOptions = {}): Promise<LookupServer> {
    const { lookup = '', token = TOKEN, server: { cert, key } = CERTS.tlsLocalhost } = options;
    const posted: Posted[] = [];
    const answer: Answer = (request, response, body) => {
      const { url = '', method, headers, socket } = request;
      posted.push({
        url,
        method,
        type: headers['content-type'],
        authorization: headers.authorization,
        fields: Object.fromEntries(new URLSearchParams(body)),
        client: socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : undefined,
      });
      const how = url === ISSUE ? token : lookup;
      if (typeof how === 'function') (how as Answer)(request, response, body);
      else response.end(typeof how === 'string' ? how : JSON.stringify(how));
    };
    const tls = { cert, key, ca: CERTS.tlsCa.cert, requestCert: true, rejectUnauthorized: true };
    return new LookupServer(await BrokerServer.start(answer, tls), posted);
  }

  get url(): string {
    return new URL(this.server.url('localhost')).origin;
  }

  get lookups() {
    return this.posted.filter(({ url }) => url !== ISSUE);
  }

  get exchanges() {
    return this.posted.filter(({ url }) => url === ISSUE);
  }

  client(options: Partial<NemLogInLookupOptions> = {}): NemLogInLookup {
    return new NemLogInLookup({
      url: this.url,
      samlToken: () => ASSERTION,
      clientCert: CERTS.tlsClient.cert,
      clientKey: CERTS.tlsClient.key,
      ca: CERTS.tlsCa.cert,
      ...options,
    });
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export const status =
  (code: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_, response: ServerResponse) =>
    response.writeHead(code, headers).end(body);
