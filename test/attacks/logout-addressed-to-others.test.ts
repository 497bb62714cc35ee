import { ofClasses, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(24);

const confusion = 'SAML 2.0 profiles 4.4.4: the Issuer is whom the key is of; CVE-2026-49283 (SimpleSAMLphp)';
const destination =
  'SAML 2.0 bindings 3.4.5.2, 3.5.5.2: a signed message for one service provider is not for the next; node-saml 5.1 does not look';

const issuers: readonly (readonly [string, string | null])[] = [
  ['another-service-provider', 'https://evil-sp.example'],
  ['another-identity-provider', 'https://saml.other-idp.example'],
  ['nobody', null],
  ['an-empty-name', ''],
];
for (const [name, issuer] of issuers) {
  logoutAttack({
    name: `logout-issued-by-${name}`,
    classes: [24, 29],
    code: 'issuer_mismatch',
    source: confusion,
    forged: (scene) =>
      // Without an Issuer the Signature stands first.
      issuer === null && scene.binding === 'post'
        ? scene.form(scene.sign(scene.unsigned({ issuer }).replace(/^<[^>]*>/, (tag) => `${tag}%SIGNATURE%`)))
        : scene.signed({ issuer }),
  });
}

logoutAttack({
  name: 'logout-issued-by-two',
  code: 'issuer_mismatch',
  source: confusion,
  forged: (scene) => scene.signed({ extra: `<saml:Issuer>${scene.issuer}</saml:Issuer>` }),
});

logoutAttack({
  name: 'logout-whose-issuer-has-a-slash-more',
  code: 'issuer_mismatch',
  source: confusion,
  forged: (scene) => scene.signed({ issuer: `${scene.issuer}/` }),
});

const destinations: readonly (readonly [string, (scene: LogoutScene) => string | null])[] = [
  ['another-application', () => 'https://other.example/slo'],
  ['the-route-of-logins', ({ callbackUrl }) => callbackUrl],
  ['nobody', () => null],
  ['an-empty-address', () => ''],
  ['an-address-with-a-slash-more', ({ logoutUrl }) => `${logoutUrl}/`],
  ['an-address-with-a-query', ({ logoutUrl }) => `${logoutUrl}?x=1`],
  ['an-address-that-begins-like-ours', ({ logoutUrl }) => `${logoutUrl}.evil.example`],
  ['an-address-in-upper-case', ({ logoutUrl }) => logoutUrl.toUpperCase()],
];
for (const [name, to] of destinations) {
  logoutAttack({
    name: `logout-addressed-to-${name}`,
    code: 'destination_mismatch',
    source: destination,
    forged: (scene) => scene.signed({ destination: to(scene) }),
  });
}
