/** A browser as far as logins need one: cookies that ports share, as browsers do, and redirects one step at a time. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** @param headers sent with every request, such as `x-persona`, which answers the simulator's pages. */
  constructor(private readonly headers: Readonly<Record<string, string>> = {}) {}

  async visit(url: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.headers, ...(cookie !== '' && { cookie }), ...(init.headers as Record<string, string>) };
    const response = await this.send(url, { redirect: 'manual', ...init, headers });
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) this.keep(line);
    const text = await response.text();
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      setCookies,
      text,
      location: location === null ? '' : new URL(location, url).href,
    };
  }

  /** Posts a form, as the broker's page does that submits itself. */
  post(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.visit(url, { method: 'POST', body: new URLSearchParams(fields) });
  }

  protected send(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, init);
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    const ended = attributes.includes('Max-Age=0') || attributes.some((one) => /^Expires=.*1970/.test(one));
    if (ended) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(equals + 1));
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly setCookies: readonly string[];
  readonly text: string;
  /** Absolute; empty where the answer is no redirect. */
  readonly location: string;
}
