import { isHttps, isLoopback, urlProblem, withParameters } from '../../src/strategies/urls';

describe('urlProblem', () => {
  test.each([
    'https://broker.example/its/index.html',
    'https://broker.example/?tenant=1',
    'http://localhost:7000/its',
    'http://127.0.0.1:3000/',
    'http://127.8.8.8/',
    'http://[::1]:3000/',
    'http://app.localhost/',
  ])('has nothing to say of %s', (url) => {
    expect(urlProblem(url)).toBeUndefined();
  });

  test.each([
    ['broker.example/its', 'is not an absolute URL'],
    ['/its', 'is not an absolute URL'],
    ['ftp://broker.example/', 'is not an https: URL'],
    ['javascript:alert(1)', 'is not an https: URL'],
    ['http://broker.example/', 'is http: and not on loopback; https: is needed'],
    ['http://localhost.evil.example/', 'is http: and not on loopback; https: is needed'],
    ['http://127.0.0.1.evil.example/', 'is http: and not on loopback; https: is needed'],
    ['http://10.0.0.1/', 'is http: and not on loopback; https: is needed'],
    ['https://user:secret@broker.example/', 'holds a user name or password'],
    ['https://broker.example/#part', 'holds a fragment (#)'],
    ['https://broker.example/#', 'holds a fragment (#)'],
  ])('refuses %s', (url, problem) => {
    expect(urlProblem(url)).toBe(problem);
  });

  test('a scheme in upper case is the same scheme', () => {
    expect(isHttps('HTTPS://app.example/')).toBe(true);
    expect(isHttps('HTTP://localhost/')).toBe(false);
    expect(isLoopback(new URL('http://LOCALHOST/'))).toBe(true);
  });
});

describe('withParameters', () => {
  test('encodes what a query would read as its own', () => {
    const url = withParameters('https://broker.example/its', [['text', 'a b&c=d?e#f+g/æ%']]);
    expect(url).toBe('https://broker.example/its?text=a%20b%26c%3Dd%3Fe%23f%2Bg%2F%C3%A6%25');
  });

  test.each([
    ['https://broker.example/', 'https://broker.example/?a=1'],
    ['https://broker.example/?', 'https://broker.example/?a=1'],
    ['https://broker.example/?b=2', 'https://broker.example/?b=2&a=1'],
    ['https://broker.example/?b=2&', 'https://broker.example/?b=2&a=1'],
  ])('adds to %s', (url, expected) => {
    expect(withParameters(url, [['a', '1']])).toBe(expected);
  });
});
