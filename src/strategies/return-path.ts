const MAX_LENGTH = 2_000;
// Browsers drop tabs and line feeds from a URL and read a backslash as a slash: "/\t/evil.example" is "//evil.example".
const FORBIDDEN = /[\\\p{Cc}\p{Cs}]/u;

/**
 * Whether a path leads back into the application and nowhere else: it begins with one slash, and no browser can read
 * a host in it.
 */
export function isLocalPath(path: string): boolean {
  if (!path.startsWith('/') || path.length > MAX_LENGTH || FORBIDDEN.test(path)) return false;
  try {
    const url = new URL(path, 'http://app.invalid');
    return url.origin === 'http://app.invalid' && !path.startsWith('//') && !url.pathname.startsWith('//');
  } catch {
    return false;
  }
}
