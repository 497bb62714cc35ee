import { CookieJar } from '../../../src/simulator/attack/cookies';

const APP = new URL('http://localhost:3000/login/callback');

function jarWith(...lines: readonly string[]): CookieJar {
  const jar = new CookieJar();
  jar.take(APP, lines);
  return jar;
}

test('a cookie goes back to its host, whatever the port, and to no other', () => {
  const jar = jarWith('a=1; Path=/; HttpOnly', 'b=2=3; Path=/');
  expect(jar.headerFor(new URL('http://localhost:7000/x'))).toBe('a=1; b=2=3');
  expect(jar.headerFor(new URL('http://other.localhost:3000/'))).toBeUndefined();
  expect([...jar.of(APP)]).toEqual([
    ['a', '1'],
    ['b', '2=3'],
  ]);
});

test('a cookie of a domain goes to the names under it; of a domain that is not its own it stays with the host', () => {
  const jar = new CookieJar();
  const host = new URL('https://app.example.test/');
  jar.take(host, ['a=1; Domain=.example.test', 'b=2; Domain=ample.test']);
  expect(jar.headerFor(new URL('https://www.example.test/'))).toBe('a=1');
  expect(jar.headerFor(host)).toBe('a=1; b=2');
});

test('a path holds for what is under it', () => {
  const jar = jarWith('a=1; Path=/login');
  expect(jar.headerFor(new URL('/login', APP))).toBe('a=1');
  expect(jar.headerFor(new URL('/login/x', APP))).toBe('a=1');
  expect(jar.headerFor(new URL('/logins', APP))).toBeUndefined();
});

test.each(['Max-Age=0', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])('%s takes a cookie back', (gone) => {
  const jar = jarWith('a=1; Path=/', `a=; Path=/; ${gone}`);
  expect(jar.headerFor(APP)).toBeUndefined();
});

test('a copy goes its own way', () => {
  const jar = jarWith('a=1; Path=/');
  const copy = jar.copy();
  jar.take(APP, ['a=2; Path=/']);
  expect([jar.headerFor(APP), copy.headerFor(APP)]).toEqual(['a=2', 'a=1']);
});

test('what is no cookie is none', () => {
  expect(jarWith('', '=1', 'novalue').headerFor(APP)).toBeUndefined();
});
