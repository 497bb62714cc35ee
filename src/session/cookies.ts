import type { IncomingMessage, ServerResponse } from 'node:http';

/** How a cookie of ours is written. HttpOnly and Path=/ always; Domain never, as `__Host-` demands. */
export interface CookieAttributes {
  /** Off loopback always; then the name begins with `__Host-`, which keeps sibling domains from planting one. */
  readonly secure: boolean;
  readonly sameSite: 'Lax' | 'None';
  /** Seconds; 0 removes the cookie. */
  readonly maxAge: number;
}

/** The name under which a cookie is sent: with the `__Host-` prefix where cookies are secure. */
export function cookieName(base: string, secure: boolean): string {
  return secure ? `__Host-${base}` : base;
}

/** A Set-Cookie value. `value` is one of our own tokens (base64url), so it needs no quoting. */
export function serializeCookie(name: string, value: string, { secure, sameSite, maxAge }: CookieAttributes): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`;
}

/** The cookies of a request, in the order the browser sent them. */
export function readCookies(req: Pick<IncomingMessage, 'headers'>): { name: string; value: string }[] {
  return (req.headers.cookie ?? '').split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [] : [{ name: unpadded(pair.slice(0, equals)), value: unpadded(pair.slice(equals + 1)) }];
  });
}

// Space and tab only. A browser lets a sibling domain plant a cookie whose name is U+00A0 and then `__Host-…`, for to the
// browser that is no such prefix; JavaScript's trim would make it one.
function unpadded(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isPadding(text.charCodeAt(start))) start++;
  while (end > start && isPadding(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isPadding(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The value of the one cookie of this name; undefined where there is none, or more than one to choose from. */
export function readCookie(req: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const values = readCookies(req).filter((cookie) => cookie.name === name);
  return values.length === 1 ? values[0]?.value : undefined;
}

/** Adds a Set-Cookie beside those that the application has set. */
export function setCookie(res: Pick<ServerResponse, 'appendHeader'>, cookie: string): void {
  res.appendHeader('Set-Cookie', cookie);
}
