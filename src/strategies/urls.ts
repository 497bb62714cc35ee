const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host is this machine, where plain http is no risk. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname);
}

/** Whether an absolute URL is https, in whatever case its scheme is written. */
export function isHttps(url: string): boolean {
  return new URL(url).protocol === 'https:';
}

/**
 * What is wrong with a URL that the browser or the SOAP client is sent to; undefined when nothing is.
 *
 * @param text an absolute URL: https, or http on loopback; no user name in it, no fragment.
 */
export function urlProblem(text: string): string | undefined {
  if (text.trim() === '') return 'is empty';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'is not an absolute URL';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https: URL';
  if (url.protocol === 'http:' && !isLoopback(url)) return 'is http: and not on loopback; https: is needed';
  if (url.username !== '' || url.password !== '') return 'holds a user name or password';
  if (text.includes('#')) return 'holds a fragment (#)';
  return undefined;
}

/** Adds query parameters, each value percent-encoded (a space as %20), to a URL that may have some already. */
export function withParameters(url: string, parameters: readonly (readonly [name: string, value: string])[]): string {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const separator = !url.includes('?') ? '?' : /[?&]$/.test(url) ? '' : '&';
  return `${url}${separator}${query}`;
}
