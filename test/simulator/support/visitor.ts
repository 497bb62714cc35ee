/** One answer of the simulator, as a browser without script would see it. */
export interface Seen {
  readonly status: number;
  readonly location: string | undefined;
  readonly headers: Headers;
  readonly body: string;
}

/** A browser that follows no redirect by itself, keeps no cookie and runs no script. */
export class Visitor {
  private seen: Seen | undefined;

  constructor(private readonly origin: string) {}

  get page(): Seen {
    if (this.seen === undefined) throw new Error('nothing was opened yet');
    return this.seen;
  }

  /** Opens an address, and the pages of the simulator that it redirects to; stops where the application begins. */
  async open(url: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.follow(await fetch(url, { redirect: 'manual', headers }), url);
  }

  /** Presses the button with that name and value. */
  async press(name: string, value: string): Promise<Seen> {
    return this.submit((form) => form.includes(` name="${name}" value="${value}"`), { [name]: value });
  }

  /** Fills the field of that name and submits its form. */
  async fill(name: string, value: string): Promise<Seen> {
    return this.submit((form) => form.includes(` name="${name}"`) && form.includes('<input'), { [name]: value });
  }

  /** Submits the form that is on the page for this step, with these fields. */
  async submit(fits: (form: string) => boolean, fields: Record<string, string>): Promise<Seen> {
    const forms = [...this.page.body.matchAll(/<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs)];
    const form = forms.find(([, , content = '']) => fits(content));
    if (form === undefined)
      throw new Error(`no such form among ${forms.length} on the page: ${headingOf(this.page.body)}`);
    const url = new URL(unescapeHtml(form[1] ?? ''), this.origin).href;
    const body = new URLSearchParams({ ...hiddenFields(form[2] ?? ''), ...fields });
    return this.follow(
      await fetch(url, { method: 'POST', body, redirect: 'manual', headers: { origin: this.origin } }),
      url,
    );
  }

  private async follow(response: Response, url: string): Promise<Seen> {
    const location = response.headers.get('location') ?? undefined;
    const next = location === undefined ? undefined : new URL(location, url);
    if (next?.origin === this.origin) return this.open(next.href);
    const body = await response.text();
    this.seen = { status: response.status, location: next?.href, headers: response.headers, body };
    return this.seen;
  }
}

/** The names and values of the hidden inputs. */
export function hiddenFields(content: string): Record<string, string> {
  const inputs = content.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, unescapeHtml(value)]));
}

/** The text of the page's one heading. */
export function headingOf(body: string): string {
  const headings = [...body.matchAll(/<h1>(.*?)<\/h1>/gs)];
  if (headings.length !== 1) throw new Error(`${headings.length} headings of the first level`);
  return headings[0]?.[1] ?? '';
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
