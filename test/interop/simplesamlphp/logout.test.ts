import { mitidSession } from '../../../src/middleware';
import { LoginApp } from '../../strategies/nemlog-in/support/login-app';
import { HttpVisitor } from '../../support/http-visitor';
import { endingOf } from '../support/ending';
import { requirePeer } from '../support/peers';
import { personOf } from '../support/persons';
import { metadataOf } from '../support/service-provider';
import {
  BINDINGS,
  broughtTo,
  followLogout,
  logoutFormIn,
  logoutServiceIn,
  withLogoutBy,
  type Binding,
} from '../support/single-logout';
import { SPOILT_FORMS } from '../support/spoilt-forms';
import { SPOILT } from '../support/spoilt-requests';
import { SimpleSamlPhp } from './identity-provider';

/** It signs and verifies no logout unless it is told to. */
const SIGNED = { 'sign.logout': true, 'validate.logout': true };
/** It offers HTTP-Redirect alone unless it is told to. */
const SERVICE = {
  redirect: {},
  post: { SingleLogoutServiceBinding: ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'] },
} as const;

requirePeer('simplesamlphp')('single logout with SimpleSAMLphp', () => {
  const app = LoginApp.use();
  let idp: SimpleSamlPhp;
  let logoutService = '';
  beforeAll(async () => {
    idp = await SimpleSamlPhp.start();
  });
  afterAll(() => idp.stop());

  async function introduce(binding: Binding = 'redirect', more: Readonly<Record<string, unknown>> = SIGNED) {
    const person = personOf('person');
    const serviceProvider = withLogoutBy(binding, metadataOf(app.callbackUrl, person, app.logoutUrl));
    idp.configure({ serviceProvider, person, encrypt: false, more: { ...SERVICE[binding], ...more } });
    const idpMetadata = await idp.metadata();
    const { logoutUrl } = app;
    logoutService = logoutServiceIn(idpMetadata);
    app.guard = mitidSession(app.configure({ idpMetadata, logoutUrl, requireEncryptedAssertion: false }));
  }

  async function loggedIn(): Promise<HttpVisitor> {
    const visitor = new HttpVisitor();
    expect(endingOf(await idp.logIn(visitor, `${app.url}/login`))).toMatchObject({ outcome: 'in' });
    return visitor;
  }
  const isIn = async (visitor: HttpVisitor) =>
    (JSON.parse((await visitor.send('GET', `${app.url}/me`)).body) as { user: unknown }).user !== null;
  /** Whether SimpleSAMLphp still knows who this is: a login then asks nothing. */
  const isInThere = async (visitor: HttpVisitor) => (await visitor.open(`${app.url}/login`)).url === app.callbackUrl;
  const warnings = () => app.log.filter(({ level }) => level !== 'info');

  describe.each(BINDINGS)('by %s', (binding) => {
    beforeEach(() => introduce(binding));

    test('a logout of ours is believed there and ends its session, and its answer is believed here', async () => {
      const [visitor, other] = [await loggedIn(), await loggedIn()];
      const asked = await visitor.submit(`${app.url}/logout`, {});
      const { url } = await followLogout(visitor, asked);
      expect(url).toBe(`${app.url}/bye?from=1`);
      expect(broughtTo(logoutService, 'SAMLRequest', visitor)).toEqual([binding]);
      expect(broughtTo(app.logoutUrl, 'SAMLResponse', visitor)).toEqual([binding]);
      expect(warnings()).toEqual([]);
      expect([await isIn(visitor), await isIn(other)]).toEqual([false, true]);
      expect([await isInThere(visitor), await isInThere(other)]).toEqual([false, true]);
    });

    test('a logout there ends the session here, and our answer is believed there', async () => {
      const [visitor, other] = [await loggedIn(), await loggedIn()];
      const { url, status } = await followLogout(visitor, await visitor.open(idp.logoutUrl));
      expect([url, status]).toEqual([idp.metadataUrl, 200]);
      expect(broughtTo(app.logoutUrl, 'SAMLRequest', visitor)).toEqual([binding]);
      expect(broughtTo(logoutService, 'SAMLResponse', visitor)).toEqual([binding]);
      expect(warnings()).toEqual([]);
      expect([await isIn(visitor), await isIn(other)]).toEqual([false, true]);
      expect([await isInThere(visitor), await isInThere(other)]).toEqual([false, true]);
    });
  });

  test.each(Object.entries(SPOILT).filter(([what]) => what !== 'the request is another'))(
    'a logout of ours is refused by it where %s',
    async (what, spoil) => {
      await introduce();
      const visitor = await loggedIn();
      const { location = '' } = await visitor.send('POST', `${app.url}/logout`);
      const refused = await visitor.send('GET', spoil(new URL(location)).href);
      expect(refused.location).toBeUndefined();
      expect(refused.body).toContain(
        what === 'the signature is gone' ? 'no signature found on message' : 'Unable to validate signature',
      );
      expect(await isInThere(visitor)).toBe(true);
    },
  );

  test('nor by POST where the request or its signature is another, or there is none', async () => {
    await introduce('post');
    const visitor = await loggedIn();
    const form = logoutFormIn(await visitor.send('POST', `${app.url}/logout`));
    if (form === undefined) throw new Error('no form');
    for (const [what, spoil] of Object.entries(SPOILT_FORMS)) {
      const refused = await visitor.send('POST', form.action, new URLSearchParams(spoil(form)));
      // A digest that is another is no signature to it.
      const said = what.endsWith('a stranger’s') ? 'Unable to validate Signature' : 'no signature found on message';
      expect([what, refused.location, refused.body.includes(said)]).toEqual([what, undefined, true]);
    }
    expect(await isInThere(visitor)).toBe(true);
  });

  test.each(BINDINGS)('a logout there ends nothing here where it does not sign, by %s', async (binding) => {
    await introduce(binding, {});
    const visitor = await loggedIn();
    const { url, body } = await followLogout(visitor, await visitor.open(idp.logoutUrl));
    expect(url.startsWith(app.logoutUrl)).toBe(true);
    expect(JSON.parse(body)).toMatchObject({ outcome: 'error', code: 'signature_missing' });
    expect(await isIn(visitor)).toBe(true);
  });
});
