import { createHash } from 'node:crypto';
import helmet from 'helmet';
import type { NemLogInOptions } from '../../../src/strategies/nemlog-in';
import { CERTS } from '../../support/certs';
import { logoutResponse, NAME_ID_PERSISTENT } from '../../support/saml2';
import type { Visitor } from '../eident/support/visitor';
import { LOGOUT_ANSWERS, LOGOUT_ENTRY, LOGOUT_SERVICE, metadataOf } from './support/idp';
import { LoginApp } from './support/login-app';
import {
  attributeIn,
  BINDINGS,
  bring,
  configureLogout,
  documentIn,
  isIn,
  lines,
  loggedIn,
  RELAY_STATE,
  requestFor,
} from './support/logout';
import { believedAnswer, believedRequest, formIn, POST_SERVICE } from './support/logout-form';

const HOSTILE = `https://app.example/?a&b="'<3>"><script>alert(1)</script>]]>`;
const app = LoginApp.use();
const offering = (services: string, options: Partial<NemLogInOptions> = {}) =>
  configureLogout(app, { idpMetadata: metadataOf([CERTS.idp], undefined, services), ...options });
beforeEach(() => void offering(POST_SERVICE));

const logout = (visitor: Visitor) => visitor.visit(`${app.url}/logout`, { method: 'POST' });

describe('an identity provider that offers HTTP-POST alone', () => {
  test('is asked by a form, after the session here has ended', async () => {
    expect(lines(app, 'warn')).toEqual([]);
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const page = await logout(visitor);
    expect(await isIn(app, visitor)).toBe(false);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const form = formIn(page);
    expect([form.action, Object.keys(form.fields)]).toEqual([LOGOUT_ENTRY, ['SAMLRequest', 'RelayState']]);
    expect(await believedRequest(form)).toMatchObject({
      nameId,
      nameIdFormat: NAME_ID_PERSISTENT,
      sessionIndexes: [sessionIndex],
    });
    expect(page.setCookies.every((line) => line.startsWith('mitid-session=;'))).toBe(true);
  });

  test.each(BINDINGS)('and its answer by %s is believed', async (binding) => {
    const { fields, document } = formIn(await logout((await loggedIn(app, 1)).visitor));
    const inResponseTo = attributeIn(document, 'ID') ?? '';
    const answer = logoutResponse({ inResponseTo, destination: app.logoutUrl });
    const sending = { relayState: fields['RelayState'] ?? '' };
    expect((await bring(app, binding, answer, sending)).location).toBe(`${app.url}/bye?from=1`);
  });

  test.each(BINDINGS)('is answered by a form where it asks by %s', async (binding) => {
    const { visitor, nameId } = await loggedIn(app, 1);
    const request = requestFor(app, { nameId, sessionIndexes: [] });
    const page = await bring(app, binding, request, { relayState: RELAY_STATE });
    const form = formIn(page);
    expect([form.action, form.fields['RelayState']]).toEqual([LOGOUT_ANSWERS, RELAY_STATE]);
    expect(believedAnswer(form, attributeIn(request, 'ID') ?? '')).toMatchObject({ status: 'success' });
    expect([page.headers.get('cache-control'), page.setCookies]).toEqual(['no-store', []]);
    expect(await isIn(app, visitor)).toBe(false);
  });

  test('and whose address has a query keeps it', async () => {
    offering(POST_SERVICE.replace(LOGOUT_ENTRY, `${LOGOUT_ENTRY}?tenant=a&amp;b=&quot;`));
    const { action, document } = formIn(await logout((await loggedIn(app, 1)).visitor));
    expect(action).toBe(`${LOGOUT_ENTRY}?tenant=a&b="`);
    expect(attributeIn(document, 'Destination')).toBe(`${LOGOUT_ENTRY}?tenant=a&amp;b=&quot;`);
  });
});

describe('the page', () => {
  test('has a policy of its own, that its script and its form stand under, before which helmet stood', async () => {
    app.before = helmet();
    const page = await logout((await loggedIn(app, 1)).visitor);
    const hashOf = (tag: string) => {
      const [, text = ''] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(page.text) ?? [];
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(page.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf('script')}`,
      `style-src ${hashOf('style')}`,
      "form-action 'self' https: http://localhost:* http://127.0.0.1:*",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(page.text).toMatch(/<h1>Du bliver logget ud<\/h1>[^]*<p lang="en">You are being logged out\./);
    expect(page.text).toContain('<button type="submit">Fortsæt <span lang="en">(Continue)</span></button>');
  });

  test('may be framed by the identity provider where it is an answer, and by nobody else', async () => {
    const page = await bring(app, 'redirect', requestFor(app, {}));
    expect(page.headers.get('content-security-policy')).toMatch(/; frame-ancestors https:\/\/login\.idp\.example$/);
  });

  test('no value of a message or of the configuration is more than a value', async () => {
    const relayState = HOSTILE.slice(0, 80);
    offering(POST_SERVICE, { entityId: HOSTILE });
    // A NameID like that logs nobody in: test/protocols/saml2/logout-form.test.ts has it.
    const { visitor, nameId } = await loggedIn(app, 1, HOSTILE, { audiences: [[HOSTILE]] });
    const asked = await logout(visitor);
    const answered = await bring(app, 'post', requestFor(app, {}), { relayState });
    for (const { text } of [asked, answered]) expect(text.match(/<script/g)).toHaveLength(1);
    const request = await believedRequest(formIn(asked), HOSTILE);
    expect(request).toMatchObject({ nameId, sessionIndexes: [HOSTILE] });
    expect(formIn(answered).fields['RelayState']).toBe(relayState);
  });
});

describe('by which binding our own messages go', () => {
  const BOTH = LOGOUT_SERVICE + POST_SERVICE.replaceAll('/slo', '/post');

  test.each([
    ['nothing', {}],
    ['redirect', { logoutBinding: 'redirect' }],
  ] as const)('by redirect where both are offered, and logoutBinding says %s', async (_name, options) => {
    offering(BOTH, options);
    const { location } = await logout((await loggedIn(app, 1)).visitor);
    expect(attributeIn(documentIn(location, 'SAMLRequest'), 'Destination')).toBe(LOGOUT_ENTRY);
    const answered = await bring(app, 'post', requestFor(app, {}));
    expect(attributeIn(documentIn(answered.location, 'SAMLResponse'), 'Destination')).toBe(LOGOUT_ANSWERS);
  });

  test('by POST where logoutBinding says so', async () => {
    offering(BOTH, { logoutBinding: 'post' });
    const asked = formIn(await logout((await loggedIn(app, 1)).visitor));
    const answered = formIn(await bring(app, 'redirect', requestFor(app, {})));
    expect([asked.action, answered.action]).toEqual([
      'https://login.idp.example/post',
      'https://login.idp.example/post/answers?of=1',
    ]);
  });

  test('by POST where no browser may be sent to the other address', async () => {
    offering(LOGOUT_SERVICE.replace('//login', '//user@login') + POST_SERVICE);
    expect(formIn(await logout((await loggedIn(app, 1)).visitor)).action).toBe(LOGOUT_ENTRY);
  });

  test('an answer goes to the Location where there is no ResponseLocation', async () => {
    offering(POST_SERVICE.replace(/ ResponseLocation="[^"]*"/, ''));
    expect(formIn(await bring(app, 'post', requestFor(app, {}))).action).toBe(LOGOUT_ENTRY);
  });
});
