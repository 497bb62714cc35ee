import { agentFor, exchange, NoReply, type Reply } from '../../http';
import { CookieJar } from './cookies';
import { selfSubmittingForm } from './form';
import { NotPlayable } from './not-playable';
import type { Page, Visit } from './page';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 4 * 1024 * 1024;
const MOST_STEPS = 10;

/** A browser without a face. It follows nothing by itself, and goes to no server but those it was made for. */
export class Browser {
  /** @param origins where it may go: of the application, and of the simulator. */
  constructor(
    private readonly origins: readonly string[],
    readonly cookies = new CookieJar(),
  ) {}

  /** A browser with the same cookies, that goes its own way. */
  copy(): Browser {
    return new Browser(this.origins, this.cookies.copy());
  }

  /**
   * One request; a redirect is told, not followed.
   *
   * @throws NotPlayable for an address that is neither the application's nor the simulator's, and where nothing answers.
   */
  async send({ url, form }: Visit): Promise<Page> {
    if (!this.origins.includes(url.origin)) {
      const here = this.origins.join(' nor ');
      throw new NotPlayable(
        `the login leads to ${url.origin}, which is neither ${here}: name the application and --simulator by the addresses that a browser is led to`,
      );
    }
    const cookie = this.cookies.headerFor(url);
    const body = form?.toString();
    const reply = await exchange(url, {
      method: body === undefined ? 'GET' : 'POST',
      agent: agentFor(url, {}),
      headers: {
        accept: 'text/html,*/*;q=0.8',
        'accept-language': 'en',
        'sec-fetch-mode': 'navigate',
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      wanted: () => true,
    }).catch((error: unknown) => {
      if (!(error instanceof NoReply)) throw error;
      throw new NotPlayable(`${url.origin} does not answer: ${error.kind}, ${error.got}`);
    });
    this.cookies.take(url, reply.headers['set-cookie'] ?? []);
    return {
      url,
      status: reply.status,
      location: locationOf(url, reply),
      body: reply.body.toString('utf8'),
    };
  }

  /**
   * A request, and what its answers lead to: redirects, and forms that bring an answer of the broker's along.
   *
   * @param origin where it ends that they lead elsewhere.
   * @returns every page on the way, the last one last.
   */
  async follow(first: Visit, origin: string): Promise<readonly [Page, ...Page[]]> {
    const pages: [Page, ...Page[]] = [await this.send(first)];
    let next = nextOf(pages[0]);
    while (next !== undefined && next.url.origin === origin && pages.length < MOST_STEPS) {
      const page = await this.send(next);
      pages.push(page);
      next = nextOf(page);
    }
    return pages;
  }
}

/** Where a page leads by itself. */
export function nextOf({ url, location, body }: Page): Visit | undefined {
  return location === undefined ? selfSubmittingForm(body, url) : { url: location };
}

function locationOf(url: URL, { status, headers: { location } }: Reply): URL | undefined {
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, url.href)) return undefined;
  return new URL(location, url);
}
