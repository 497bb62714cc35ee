import { createHash } from 'node:crypto';
import helmet from 'helmet';
import type { MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore } from '../../../src/state';
import { Visitor, type Answer } from '../eident/support/visitor';
import { answerTo } from './support/idp';
import { endingOf, LoginApp, postFromElsewhere } from './support/login-app';

const app = LoginApp.use();

async function strayAnswer(visitor: Visitor): Promise<{ fields: Record<string, string>; page: Answer }> {
  const { location } = await app.begin(visitor);
  const fields = answerTo(location, app.callbackUrl);
  return { fields, page: await postFromElsewhere(visitor, app.callbackUrl, fields) };
}

/** The fields of the page's form. */
function fieldsOf({ text }: Answer): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

describe('an answer that comes without the cookie of its login', () => {
  test('is answered with a page that posts it again, and then logs in', async () => {
    const visitor = new Visitor();
    const { fields, page } = await strayAnswer(visitor);
    expect(page.status).toBe(200);
    expect(fieldsOf(page)).toEqual({ ...fields, mitid_reposted: '1' });
    expect(await app.end(visitor, fieldsOf(page))).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).user).not.toBeNull();
  });

  test('is posted to the address that it came to, and to no other', async () => {
    const { page } = await strayAnswer(new Visitor());
    expect(page.text.match(/<form[^>]*>/g)).toEqual(['<form method="post">']);
    expect(page.text).not.toMatch(/action=|formaction|<base|https?:/);
  });

  test('the page says what it is in Danish and English, and has a button for whom scripts do not run', async () => {
    const { page } = await strayAnswer(new Visitor());
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toMatch(/^<!DOCTYPE html>\n<html lang="da">/);
    expect(page.text).toContain('<title>');
    expect(page.text).toMatch(/<h1>Du bliver logget ind<\/h1>[^]*<p lang="en">You are being logged in\./);
    expect(page.text).toContain('<button type="submit">Fortsæt <span lang="en">(Continue)</span></button>');
  });

  test.each([
    ['nothing', undefined],
    ['helmet', helmet()],
    ['a policy that only reports', helmet({ contentSecurityPolicy: { reportOnly: true } })],
  ])('the page has a policy of its own, before which %s stood', async (_name, before) => {
    if (before !== undefined) app.before = before;
    const { page } = await strayAnswer(new Visitor());
    const policy = page.headers.get('content-security-policy')?.split('; ') ?? [];
    const hashOf = (tag: string) => {
      const [, text = ''] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(page.text) ?? [];
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toEqual([
      "default-src 'none'",
      `script-src ${hashOf('script')}`,
      `style-src ${hashOf('style')}`,
      "form-action 'self' https: http://localhost:* http://127.0.0.1:*",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(page.headers.get('content-security-policy-report-only')).toBeNull();
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('and the application’s own policy stands on every other answer', async () => {
    app.before = helmet();
    expect((await app.login(new Visitor())).answer.headers.get('content-security-policy')).toContain(
      "script-src 'self'",
    );
  });

  test('consumes nothing: neither the login, nor the message', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const fields = answerTo(location, app.callbackUrl);
    const before = stateStore.size;
    for (let count = 0; count < 3; count += 1) await postFromElsewhere(new Visitor(), app.callbackUrl, fields);
    expect(stateStore.size).toBe(before);
    expect(app.log).toEqual([]);
    expect(await app.end(visitor, fields)).toMatchObject({ outcome: 'in' });
  });

  test('asks the state store nothing', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const down = new MemoryStateStore();
    jest.spyOn(down, 'get').mockRejectedValue(new Error('down'));
    app.configure({ stateStore: down });
    const page = await postFromElsewhere(visitor, app.callbackUrl, answerTo(location, app.callbackUrl));
    expect(page.status).toBe(200);
  });

  test('leaves the browser the session that it has', async () => {
    app.answer = undefined;
    app.callbackCall = { keepSessionInfo: true };
    const visitor = new Visitor();
    await visitor.visit(`${app.url}/cart/full`);
    const { page } = await strayAnswer(visitor);
    expect(page.setCookies).toEqual([]);
    await app.end(visitor, fieldsOf(page));
    expect(await app.me(visitor)).toMatchObject({ cart: 'full' });
  });

  test('and that session too, where the browser sends its cookie and not that of the login', async () => {
    const visitor = new Visitor();
    await visitor.visit(`${app.url}/cart/full`);
    const { location } = await app.begin(visitor);
    const sessionOnly = new Visitor();
    sessionOnly.cookies.set('connect.sid', visitor.cookies.get('connect.sid') ?? '');
    sessionOnly.cookies.set('broken', '%E0%A4%A');
    const page = await sessionOnly.post(app.callbackUrl, answerTo(location, app.callbackUrl));
    expect(fieldsOf(page)).toHaveProperty('mitid_reposted');
    expect(await app.me(visitor)).toMatchObject({ cart: 'full' });
  });

  test('posted again without the cookie is another browser', async () => {
    const visitor = new Visitor();
    const { page } = await strayAnswer(visitor);
    const again = endingOf(await postFromElsewhere(visitor, app.callbackUrl, fieldsOf(page)));
    expect(again).toMatchObject({ status: 401, outcome: 'fail', code: 'browser_mismatch' });
    // The login is still there for the browser that began it.
    expect(await app.end(visitor, fieldsOf(page))).toMatchObject({ outcome: 'in' });
  });

  test('with another login’s token under the cookie’s name is another browser, at once', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const name = [...visitor.cookies.keys()].find((one) => one.startsWith('mitid-login-')) ?? '';
    visitor.cookies.set(name, 'x'.repeat(43));
    expect(await app.end(visitor, answerTo(location, app.callbackUrl))).toMatchObject({ code: 'browser_mismatch' });
  });

  test('in a second browser, to which the answer was carried, does not log in there', async () => {
    const { location } = await app.begin(new Visitor());
    const victim = new Visitor();
    const page = await victim.post(app.callbackUrl, answerTo(location, app.callbackUrl));
    expect(await app.end(victim, fieldsOf(page))).toMatchObject({ outcome: 'fail', code: 'browser_mismatch' });
    expect((await app.me(victim)).user).toBeNull();
  });
});

describe('what the page would repeat is judged first', () => {
  const RELAY_STATE = 'A'.repeat(43);

  test.each<[string, Record<string, string>, MitIdErrorCode]>([
    ['a RelayState of somebody else’s', { RelayState: 'https://app.example/' }, 'login_unknown'],
    ['a RelayState that is markup', { RelayState: '"><script>alert(1)</script>' }, 'login_unknown'],
    ['a RelayState that is longer', { RelayState: `${RELAY_STATE}A` }, 'login_unknown'],
    ['a RelayState with a line behind it', { RelayState: `${RELAY_STATE}\n` }, 'login_unknown'],
    ['an empty RelayState', { RelayState: '' }, 'login_unknown'],
    ['a message that is markup', { SAMLResponse: '"><script>alert(1)</script>' }, 'base64_invalid'],
    ['a message of another alphabet', { SAMLResponse: 'ab-_' }, 'base64_invalid'],
    ['an empty message', { SAMLResponse: '' }, 'base64_invalid'],
    ['a message of more than 256 KiB', { SAMLResponse: 'A'.repeat(349_532) }, 'message_too_large'],
  ])('%s is refused: %s', async (_name, fields, code) => {
    const answer = await new Visitor().post(app.callbackUrl, {
      SAMLResponse: 'AAAA',
      RelayState: RELAY_STATE,
      ...fields,
    });
    expect(endingOf(answer)).toMatchObject({ outcome: 'fail', code });
    expect(answer.text).not.toContain('<script');
  });

  test('a message of 256 KiB, with white space in it, is repeated without', async () => {
    const message = Buffer.alloc(262_144, 'x').toString('base64');
    const fields = { SAMLResponse: message.replace(/.{76}/g, '$&\r\n'), RelayState: RELAY_STATE };
    expect(fieldsOf(await new Visitor().post(app.callbackUrl, fields))).toMatchObject({ SAMLResponse: message });
  });
});
