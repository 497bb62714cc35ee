import type { Request } from 'express';
import { readCallback } from '../../../src/strategies/eident/callback';
import { codeOf, errorOf } from '../../support/codes';

const ERRORS = ['status', 'error', 'errorcode'];
const get = (query: string) =>
  ({ method: 'GET', originalUrl: `/login/callback${query}`, url: '/callback' }) as unknown as Request;
const post = (body: unknown, query = '') =>
  ({ method: 'POST', originalUrl: `/login/callback${query}`, body }) as unknown as Request;
const read = (req: Request) => readCallback(req, ERRORS);

describe('what a request to the route is', () => {
  test.each(['', '?', '?next=/x', '?samlart=x', '?status=cancel', '?x=SAMLart'])('%j starts a login', (query) => {
    expect(read(get(query))).toEqual({ kind: 'start' });
  });

  test('an artifact', () => {
    expect(read(get('?SAMLart=AAE%2B%2F%3D&TARGET=t1'))).toEqual({
      kind: 'artifact',
      artifact: 'AAE+/=',
      target: 't1',
    });
    expect(read(get('?TARGET=t1&SAMLart=x&utm=1'))).toEqual({ kind: 'artifact', artifact: 'x', target: 't1' });
  });

  test('a plus that the broker did not escape stays a plus', () => {
    expect(read(get('?SAMLart=AA+B/C=&TARGET=t'))).toMatchObject({ artifact: 'AA+B/C=' });
  });

  test('the query is read raw: what the framework made of it does not count', () => {
    const req = {
      ...get('?SAMLart=real&TARGET=t'),
      query: { SAMLart: 'other', TARGET: ['a', 'b'] },
    } as unknown as Request;
    expect(read(req)).toMatchObject({ artifact: 'real' });
  });

  test('a request without originalUrl is read by its url', () => {
    const req = { method: 'GET', url: '/callback?SAMLart=a&TARGET=t' } as unknown as Request;
    expect(read(req)).toMatchObject({ kind: 'artifact' });
  });

  test('a posted response', () => {
    const body = { SAMLResponse: 'PFJlc3BvbnNlLz4=', TARGET: 't', extra: '1' };
    expect(read(post(body))).toEqual({ kind: 'post', response: 'PFJlc3BvbnNlLz4=', target: 't' });
    const bare = Object.assign(Object.create(null) as object, body);
    expect(read(post(bare))).toMatchObject({ kind: 'post' });
  });

  test('a POST with another body starts a login', () => {
    expect(read(post({ csrf: 'token' }))).toEqual({ kind: 'start' });
    expect(read(post(Object.create({ SAMLResponse: 'inherited', TARGET: 't' })))).toEqual({ kind: 'start' });
  });

  test.each([
    ['?mitid_login=t&status=cancel', 'cancel'],
    ['?mitid_login=t&status=&status=cancel', 'cancel'],
    ['?mitid_login=t&status=cancel&status=cancel', 'cancel'],
    ['?mitid_login=t&status=&error=inpro', 'inpro'],
    ['?mitid_login=t&status=&errorcode=inpro', 'inpro'],
    ['?mitid_login=t&status=', undefined],
    ['?mitid_login=t', undefined],
    ['?mitid_login=t&code=cancel', undefined],
    ['?mitid_login=t&status=%E0%A4%A', '%E0%A4%A'],
  ])('an error return: %s', (query, code) => {
    expect(read(get(query))).toEqual({ kind: 'broker-error', target: 't', ...(code !== undefined && { code }) });
  });
});

describe('a long query', () => {
  test('up to 16,384 characters is read, and nothing of it is kept that has no known name', () => {
    const answer = 'SAMLart=a&TARGET=t&';
    const filled = answer + 'x=1&'.repeat(5_000).slice(0, 16_384 - answer.length);
    expect(read(get(`?${filled}#${'x'.repeat(100)}`))).toEqual({ kind: 'artifact', artifact: 'a', target: 't' });
    const error = errorOf(() => read(get(`?${filled}x`)));
    expect(error.code).toBe('message_too_large');
    expect(error.detail.got).toBe('a query of 16385 characters');
  });

  // What is kept for each pair, and copied with the next one, costs the square of the query's length.
  test.each([
    ['empty pairs', '&'],
    ['one unknown name', 'a&'],
    ['one name of an error', 'status=&'],
  ])('of %s leaves nothing behind for a pair', (_name, pair) => {
    const set = jest.spyOn(Map.prototype, 'set');
    try {
      read(get(`?mitid_login=t&${pair.repeat(16_000 / pair.length)}`));
      expect(set.mock.calls.length).toBeLessThan(20);
    } finally {
      set.mockRestore();
    }
  });
});

describe('what is refused', () => {
  test.each([
    ['?SAMLart=a&SAMLart=b&TARGET=t', 'SAMLart'],
    ['?SAMLart=a&SAMLart=a&TARGET=t', 'SAMLart'],
    ['?SAMLart=a&SAML%61rt=a&TARGET=t', 'SAMLart'],
    ['?SAMLart=a&TARGET=t&TARGET=u', 'TARGET'],
    ['?SAMLart=a&TARGET=t&TARGET', 'TARGET'],
    ['?mitid_login=t&mitid_login=u&status=cancel', 'mitid_login'],
    ['?mitid_login=t&status=cancel&status=inpro', 'status, error, errorcode'],
    ['?mitid_login=t&status=cancel&error=inpro', 'status, error, errorcode'],
    ['?SAMLResponse=a&SAMLResponse=b&TARGET=t', 'SAMLResponse'],
  ])('%s is a duplicate', (query, where) => {
    const error = errorOf(() => read(get(query)));
    expect(error.code).toBe('parameter_duplicate');
    expect(error.detail.where).toBe(where);
  });

  test.each([
    [{ SAMLResponse: ['a', 'b'], TARGET: 't' }, ''],
    [{ SAMLResponse: { x: 'a' }, TARGET: 't' }, ''],
    [{ SAMLResponse: 'a', TARGET: ['t', 'u'] }, ''],
    [{ SAMLResponse: 'a', TARGET: 't' }, '?TARGET=u'],
    [{ SAMLResponse: 'a', TARGET: 't' }, '?SAMLResponse=b'],
    [{ mitid_login: ['t'] }, ''],
  ])('the body %j with the query %j is a duplicate', (body, query) => {
    expect(codeOf(() => read(post(body, query)))).toBe('parameter_duplicate');
  });

  test.each(['?SAMLart=a', '?TARGET=t', '?SAMLResponse=a'])('%s is half an answer', (query) => {
    expect(codeOf(() => read(get(query)))).toBe('callback_empty');
  });

  test('a posted response without TARGET is half an answer', () => {
    expect(codeOf(() => read(post({ SAMLResponse: 'a' })))).toBe('callback_empty');
  });

  test.each([
    '?SAMLart=a&TARGET=t&mitid_login=t&status=cancel',
    '?SAMLart=a&SAMLResponse=b&TARGET=t',
    '?SAMLResponse=a&TARGET=t',
  ])('%s is no answer of any profile', (query) => {
    expect(codeOf(() => read(get(query)))).toBe('message_unexpected');
  });

  test('an artifact in a form is no answer of any profile', () => {
    expect(codeOf(() => read(post({ SAMLart: 'a', TARGET: 't' })))).toBe('message_unexpected');
  });

  test.each([undefined, null, 'SAMLResponse=a', Buffer.alloc(0).toString()])(
    'a POST whose body is %j was not parsed, and the error says by what',
    (body) => {
      const error = errorOf(() => read(post(body)));
      expect(error).toMatchObject({ code: 'body_not_parsed', outcome: 'error' });
      expect(error.explain()).toContain('express.urlencoded');
    },
  );
});
