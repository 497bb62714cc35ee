import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** What came back, read to its end. */
export interface Reply {
  readonly status: number;
  /** The Location of a redirect. */
  readonly location?: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * A browser that keeps cookies and follows no redirect. Straight on node:http, and without a look-up of localhost:
 * thousands of logins go through it, and fetch takes twice as long.
 */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly origin: string) {}

  /** Another with the same cookies. */
  copy(): Browser {
    const other = new Browser(this.origin);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  get(path: string): Promise<Reply> {
    return this.#send('GET', path);
  }

  /** @param fields of a form, or its octets as they are. */
  post(path: string, fields: Readonly<Record<string, string>> | string): Promise<Reply> {
    return this.#send('POST', path, typeof fields === 'string' ? fields : new URLSearchParams(fields).toString());
  }

  async #send(method: string, path: string, body?: string): Promise<Reply> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const { host, port } = new URL(this.origin);
      const options = { method, path, port, host: '127.0.0.1', agent: this.#agent, headers: { host, cookie, ...type } };
      request(options, resolve).on('error', reject).end(body);
    });
    for (const line of response.headers['set-cookie'] ?? []) this.#keep(line);
    const { statusCode: status = 0, headers } = response;
    const { location } = headers;
    return { status, headers, ...(location !== undefined && { location }), body: await textOf(response) };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*max-age=0\b/i.test(line) || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += String(chunk);
  return text;
}
