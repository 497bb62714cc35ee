import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request and its answer, as they went over the wire. */
export interface Visit {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Every header of the answer, a line each. */
  readonly headers: string;
  readonly location?: string;
  readonly body: string;
}

/** How the simulated broker is answered without its pages. */
export interface ZeroClick {
  readonly persona: string;
  readonly identity?: string;
  readonly cpr?: 'right' | 'wrong' | 'cancel';
}

const MOST_STEPS = 10;

/** A browser without a face: it keeps cookies, follows redirects and forms that submit themselves, and remembers all it saw. */
export class HttpVisitor {
  /** Everything that went over the wire, in its order. */
  readonly visits: Visit[] = [];
  // By host name alone, as browsers do: the port does not keep cookies apart.
  private readonly cookies = new Map<string, string>();

  /**
   * Opens an address and follows where it leads.
   *
   * @param answers given to the broker on the way, in the query of its entry point; without it the broker shows pages.
   */
  async open(url: string, answers?: ZeroClick): Promise<Visit> {
    return this.follow(await this.send('GET', url), answers);
  }

  /** Sends a form, and follows where its answer leads. */
  async submit(url: string, fields: Readonly<Record<string, string>>, answers?: ZeroClick): Promise<Visit> {
    return this.follow(await this.send('POST', url, new URLSearchParams(fields)), answers);
  }

  /** One request, without following its redirect. */
  async send(method: string, url: string, body?: URLSearchParams): Promise<Visit> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await navigate(method, url, { 'accept-language': 'en', ...(cookie !== '' && { cookie }) }, body);
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    const location = answer.headers.get('location');
    const visit: Visit = {
      method,
      url,
      status: answer.status,
      headers: [...answer.headers].map((header) => header.join(': ')).join('\n'),
      ...(location !== null && { location: new URL(location, url).href }),
      body: await answer.text(),
    };
    this.visits.push(visit);
    return visit;
  }

  private async follow(first: Visit, answers?: ZeroClick): Promise<Visit> {
    let visit = first;
    for (let steps = 0; ; steps += 1) {
      const form = postedAnswer(visit);
      if (visit.location === undefined && form === undefined) return visit;
      if (steps === MOST_STEPS) throw new Error(`too many steps, the last from ${visit.url}`);
      visit =
        visit.location === undefined
          ? await this.send('POST', form?.action ?? visit.url, form?.fields)
          : await this.send('GET', answered(visit.location, answers));
    }
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, equals));
    else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
}

/** A request as a browser makes it that goes to a page: `fetch` always says by Sec-Fetch-Mode that it is a script. */
async function navigate(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: URLSearchParams,
): Promise<Response> {
  const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
  const browser = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };
  const sent = request(url, { method, headers: { ...browser, ...form, ...headers } }).end(body?.toString());
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const received = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) received.append(name, value);
  return new Response((await text(answer)) || null, { status: answer.statusCode ?? 0, headers: received });
}

const ENTRY_POINTS = ['/its/index.html', '/nemlogin/sso', '/signicat/saml2/sso', '/signicat/std/method/demo'];

function answered(location: string, answers: ZeroClick | undefined): string {
  const url = new URL(location);
  if (answers === undefined || !ENTRY_POINTS.includes(url.pathname)) return location;
  // Behind what is there already, octet by octet: a request may be signed as it stands.
  return `${location}&${new URLSearchParams({ ...answers }).toString()}`;
}

/** The form of a page that brings an assertion along, as its script would submit it. */
function postedAnswer({ body, url }: Visit): { action: string; fields: URLSearchParams } | undefined {
  const [, attributes, content = ''] = /<form method="post"([^>]*)>(.*?)<\/form>/s.exec(body) ?? [];
  if (attributes === undefined || !content.includes('name="SAMLResponse"')) return undefined;
  const inputs = content.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = new URLSearchParams([...inputs].map(([, name = '', value = '']) => [name, value]));
  return { action: new URL(/ action="([^"]+)"/.exec(attributes)?.[1] ?? '', url).href, fields };
}
