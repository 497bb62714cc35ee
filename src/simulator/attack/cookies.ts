interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host that set it; ports do not keep cookies apart. */
  readonly host: string;
  /** Sent to the names under the host too. */
  readonly wide: boolean;
  readonly path: string;
  /** Milliseconds since 1970; undefined lasts as long as the browser. */
  readonly expiresAt?: number;
}

/** The cookies of one browser (RFC 6265). SameSite is left out: whoever attacks has no browser that holds to it. */
export class CookieJar {
  private readonly kept = new Map<string, Cookie>();

  /** A browser that is as this one is now, and goes its own way. */
  copy(): CookieJar {
    const jar = new CookieJar();
    for (const [key, cookie] of this.kept) jar.kept.set(key, cookie);
    return jar;
  }

  /** Takes the Set-Cookie lines of an answer. */
  take(url: URL, lines: readonly string[]): void {
    for (const line of lines) this.keep(url, line);
  }

  /** The Cookie header of a request; undefined where there is nothing to send. */
  headerFor(url: URL): string | undefined {
    const now = Date.now();
    const sent = [...this.kept.values()].filter(
      ({ host, wide, path, expiresAt = Infinity }) =>
        expiresAt > now &&
        (url.hostname === host || (wide && url.hostname.endsWith(`.${host}`))) &&
        `${url.pathname}/`.startsWith(path.endsWith('/') ? path : `${path}/`),
    );
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** What is kept of a host: the value by the name. */
  of({ hostname }: URL): ReadonlyMap<string, string> {
    return new Map([...this.kept.values()].flatMap((one) => (one.host === hostname ? [[one.name, one.value]] : [])));
  }

  private keep(url: URL, line: string): void {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    if (equals <= 0) return;
    const attributes = new Map(
      rest.map((part) => {
        const [name = '', ...value] = part.split('=');
        return [name.toLowerCase(), value.join('=')];
      }),
    );
    const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? '';
    const wide = domain !== '' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
    const path = attributes.get('path') ?? '';
    const expiresAt = expiryOf(attributes);
    const cookie: Cookie = {
      name: pair.slice(0, equals),
      value: pair.slice(equals + 1),
      host: wide ? domain : url.hostname,
      wide,
      path: path.startsWith('/') ? path : '/',
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    const key = JSON.stringify([cookie.host, cookie.path, cookie.name]);
    if (expiresAt !== undefined && expiresAt <= Date.now()) this.kept.delete(key);
    else this.kept.set(key, cookie);
  }
}

function expiryOf(attributes: ReadonlyMap<string, string>): number | undefined {
  const age = Number(attributes.get('max-age') ?? NaN);
  if (!Number.isNaN(age)) return Date.now() + age * 1000;
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
