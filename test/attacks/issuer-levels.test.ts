import { NAME_ID_ENTITY, NAME_ID_PERSISTENT } from '../support/saml2';
import { ofClasses, SAML2, swap, within, type Scene } from './harness';

const { attack, harmless } = ofClasses(24, 29);

const source =
  'SAML 2.0 profiles 4.1.4.2; CVE-2026-49283 (SimpleSAMLphp): one broker vouches for another; node-saml 5.1 ignores it';

const levels = [
  ['response', 'responseIssuer'],
  ['assertion', 'assertionIssuer'],
] as const;
for (const [level, key] of levels) {
  for (const [name, issuer] of [
    ['of-another-broker', 'https://evil.example'],
    ['left-out', null],
    ['empty', ''],
  ] as const) {
    attack({
      name: `${level}-issuer-${name}`,
      code: 'issuer_mismatch',
      source,
      lanes: SAML2,
      forged: (scene) => scene.signed({ saml2: { [key]: issuer } }),
    });
  }
}

for (const [name, issuerFormat] of [
  ['persistent', NAME_ID_PERSISTENT],
  ['unspecified', 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'],
  ['empty', ''],
] as const) {
  attack({
    name: `issuer-format-${name}`,
    code: 'issuer_mismatch',
    source: 'SAML 2.0 core 8.3.6 and profiles 4.1.4.2: Format is left out, or it is entity',
    lanes: SAML2,
    forged: (scene) => scene.signed({ saml2: { issuerFormat } }),
  });
}

harmless({
  name: 'issuer-format-entity',
  source: 'SAML 2.0 profiles 4.1.4.2',
  lanes: SAML2,
  variant: (scene) => scene.signed({ saml2: { issuerFormat: NAME_ID_ENTITY } }),
});

const beside = (scene: Scene, other: string) =>
  scene.sign(
    within(scene.unsigned(), 'saml:Assertion', (xml) => swap(xml, '<saml:Subject>', `${other}<saml:Subject>`)),
    'Assertion',
  );

attack({
  name: 'assertion-with-two-issuers',
  code: 'issuer_mismatch',
  source: 'SAML 2.0 core 2.3.3: one Issuer; which of two would be read?',
  lanes: SAML2,
  forged: (scene) => beside(scene, '<saml:Issuer>https://evil.example</saml:Issuer>'),
});

attack({
  name: 'assertion-with-the-issuer-of-another-namespace-besides',
  code: 'message_unexpected',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion',
  lanes: SAML2,
  forged: (scene) => beside(scene, `<x:Issuer xmlns:x="urn:x">${scene.facts.issuer}</x:Issuer>`),
});

attack({
  name: 'response-with-two-issuers',
  code: 'issuer_mismatch',
  source: 'SAML 2.0 core 3.2.2: one Issuer; which of two would be read?',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { extraResponse: '<saml:Issuer>https://evil.example</saml:Issuer>' } }),
});
