import { isLocalPath } from '../../src/strategies/return-path';

describe('isLocalPath', () => {
  test.each([
    '/',
    '/account',
    '/account?tab=2&next=/x',
    '/a/b#c',
    '/søg?q=æ',
    '/a//b',
    '/a:b@c',
    '/%2F%2Fevil.example',
  ])('lets %s through', (path) => {
    expect(isLocalPath(path)).toBe(true);
  });

  test.each([
    '',
    'account',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/\u0000',
    '/\u007f',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\ud800',
    `/${'a'.repeat(2_000)}`,
  ])('refuses %j', (path) => {
    expect(isLocalPath(path)).toBe(false);
  });

  test('what passes stays on the host, whatever base it is resolved against', () => {
    const url = new URL('/account?next=//evil.example', 'https://app.example/login');
    expect(url.host).toBe('app.example');
  });
});
