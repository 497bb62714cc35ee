import { MetadataSource } from '../../../src/metadata';
import { LoginApp } from '../../strategies/nemlog-in/support/login-app';
import { CERTS } from '../../support/certs';
import { HttpVisitor } from '../../support/http-visitor';
import { gov, type OioLogin } from '../../support/oiosaml-logins';
import { endingOf } from '../support/ending';
import { requirePeer } from '../support/peers';
import { dialectOf, personOf, profileOf, withoutTransaction } from '../support/persons';
import { metadataOf } from '../support/service-provider';
import { SPOILT } from '../support/spoilt-requests';
import { algorithmsIn, lastResponse } from '../support/wire';
import { PySaml2, type PySaml2Encryption, type PySaml2Setup } from './identity-provider';

const OAEP = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
const AES256_CBC = { data: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc', sessionKey: 'aes-256', key: OAEP };
const AES256_GCM = { data: 'http://www.w3.org/2009/xmlenc11#aes256-gcm', sessionKey: 'aes-256', key: OAEP };
const AES128_GCM = { data: 'http://www.w3.org/2009/xmlenc11#aes128-gcm', sessionKey: 'aes-128', key: OAEP };
/** What it does itself. */
const TRIPLE_DES = { data: 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc', sessionKey: 'des-192', key: OAEP };
const RSA_1_5 = { ...AES256_CBC, key: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' };

/** To it, names that differ in case alone are one. */
const WITHOUT = [gov('seNumberIdentifier')];

requirePeer('pysaml2')('pysaml2', () => {
  const app = LoginApp.use();
  let idp: PySaml2;
  beforeAll(async () => {
    idp = await PySaml2.start();
  });
  afterAll(() => idp.stop());

  /** The strategy knows it by its metadata, and it knows us by ours. */
  async function introduce(login: OioLogin = 'person', setup: Partial<PySaml2Setup> = {}) {
    const person = personOf(login, WITHOUT);
    const serviceProvider = metadataOf(app.callbackUrl, person);
    const { encrypt = null } = setup;
    idp.configure({ serviceProvider, person, cancels: false, signResponse: false, encrypt, ...setup });
    const idpMetadata = await idp.metadata();
    app.configure({ idpMetadata, requireEncryptedAssertion: encrypt !== null, dialect: dialectOf(login) });
  }
  const logIn = async (visitor = new HttpVisitor()) => endingOf(await visitor.open(`${app.url}/login`));

  test('its metadata is read from its page, if whom we trust has signed it', async () => {
    await introduce();
    const from = (cert: string) =>
      new MetadataSource({
        from: { url: idp.metadataUrl, metadataSigningCert: cert },
        judge: (metadata) => metadata,
        warn: () => undefined,
      });
    const { singleSignOnRedirect, ...said } = await from(CERTS.idp.cert).current();
    expect(singleSignOnRedirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sso$/);
    expect(said).toMatchObject({
      entityId: idp.entityId,
      signingCertificates: [CERTS.idp.cert],
      nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    });
    await expect(from(CERTS.foreign.cert).current()).rejects.toMatchObject({ code: 'metadata_unavailable' });
  });

  describe('a login', () => {
    test.each<[OioLogin, PySaml2Encryption | null, readonly string[]]>([
      ['nemIdPerson', null, ['rsa-sha256']],
      ['nemIdEmployee', AES256_CBC, ['aes256-cbc', 'rsa-oaep-mgf1p']],
      ['person', AES256_GCM, ['aes256-gcm', 'rsa-oaep-mgf1p']],
      ['professional', AES128_GCM, ['aes128-gcm', 'rsa-oaep-mgf1p']],
    ])('of a %s, over %j', async (login, encrypt, algorithms) => {
      await introduce(login, { encrypt });
      const visitor = new HttpVisitor();
      expect(await logIn(visitor)).toMatchObject({ outcome: 'in' });
      expect(algorithmsIn(lastResponse(visitor))).toEqual(algorithms);
      expect(app.profiles.map(withoutTransaction)).toEqual([profileOf(login, idp.entityId, WITHOUT)]);
    });

    test('whose Response is signed too', async () => {
      await introduce('person', { signResponse: true });
      const visitor = new HttpVisitor();
      expect(await logIn(visitor)).toMatchObject({ outcome: 'in' });
      expect(algorithmsIn(lastResponse(visitor))).toEqual(['rsa-sha256', 'rsa-sha256']);
    });
  });

  describe('no login', () => {
    test('that was cancelled', async () => {
      await introduce('person', { cancels: true });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code: 'user_cancelled' });
    });

    test.each([
      ['triple DES, which is what it does itself', TRIPLE_DES],
      ['RSA 1.5', RSA_1_5],
    ])('over %s', async (_, encrypt) => {
      await introduce('person', { encrypt });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code: 'encryption_algorithm' });
    });

    test('whose Response is signed around an encrypted assertion: it gives both signatures one Id', async () => {
      await introduce('person', { encrypt: AES256_GCM, signResponse: true });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code: 'decryption_failed' });
      expect(app.log.map(({ message }) => message)).toEqual([expect.stringContaining('id_duplicate')]);
    });

    test('in the clear where it must be encrypted', async () => {
      await introduce();
      app.configure({ idpMetadata: await idp.metadata() });
      expect(await logIn()).toMatchObject({ outcome: 'fail', code: 'assertion_not_encrypted' });
    });
  });

  test.each(Object.entries(SPOILT))('a request is refused by it where %s', async (what, spoil) => {
    await introduce();
    app.call = { forceAuthn: true };
    const visitor = new HttpVisitor();
    const { location = '' } = await visitor.send('GET', `${app.url}/login`);
    expect(await visitor.send('GET', location)).toMatchObject({ status: 200 });
    expect(await visitor.send('GET', spoil(new URL(location)).href)).toMatchObject({
      status: 403,
      body:
        what === 'the signature is gone' ? 'the request is not signed' : 'the signature of the request does not verify',
    });
  });
});
