import { HOLDER_OF_KEY2, instant, type Saml2Confirmation } from '../support/saml2';
import { ofClasses, SAML2, type Scene } from './harness';

const { attack, harmless } = ofClasses(24);

const profile = 'SAML 2.0 profiles 4.1.4.2';
const minute = 60_000;
const at = (scene: Scene, minutes: number) => instant(scene.facts.now + minutes * minute);
const confirmed = (scene: Scene, ...confirmations: Saml2Confirmation[]) => scene.signed({ saml2: { confirmations } });
const evil = 'https://evil.example/login/callback';

for (const [name, said] of [
  ['left-out', () => ({ notOnOrAfter: null })],
  ['past', (scene: Scene) => ({ notOnOrAfter: at(scene, -1) })],
  ['of-data-that-is-left-out', () => ({ data: '' })],
  ['of-data-in-another-namespace', () => ({ data: '<x:SubjectConfirmationData xmlns:x="urn:x"/>' })],
] as const) {
  attack({
    name: `confirmation-end-${name}`,
    code: 'confirmation_expired',
    source: `${profile}; CVE-2026-1190 (Keycloak): NotOnOrAfter ignored; node-saml issue 436`,
    lanes: SAML2,
    forged: (scene) => confirmed(scene, said(scene)),
  });
}

attack({
  name: 'confirmation-with-a-beginning',
  code: 'confirmation_method',
  source: `${profile}: a bearer has no NotBefore`,
  lanes: SAML2,
  forged: (scene) => confirmed(scene, { notBefore: at(scene, -5) }),
});

attack({
  name: 'confirmation-end-malformed',
  code: 'time_malformed',
  source: 'XML Schema part 2 3.2.7',
  lanes: SAML2,
  forged: (scene) => confirmed(scene, { notOnOrAfter: '2050-01-01T00:00:00' }),
});

attack({
  name: 'confirmation-without-a-method',
  code: 'confirmation_method',
  source: 'SAML 2.0 core 2.4.1.1: Method is required',
  lanes: SAML2,
  forged: (scene) => confirmed(scene, { method: null }),
});

attack({
  name: 'confirmation-without-a-recipient',
  code: 'recipient_mismatch',
  source: profile,
  lanes: SAML2,
  forged: (scene) => confirmed(scene, { recipient: null }),
});

attack({
  name: 'confirmation-data-twice',
  code: 'message_unexpected',
  source: 'SAML 2.0 core 2.4.1.1: at most one; which of two would be read?',
  lanes: SAML2,
  forged(scene) {
    const data = /<saml:SubjectConfirmationData .*?<\/saml:SubjectConfirmationData>/.exec(scene.unsigned())?.[0] ?? '';
    return confirmed(scene, { data: data + data });
  },
});

// Each of the two would pass with what the other has.
const none: readonly (readonly [
  string,
  (scene: Scene) => Saml2Confirmation[],
  'recipient_mismatch' | 'confirmation_expired' | 'in_response_to_mismatch',
])[] = [
  [
    'wrong-recipient-then-past',
    (scene) => [{ recipient: evil }, { notOnOrAfter: at(scene, -1) }],
    'recipient_mismatch',
  ],
  [
    'past-then-wrong-recipient',
    (scene) => [{ notOnOrAfter: at(scene, -1) }, { recipient: evil }],
    'confirmation_expired',
  ],
  [
    'wrong-request-then-holder-of-key',
    () => [{ inResponseTo: '_other' }, { method: HOLDER_OF_KEY2 }],
    'in_response_to_mismatch',
  ],
  ['holder-of-key-then-wrong-recipient', () => [{ method: HOLDER_OF_KEY2 }, { recipient: evil }], 'recipient_mismatch'],
];
for (const [name, confirmations, code] of none) {
  attack({
    name: `confirmations-none-passes-${name}`,
    code,
    source: 'SAML 2.0 core 2.4.1: one of them passes whole, not each of them in part',
    lanes: SAML2,
    forged: (scene) => confirmed(scene, ...confirmations(scene)),
  });
}

const several: readonly (readonly [string, (scene: Scene) => Saml2Confirmation[]])[] = [
  ['holder-of-key-before', () => [{ method: HOLDER_OF_KEY2 }, {}]],
  ['holder-of-key-after', () => [{}, { method: HOLDER_OF_KEY2 }]],
  ['for-another-recipient-before', () => [{ recipient: evil }, {}]],
  ['past-one-before', (scene) => [{ notOnOrAfter: at(scene, -1) }, {}]],
];
for (const [name, confirmations] of several) {
  harmless({
    name: `confirmations-one-passes-${name}`,
    source: 'SAML 2.0 core 2.4.1: one of them is enough',
    lanes: SAML2,
    variant: (scene) => confirmed(scene, ...confirmations(scene)),
  });
}
