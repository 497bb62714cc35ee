import { mitidSession } from '../../../src/middleware';
import { LoginApp } from '../../strategies/nemlog-in/support/login-app';
import { HttpVisitor } from '../../support/http-visitor';
import { gov } from '../../support/oiosaml-logins';
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
  type Binding,
} from '../support/single-logout';
import { SPOILT_FORMS } from '../support/spoilt-forms';
import { SPOILT } from '../support/spoilt-requests';
import { lastResponse } from '../support/wire';
import { PySaml2 } from './identity-provider';

/** To it, names that differ in case alone are one. */
const WITHOUT = [gov('seNumberIdentifier')];

requirePeer('pysaml2')('single logout with pysaml2', () => {
  const app = LoginApp.use();
  let idp: PySaml2;
  let logoutService = '';
  beforeAll(async () => {
    idp = await PySaml2.start();
  });
  afterAll(() => idp.stop());

  async function introduce(logoutBinding: Binding = 'redirect') {
    const person = personOf('person', WITHOUT);
    const serviceProvider = metadataOf(app.callbackUrl, person, app.logoutUrl);
    idp.configure({ serviceProvider, person, cancels: false, signResponse: false, encrypt: null, logoutBinding });
    const idpMetadata = await idp.metadata();
    const { logoutUrl } = app;
    const options = { idpMetadata, logoutUrl, logoutBinding, requireEncryptedAssertion: false };
    app.guard = mitidSession(app.configure(options));
    logoutService = logoutServiceIn(idpMetadata);
  }

  async function loggedIn(): Promise<HttpVisitor> {
    const visitor = new HttpVisitor();
    expect(endingOf(await visitor.open(`${app.url}/login`))).toMatchObject({ outcome: 'in' });
    return visitor;
  }
  const isIn = async (visitor: HttpVisitor) =>
    (JSON.parse((await visitor.send('GET', `${app.url}/me`)).body) as { user: unknown }).user !== null;
  const sessionIndexOf = (visitor: HttpVisitor) => / SessionIndex="([^"]+)"/.exec(lastResponse(visitor))?.[1] ?? '';
  const warnings = () => app.log.filter(({ level }) => level !== 'info');

  describe.each(BINDINGS)('by %s', (binding) => {
    beforeEach(() => introduce(binding));

    test('a logout of ours is verified there, and its answer is believed here', async () => {
      const visitor = await loggedIn();
      const asked = await visitor.submit(`${app.url}/logout`, {});
      expect((await followLogout(visitor, asked)).url).toBe(`${app.url}/bye?from=1`);
      expect(broughtTo(logoutService, 'SAMLRequest', visitor)).toEqual([binding]);
      expect(broughtTo(app.logoutUrl, 'SAMLResponse', visitor)).toEqual([binding]);
      expect(warnings()).toEqual([]);
      expect(await isIn(visitor)).toBe(false);
    });

    test('a logout there ends the one session here that it names, and our answer is verified there', async () => {
      const [visitor, other] = [await loggedIn(), await loggedIn()];
      const page = await followLogout(visitor, await visitor.open(idp.logoutUrl(sessionIndexOf(visitor))));
      expect(JSON.parse(page.body)).toEqual({
        inResponseTo: expect.stringMatching(/^id-/) as string,
        status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
        relayState: 'state-of-pysaml2',
      });
      expect(broughtTo(app.logoutUrl, 'SAMLRequest', visitor)).toEqual([binding]);
      expect(broughtTo(logoutService, 'SAMLResponse', visitor)).toEqual([binding]);
      expect(warnings()).toEqual([]);
      expect([await isIn(visitor), await isIn(other)]).toEqual([false, true]);
    });

    test('a logout there without a SessionIndex ends every session of the person here', async () => {
      const [visitor, other] = [await loggedIn(), await loggedIn()];
      await followLogout(visitor, await visitor.open(idp.logoutUrl()));
      expect(warnings()).toEqual([]);
      expect([await isIn(visitor), await isIn(other)]).toEqual([false, false]);
    });
  });

  test.each(Object.entries(SPOILT).filter(([what]) => what !== 'the request is another'))(
    'a logout of ours is refused by it where %s',
    async (what, spoil) => {
      await introduce();
      const visitor = await loggedIn();
      const { location = '' } = await visitor.send('POST', `${app.url}/logout`);
      expect(await visitor.send('GET', spoil(new URL(location)).href)).toMatchObject({
        status: 403,
        body:
          what === 'the signature is gone'
            ? 'the request is not signed'
            : 'the signature of the request does not verify',
      });
    },
  );

  test('nor by POST where the request or its signature is another, or there is none', async () => {
    await introduce('post');
    const visitor = await loggedIn();
    const form = logoutFormIn(await visitor.send('POST', `${app.url}/logout`));
    if (form === undefined) throw new Error('no form');
    for (const [what, spoil] of Object.entries(SPOILT_FORMS)) {
      const { status, body } = await visitor.send('POST', form.action, new URLSearchParams(spoil(form)));
      expect([what, status, body]).toEqual([
        what,
        403,
        expect.stringMatching(/^the message is not signed as it must be/),
      ]);
    }
  });
});
