import { instant } from '../support/saml11';
import { ofClasses, SAML11, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack, harmless } = ofClasses(26);

const minute = 60_000;
const window = 'CVE-2026-41577 (authentik): Conditions that nobody read; CVE-2026-1190 (Keycloak)';
const at = (scene: Scene, minutes: number) => instant(scene.facts.now + minutes * minute);

attack({
  name: 'assertion-past-its-end',
  code: 'assertion_expired',
  source: window,
  lanes: WITH_SIGNICAT,
  forged: (scene) =>
    scene.signed({ notOnOrAfter: at(scene, -1), notBefore: at(scene, -10), issueInstant: at(scene, -10) }),
});

attack({
  name: 'assertion-before-its-beginning',
  code: 'assertion_not_yet_valid',
  source: window,
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({ notBefore: at(scene, 5) }),
});

attack({
  name: 'assertion-issued-in-the-future',
  code: 'assertion_not_yet_valid',
  source: window,
  forged: (scene) => scene.signed({ issueInstant: at(scene, 5) }),
});

attack({
  name: 'assertion-of-an-hour-ago-that-claims-a-year',
  code: 'assertion_expired',
  source: 'E-Ident: an assertion is valid for 15 minutes, whatever window it claims',
  lanes: SAML11,
  forged: (scene) =>
    scene.signed({ issueInstant: at(scene, -60), notBefore: at(scene, -60), notOnOrAfter: at(scene, 525_600) }),
});

attack({
  name: 'authentication-in-the-future',
  code: 'assertion_not_yet_valid',
  source: 'SAML 1.1 core 2.4.3, SAML 2.0 core 2.7.2',
  forged: (scene) => scene.signed({ authenticationInstant: at(scene, 5) }),
});

for (const [name, said] of [
  ['no-not-before', { notBefore: null }],
  ['no-not-on-or-after', { notOnOrAfter: null }],
  ['no-conditions', { conditions: '' }],
] as const) {
  attack({ name, code: 'conditions_missing', source: window, forged: (scene) => scene.signed(said) });
}

attack({
  name: 'conditions-twice',
  code: 'conditions_missing',
  source: 'SAML 1.1 core 2.3.2, SAML 2.0 core 2.3.3: at most one; which of them would be read?',
  forged: (scene) =>
    scene.signed({
      advice: `<saml:Conditions NotBefore="${at(scene, -1)}" NotOnOrAfter="${at(scene, 9)}"></saml:Conditions>`,
    }),
});

const malformed: readonly (readonly [string, string])[] = [
  ['without-a-zone', '2026-11-22T12:00:00'],
  ['without-a-time', '2026-11-22'],
  ['on-30-february', '2026-02-30T12:00:00Z'],
  ['on-29-february-of-a-common-year', '2027-02-29T12:00:00Z'],
  ['in-month-13', '2026-13-01T12:00:00Z'],
  ['at-hour-24', '2026-11-22T24:00:00Z'],
  ['at-second-60', '2026-11-22T12:00:60Z'],
  ['in-lower-case', '2026-11-22t12:00:00z'],
  ['with-a-space', '2026-11-22 12:00:00Z'],
  ['with-a-decimal-comma', '2026-11-22T12:00:00,5Z'],
  ['with-ten-fraction-digits', '2026-11-22T12:00:00.0123456789Z'],
  ['with-an-empty-fraction', '2026-11-22T12:00:00.Z'],
  ['with-an-offset-of-15-hours', '2026-11-22T12:00:00+15:00'],
  ['with-an-offset-without-a-colon', '2026-11-22T12:00:00+0100'],
  ['in-five-digit-years', '12026-11-22T12:00:00Z'],
  ['in-a-negative-year', '-2026-11-22T12:00:00Z'],
  ['as-a-number', '1795348800000'],
  ['as-a-word', 'tomorrow'],
  ['empty', ''],
];
for (const [name, text] of malformed) {
  attack({
    name: `time-${name}`,
    code: 'time_malformed',
    source: 'XML Schema part 2 3.2.7; JavaScript reads it as local time, or rolls it over',
    forged: (scene) => scene.signed({ notOnOrAfter: text }),
  });
}

for (const [name, said] of [
  ['issue-instant', { issueInstant: 'tomorrow' }],
  ['not-before', { notBefore: 'yesterday' }],
  ['authentication-instant', { authenticationInstant: 'now' }],
] as const) {
  attack({
    name: `time-malformed-in-${name}`,
    code: 'time_malformed',
    source: 'XML Schema part 2 3.2.7',
    forged: (scene) => scene.signed(said),
  });
}

attack({
  name: 'time-malformed-in-issue-instant-of-the-response',
  code: 'time_malformed',
  source: 'XML Schema part 2 3.2.7',
  forged: (scene) => scene.sign(swap(scene.unsigned(), /IssueInstant="[^"]*"/, 'IssueInstant="now"'), scene.signedPart),
});

const utc = (scene: Scene) => new Date(scene.facts.now + 10 * minute).toISOString();
const spellings: readonly (readonly [string, (scene: Scene) => string])[] = [
  ['with-an-offset', (scene) => `${new Date(scene.facts.now + 70 * minute).toISOString().slice(0, 19)}+01:00`],
  ['with-a-negative-offset', (scene) => `${new Date(scene.facts.now - 20 * minute).toISOString().slice(0, 19)}-00:30`],
  ['with-seven-fraction-digits', (scene) => utc(scene).replace(/\.\d+Z/, '.1234567Z')],
  ['with-white-space-around', (scene) => ` ${utc(scene)}\t`],
];
for (const [name, text] of spellings) {
  harmless({
    name: `time-${name}`,
    source: 'XML Schema part 2 3.2.7; .NET writes seven digits',
    variant: (scene) => scene.signed({ notOnOrAfter: text(scene) }),
  });
}

harmless({
  name: 'clocks-that-differ-by-half-a-minute',
  source: 'acceptedClockSkewMs',
  options: { acceptedClockSkewMs: minute },
  variant: (scene) =>
    scene.signed({ notBefore: at(scene, 0.5), issueInstant: at(scene, 0.5), authenticationInstant: at(scene, 0.5) }),
});
