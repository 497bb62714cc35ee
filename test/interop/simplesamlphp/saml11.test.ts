import { profileFromEIdent } from '../../../src/profile';
import { LoginApp } from '../../strategies/eident/support/login-app';
import { CERTS } from '../../support/certs';
import { assertionOf, attributesOf, LOGINS } from '../../support/eident-logins';
import { HttpVisitor } from '../../support/http-visitor';
import { endingOf } from '../support/ending';
import { requirePeer } from '../support/peers';
import { withoutTransaction } from '../support/persons';
import { algorithmsIn, lastResponse } from '../support/wire';
import { SimpleSamlPhp } from './identity-provider';

const MERCHANT = 'MERCHANT1';
/** Of a transaction, which was not asked for: it says nothing of one. */
const OF_A_TRANSACTION = /^(REFERENCE|TRANSACTION|ADDITIONAL)_/;
const SAID = Object.fromEntries(Object.entries(LOGINS.private).filter(([name]) => !OF_A_TRANSACTION.test(name)));

requirePeer('simplesamlphp')('SimpleSAMLphp over SAML 1.1, by POST', () => {
  const app = LoginApp.use();
  let idp: SimpleSamlPhp;
  beforeAll(async () => {
    idp = await SimpleSamlPhp.start();
  });
  afterAll(() => idp.stop());

  /** A login that the strategy begins, and that SimpleSAMLphp is asked for in its own words. */
  async function logIn(visitor: HttpVisitor, signResponse: boolean) {
    const { callbackUrl } = app;
    const attributes = Object.fromEntries(Object.entries(SAID).map(([name, value]) => [name, [value]]));
    idp.configureSaml11({ merchantId: MERCHANT, callbackUrl, attributes, signResponse });
    app.configure({ bindings: ['post'], merchantId: MERCHANT, idpIssuer: idp.entityId, idpCert: CERTS.idp.cert });
    const { location = '' } = await visitor.send('GET', `${app.url}/login/mitid`);
    const target = new URL(location).searchParams.get('TARGET') ?? '';
    return endingOf(await idp.logIn(visitor, idp.saml11EntryPoint(MERCHANT, callbackUrl, target)));
  }

  test('logs in through EIdentStrategy', async () => {
    const visitor = new HttpVisitor();
    expect(await logIn(visitor, true)).toMatchObject({ outcome: 'in' });
    expect(algorithmsIn(lastResponse(visitor))).toEqual(['rsa-sha256']);
    const expected = profileFromEIdent(assertionOf(attributesOf(SAID), { issuer: idp.entityId }));
    expect(app.profiles.map(withoutTransaction)).toEqual([withoutTransaction(expected)]);
  });

  test('does not by a signature of the assertion alone', async () => {
    app.custom = true;
    expect(await logIn(new HttpVisitor(), false)).toMatchObject({ outcome: 'fail', code: 'signature_missing' });
  });
});
