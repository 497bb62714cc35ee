import { MetadataSource } from '../../../src/metadata';
import { CERTS } from '../../support/certs';
import { HttpVisitor } from '../../support/http-visitor';
import type { OioLogin } from '../../support/oiosaml-logins';
import { LoginApp } from '../../strategies/nemlog-in/support/login-app';
import { endingOf } from '../support/ending';
import { requirePeer } from '../support/peers';
import { dialectOf, personOf, profileOf, withoutTransaction } from '../support/persons';
import { metadataOf } from '../support/service-provider';
import { SPOILT } from '../support/spoilt-requests';
import { algorithmsIn, lastResponse } from '../support/wire';
import { SimpleSamlPhp, type SimpleSamlPhpSetup } from './identity-provider';

requirePeer('simplesamlphp')('SimpleSAMLphp', () => {
  const app = LoginApp.use();
  let idp: SimpleSamlPhp;
  beforeAll(async () => {
    idp = await SimpleSamlPhp.start();
  });
  afterAll(() => idp.stop());

  /** The strategy knows it by its metadata, and it knows us by ours. */
  async function introduce(login: OioLogin = 'person', setup: Partial<SimpleSamlPhpSetup> = {}) {
    const person = personOf(login);
    const serviceProvider = metadataOf(app.callbackUrl, person);
    idp.configure({ serviceProvider, person, encrypt: false, ...setup });
    const { encrypt = false } = setup;
    const idpMetadata = await idp.metadata();
    app.configure({ idpMetadata, requireEncryptedAssertion: encrypt, dialect: dialectOf(login) });
  }
  const logIn = async (visitor = new HttpVisitor()) => endingOf(await idp.logIn(visitor, `${app.url}/login`));

  test('its metadata is read from its page, if whom we trust has signed it', async () => {
    await introduce();
    const from = (cert: string) =>
      new MetadataSource({
        from: { url: idp.metadataUrl, metadataSigningCert: cert },
        judge: (metadata) => metadata,
        warn: () => undefined,
      });
    const { singleSignOnRedirect, ...said } = await from(CERTS.idp.cert).current();
    expect(singleSignOnRedirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/saml2\/idp\/SSOService\.php$/);
    expect(said).toMatchObject({
      entityId: idp.entityId,
      signingCertificates: [CERTS.idp.cert],
      nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
      wantAuthnRequestsSigned: true,
    });
    await expect(from(CERTS.foreign.cert).current()).rejects.toMatchObject({ code: 'metadata_unavailable' });
  });

  describe('a login', () => {
    test.each(['person', 'professional', 'nemIdPerson', 'nemIdEmployee'] as const)(
      'of a %s, in the clear and encrypted',
      async (login) => {
        for (const encrypt of [false, true]) {
          await introduce(login, { encrypt });
          const visitor = new HttpVisitor();
          expect(await logIn(visitor)).toMatchObject({ outcome: 'in' });
          expect(algorithmsIn(lastResponse(visitor))).toEqual(
            encrypt ? ['aes128-cbc', 'rsa-oaep-mgf1p'] : ['rsa-sha256'],
          );
        }
        const expected = profileOf(login, idp.entityId);
        expect(app.profiles.map(withoutTransaction)).toEqual([expected, expected]);
      },
    );

    test('whose Response is signed too, as it does where nothing is said', async () => {
      await introduce('person', { encrypt: true, more: { 'saml20.sign.response': true } });
      const visitor = new HttpVisitor();
      expect(await logIn(visitor)).toMatchObject({ outcome: 'in' });
      expect(algorithmsIn(lastResponse(visitor))).toEqual(['rsa-sha256', 'aes128-cbc', 'rsa-oaep-mgf1p']);
    });

    test('asks nothing while it has a session, and asks again with forceAuthn', async () => {
      await introduce();
      const visitor = new HttpVisitor();
      await logIn(visitor);
      expect(endingOf(await visitor.open(`${app.url}/login`))).toMatchObject({ outcome: 'in' });
      app.call = { forceAuthn: true };
      expect(await logIn(visitor)).toMatchObject({ outcome: 'in' });
    });
  });

  describe('no login', () => {
    test('where nothing may be shown, and nobody has a session', async () => {
      await introduce();
      app.call = { isPassive: true };
      const ending = endingOf(await new HttpVisitor().open(`${app.url}/login`));
      expect(ending).toMatchObject({ outcome: 'fail', code: 'no_passive' });
    });

    test.each([
      ['in the clear where it must be encrypted', {}, { requireEncryptedAssertion: true }, 'assertion_not_encrypted'],
      ['in another dialect', {}, { dialect: 'oiosaml-2' }, 'eid_refused'],
      // What it says as long as nobody tells it where a persistent one comes from.
      ['for a NameID that is transient', { more: { authproc: {} } }, {}, 'name_id_transient'],
    ] as const)('%s', async (_, setup, options, code) => {
      await introduce('person', setup);
      app.configure({ idpMetadata: await idp.metadata(), requireEncryptedAssertion: false, ...options });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code });
    });

    test('under a signature of the Response alone, from which our metadata keeps it', async () => {
      const more = { 'saml20.sign.assertion': false, 'saml20.sign.response': true };
      await introduce('person', { more });
      expect(await logIn()).toMatchObject({ outcome: 'in' });
      const careless = metadataOf(app.callbackUrl, personOf('person')).replace(' WantAssertionsSigned="true"', '');
      await introduce('person', { more, serviceProvider: careless });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code: 'signature_missing' });
    });
  });

  test.each(Object.entries(SPOILT))('a request is refused by it where %s', async (what, spoil) => {
    await introduce();
    app.call = { forceAuthn: true };
    const visitor = new HttpVisitor();
    const { location = '' } = await visitor.send('GET', `${app.url}/login`);
    expect((await visitor.send('GET', location)).location).toContain('/loginuserpass.php?');
    const refused = await visitor.send('GET', spoil(new URL(location)).href);
    expect(refused.location).toBeUndefined();
    expect(refused.body).toContain(
      what === 'the signature is gone'
        ? 'no signature found on message'
        : 'Unable to validate signature on query string',
    );
  });
});
