import { authnRequestUrl } from '../../src/protocols/saml2';
import { trusted } from '../protocols/saml2/expectations';
import { CERTS } from '../support/certs';
import { inspected, NOW, saysOf, UNTOLD } from './support/inspecting';

const url = () =>
  authnRequestUrl(
    {
      entityId: 'https://app.example',
      callbackUrl: 'https://app.example/acs',
      entryPoint: 'https://idp.example/sso',
      signingKey: CERTS.foreign.key,
    },
    {
      id: `_${'a1'.repeat(20)}`,
      relayState: 'x',
      issueInstant: NOW,
      loa: 'substantial',
      dialect: 'oiosaml-3',
      forceAuthn: true,
    },
  );

test('a request of our own is described, and its signature verified', async () => {
  const inspection = await inspected(await url(), { ...UNTOLD, ownCertificates: trusted(CERTS.foreign.cert) });
  expect(inspection).toMatchObject({
    what: 'SAML 2.0 AuthnRequest: a service asks for a login',
    wrapped: ['in the query of a URL', 'SAMLRequest', 'base64', 'deflated'],
    signatures: [{ where: 'query', algorithm: 'rsa-sha256', verified: true }],
  });
  expect(inspection).not.toHaveProperty('judgement');
  expect(saysOf(inspection)).toMatchObject({
    'AuthnRequest/@ForceAuthn': 'true',
    'AuthnRequest/@AssertionConsumerServiceURL': 'https://app.example/acs',
    'AuthnRequest/Issuer': 'https://app.example',
    'RequestedAuthnContext/AuthnContextClassRef': 'https://data.gov.dk/concept/core/nsis/loa/Substantial',
    RelayState: 'x',
  });
});

test('another certificate, another RelayState, or no signature: not verified', async () => {
  const own = { ...UNTOLD, ownCertificates: trusted(CERTS.foreign.cert) };
  const verdicts = async (text: string, expected = own) =>
    (await inspected(text, expected)).signatures.map(({ verdict }) => verdict);
  const whole = await url();
  expect(await verdicts(whole, { ...UNTOLD, ownCertificates: trusted(CERTS.idp.cert) })).toEqual([
    'NOT verified: signature_invalid',
  ]);
  expect(await verdicts(whole.replace('RelayState=x', 'RelayState=y'))).toEqual(['NOT verified: signature_invalid']);
  expect(await verdicts(whole.replace(/&SigAlg=.*/, ''))).toEqual(['NOT verified: signature_missing']);
});

test('without a certificate nothing is verified, and said so', async () => {
  const { signatures } = await inspected(await url(), UNTOLD);
  expect(signatures).toMatchObject([{ verified: undefined, verdict: 'not verified: no --sp-certificate given' }]);
});

test('a certificate that is not valid at the moment verifies nothing, and that is no pass', async () => {
  const at = Date.parse('2051-01-01T00:00:00Z');
  const expected = { ...UNTOLD, at, ownCertificates: trusted(CERTS.foreign.cert) };
  const whole = await url();
  expect((await inspected(whole, expected)).signatures).toMatchObject([
    { where: 'query', verified: false, verdict: 'NOT verified: no_valid_certificate' },
  ]);
  expect((await inspected(whole.replace(/&SigAlg=.*/, ''), expected)).signatures).toMatchObject([
    { where: 'nowhere', verified: false, verdict: 'NOT verified: signature_missing' },
  ]);
});
