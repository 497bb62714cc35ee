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

const MOST_REDIRECTS = 10;

/** A browser without a face: it keeps cookies, follows redirects, and remembers all it saw. */
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
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { 'accept-language': 'en', ...(cookie !== '' && { cookie }) },
      ...(body !== undefined && { body }),
    });
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
    for (let redirects = 0; visit.location !== undefined; redirects += 1) {
      if (redirects === MOST_REDIRECTS) throw new Error(`too many redirects, the last to ${visit.location}`);
      visit = await this.send('GET', answered(visit.location, answers));
    }
    return visit;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, equals));
    else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
}

function answered(location: string, answers: ZeroClick | undefined): string {
  const url = new URL(location);
  if (answers === undefined || url.pathname !== '/its/index.html') return location;
  for (const [name, value] of Object.entries(answers) as [string, string][]) url.searchParams.set(name, value);
  return url.href;
}
