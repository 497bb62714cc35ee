import { after, ARTIFACT, before, cut, last, ofClasses, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack } = ofClasses(4);

// A Response whose Assertion is signed, and another assertion that nobody signed.
const honest = (scene: Scene) => (scene.signedPart === 'Response' ? scene.signedOn('both') : scene.signed());
const unsigned = (scene: Scene) => scene.assertion({ assertionId: '_unsigned', fullName: 'Evil Eva' });

attack({
  name: 'unsigned-assertion-before-the-signed-one',
  code: 'assertion_count',
  source: 'CVE-2022-41912 (crewjam/saml), CVE-2021-28091 (lasso), CVE-2026-25922 (authentik)',
  twin: honest,
  forged: (scene) => before(honest(scene), 'saml:Assertion', unsigned(scene)),
});

attack({
  name: 'unsigned-assertion-after-the-signed-one',
  code: 'assertion_count',
  source: 'CVE-2017-18122 (SimpleSAMLphp, SAML 1.1)',
  twin: honest,
  forged: (scene) => after(honest(scene), 'saml:Assertion', unsigned(scene)),
});

attack({
  name: 'unsigned-assertion-in-advice',
  code: 'assertion_count',
  source: 'node-saml GHSA-4mxg-3p6v-xgq3; SAML 1.1 core 2.3.2.2',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({ advice: `<saml:Advice>${unsigned(scene)}</saml:Advice>` }),
});

attack({
  name: 'unsigned-assertion-in-an-attribute-value',
  code: 'assertion_count',
  source: 'CVE-2026-58066 (Rocket.Chat)',
  forged: (scene) => scene.signed({ extraAttributes: scene.attribute('ADDITIONAL_INFO', unsigned(scene)) }),
});

attack({
  name: 'unsigned-encrypted-assertion-beside-the-signed-one',
  code: 'assertion_count',
  source: 'CVE-2026-2092 (Keycloak)',
  twin: honest,
  forged: (scene) =>
    before(
      honest(scene),
      'saml:Assertion',
      '<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"></saml2:EncryptedAssertion>',
    ),
});

attack({
  name: 'assertion-of-another-namespace-beside-the-signed-one',
  code: 'assertion_count',
  source: 'PortSwigger, The Fragile Lock (2025-12-10)',
  twin: honest,
  forged: (scene) => before(honest(scene), 'saml:Assertion', '<x:Assertion xmlns:x="urn:x"></x:Assertion>'),
});

attack({
  name: 'two-assertions-both-signed',
  code: 'assertion_count',
  source: 'Exactly one assertion in the whole message',
  lanes: WITH_SIGNICAT,
  twin: honest,
  forged(scene) {
    const other = scene.sign(scene.assertion({ assertionId: '_other' }), 'Assertion');
    return after(honest(scene), 'saml:Assertion', other);
  },
});

attack({
  name: 'no-assertion-at-all',
  code: 'assertion_count',
  source: 'SAML 1.1 bindings 4.1.2: success comes with an assertion',
  forged: (scene) => scene.sign(scene.unsigned({ assertion: '' }), 'Response'),
});

attack({
  name: 'a-response-inside-the-response',
  code: 'assertion_count',
  source: 'Somorovsky et al., On Breaking SAML, USENIX Security 2012',
  twin: honest,
  forged: (scene) => last(honest(scene), 'samlp:Status', '<samlp:Response></samlp:Response>'),
});

attack({
  name: 'signed-assertion-swapped-for-an-unsigned-one',
  code: 'signature_reference',
  source: 'CVE-2026-33487 (goxmldsig): content swapped between references',
  lanes: ARTIFACT,
  forged(scene) {
    const signature = cut(scene.signed(), 'ds:Signature');
    return last(
      swap(scene.unsigned(), scene.ids.Assertion, 'TI2-00000000000000000000000000000000'),
      'saml:Assertion',
      signature,
    );
  },
});
