import { createServer, type IncomingMessage } from 'node:http';
import { cookieName, readCookie, readCookies, serializeCookie, setCookie } from '../../src/session';

type HasCookies = Pick<IncomingMessage, 'headers'>;
const withCookie = (cookie?: string): HasCookies => ({ headers: cookie === undefined ? {} : { cookie } });

describe('cookies', () => {
  test('a secure cookie has the __Host- prefix and everything it demands', () => {
    const name = cookieName('mitid-session', true);
    expect(serializeCookie(name, 'token', { secure: true, sameSite: 'Lax', maxAge: 900 })).toBe(
      '__Host-mitid-session=token; Path=/; Max-Age=900; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test('a cookie on loopback has neither prefix nor Secure, and is HttpOnly all the same', () => {
    const name = cookieName('mitid-session', false);
    expect(serializeCookie(name, 'token', { secure: false, sameSite: 'Lax', maxAge: 0 })).toBe(
      'mitid-session=token; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    );
  });

  test('reads the one cookie of a name', () => {
    const req = withCookie('a=1; mitid-session=to=ken ;b; c=3');
    expect(readCookie(req, 'mitid-session')).toBe('to=ken');
    expect(readCookie(req, 'session')).toBeUndefined();
    expect(readCookies(req).map(({ name }) => name)).toEqual(['a', 'mitid-session', 'c']);
  });

  test('a cookie without a name is one all the same, and one without a value', () => {
    expect(readCookies(withCookie('=1; a=;b'))).toEqual([
      { name: '', value: '1' },
      { name: 'a', value: '' },
    ]);
  });

  test('of two cookies of one name it believes neither', () => {
    expect(readCookie(withCookie('mitid-session=mine; mitid-session=planted'), 'mitid-session')).toBeUndefined();
  });

  test('a no-break space is part of a name: a sibling domain may set such a cookie', () => {
    const headers = { cookie: '\u00a0__Host-mitid-session=planted; \t__Host-a=mine \t' };
    expect(readCookie({ headers }, '__Host-mitid-session')).toBeUndefined();
    expect(readCookie({ headers }, '__Host-a')).toBe('mine');
  });

  test('a request without cookies has none', () => {
    expect(readCookies(withCookie())).toEqual([]);
  });

  test('stands beside the cookies of the application', async () => {
    const server = createServer((_req, res) => {
      res.setHeader('Set-Cookie', 'app=1');
      setCookie(res, 'ours=2');
      setCookie(res, 'ours=3');
      res.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.headers.getSetCookie()).toEqual(['app=1', 'ours=2', 'ours=3']);
    await new Promise((resolve) => server.close(resolve));
  });
});
