import type { Request } from 'express';
import { readCallback } from '../../../src/strategies/saml2/callback';
import { codeOf, errorOf } from '../../support/codes';

const get = (query: string) =>
  ({ method: 'GET', originalUrl: `/login/callback${query}`, url: '/callback' }) as unknown as Request;
const post = (body: unknown, query = '') =>
  ({ method: 'POST', originalUrl: `/login/callback${query}`, body }) as unknown as Request;

describe('what a request to the route is', () => {
  test.each(['', '?', '?next=/x', '?samlresponse=x'])('%j starts a login', (query) => {
    expect(readCallback(get(query))).toEqual({ kind: 'start' });
  });

  test('a POST with another body starts a login', () => {
    expect(readCallback(post({ csrf: 'token' }))).toEqual({ kind: 'start' });
    expect(readCallback(post(Object.create({ SAMLResponse: 'x', RelayState: 't' })))).toEqual({ kind: 'start' });
  });

  test('an answer, posted once and twice', () => {
    const body = { SAMLResponse: 'PFJlc3BvbnNlLz4=', RelayState: 't', extra: '1' };
    const answer = { kind: 'answer', response: 'PFJlc3BvbnNlLz4=', relayState: 't' };
    expect(readCallback(post(body))).toEqual({ ...answer, reposted: false });
    expect(readCallback(post({ ...body, mitid_reposted: '1' }))).toEqual({ ...answer, reposted: true });
    expect(readCallback(post(body, '?utm_source=x'))).toMatchObject(answer);
  });
});

describe('what is refused', () => {
  test.each([
    [{ SAMLResponse: ['a', 'b'], RelayState: 't' }, '', 'SAMLResponse'],
    [{ SAMLResponse: { x: 'a' }, RelayState: 't' }, '', 'SAMLResponse'],
    [{ SAMLResponse: 'a', RelayState: ['t', 'u'] }, '', 'RelayState'],
    [{ SAMLResponse: 'a', RelayState: 't', mitid_reposted: ['1', '1'] }, '', 'mitid_reposted'],
    [{ SAMLResponse: 'a', RelayState: 't' }, '?RelayState=u', 'RelayState'],
    [{ SAMLResponse: 'a', RelayState: 't' }, '?SAML%52esponse=b', 'SAMLResponse'],
    [{}, '?RelayState=t&RelayState=t', 'RelayState'],
  ])('the body %j with the query %j is a duplicate', (body, query, where) => {
    const error = errorOf(() => readCallback(post(body, query)));
    expect(error.code).toBe('parameter_duplicate');
    expect(error.detail.where).toBe(where);
  });

  test.each<[string, Request]>([
    ['an answer without RelayState', post({ SAMLResponse: 'a' })],
    ['RelayState alone', post({ RelayState: 't' })],
    ['RelayState alone, in the query', get('?RelayState=t')],
  ])('%s is half an answer', (_name, req) => {
    expect(codeOf(() => readCallback(req))).toBe('callback_empty');
  });

  test.each<[string, Request]>([
    ['an answer in the query', get('?SAMLResponse=a&RelayState=t')],
    ['an answer in the query, without RelayState', get('?SAMLResponse=a')],
    ['an answer whose RelayState is in the query', post({ SAMLResponse: 'a' }, '?RelayState=t')],
    ['an artifact', get('?SAMLart=AAQA&RelayState=t')],
    ['an artifact in a form', post({ SAMLart: 'AAQA', RelayState: 't' })],
  ])('%s is an answer of no profile', (_name, req) => {
    expect(codeOf(() => readCallback(req))).toBe('message_unexpected');
  });

  test.each<[string, Request]>([
    ['in the query', get('?SAMLRequest=a&RelayState=t&SigAlg=x&Signature=y')],
    ['in a form', post({ SAMLRequest: 'a' })],
    ['beside an answer', post({ SAMLRequest: 'a', SAMLResponse: 'b', RelayState: 't' })],
  ])('a logout %s says that there is none', (_name, req) => {
    const error = errorOf(() => readCallback(req));
    expect(error.code).toBe('message_unexpected');
    expect(error.explain()).toContain('a logout comes to logoutUrl');
  });

  test('a query of more than 16,384 characters', () => {
    expect(readCallback(get(`?${'x'.repeat(16_384)}`))).toEqual({ kind: 'start' });
    expect(codeOf(() => readCallback(get(`?${'x'.repeat(16_385)}`)))).toBe('message_too_large');
  });

  test.each([undefined, null, 'SAMLResponse=a'])(
    'a POST whose body is %j was not parsed, and the error says by what',
    (body) => {
      const error = errorOf(() => readCallback(post(body)));
      expect(error).toMatchObject({ code: 'body_not_parsed', outcome: 'error' });
      expect(error.explain()).toContain('express.urlencoded');
    },
  );
});
