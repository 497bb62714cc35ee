import { ARTIFACT, ofClasses, POST, POSTED, SIGNICAT, WITH_SIGNICAT } from './harness';

const { attack, harmless } = ofClasses(24);

const token = 'Token recipient confusion: Mainka et al., 2014; CVE-2026-41577 (authentik)';
const said = 'node-saml 5.1 accepts a wrong Recipient (issue 405)';

const recipients: readonly (readonly [string, (right: string) => string])[] = [
  ['of-another-application', () => 'https://evil.example/login/mitid/callback'],
  ['empty', () => ''],
  ['with-a-slash-more', (right) => `${right}/`],
  ['with-a-query', (right) => `${right}?x`],
  ['in-upper-case', (right) => right.toUpperCase()],
  ['that-ends-like-ours', (right) => `https://evil.example/?${right}`],
  ['that-begins-like-ours', (right) => `${right}.evil.example`],
  ['with-a-space', (right) => `${right} `],
];
for (const [name, recipient] of recipients) {
  attack({
    name: `recipient-${name}`,
    code: 'recipient_mismatch',
    source: said,
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signed({ recipient: recipient(scene.facts.recipient) }),
  });
}

attack({
  name: 'no-recipient-in-a-post',
  classes: [24, 36],
  code: 'recipient_mismatch',
  source: 'SAML 1.1 bindings 4.1.2.4, SAML 2.0 profiles 4.1.4.2: Recipient is mandatory',
  lanes: [...POSTED, ...SIGNICAT],
  forged: (scene) => scene.signed({ recipient: null }),
});

harmless({
  name: 'no-recipient-in-a-soap-reply',
  source: 'SAML 1.1 core 3.4.1: Recipient is optional; the reply came over our own connection',
  lanes: ARTIFACT,
  variant: (scene) => scene.signed({ recipient: null }),
});

const audiences: readonly (readonly [string, (ours: string) => readonly (readonly string[])[]])[] = [
  ['of-another-merchant', () => [['merchant-900002']]],
  ['that-begins-like-ours', (ours) => [[`${ours}0`]]],
  ['in-upper-case', (ours) => [[ours.toUpperCase()]]],
  ['empty', () => [['']]],
  ['in-one-of-two-restrictions-only', (ours) => [[ours], ['merchant-900002']]],
  ['as-one-string', (ours) => [[`merchant-900002 ${ours}`]]],
  ['in-an-empty-restriction', (ours) => [[ours], []]],
];
for (const [name, list] of audiences) {
  attack({
    name: `audience-${name}`,
    code: 'audience_mismatch',
    source: token,
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signed({ audiences: list(scene.facts.audience) }),
  });
}

attack({
  name: 'no-audience',
  code: 'audience_missing',
  source: token,
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({ audiences: [] }),
});

attack({
  name: 'no-audience-in-a-post-where-it-may-miss',
  code: 'audience_missing',
  source: 'allowMissingAudience is for the artifact flow, where our own credentials bind the reply to us',
  lanes: POST,
  options: { allowMissingAudience: true },
  forged: (scene) => scene.signed({ audiences: [] }),
});

attack({
  name: 'wrong-audience-where-it-may-miss',
  code: 'audience_mismatch',
  source: token,
  lanes: ARTIFACT,
  options: { allowMissingAudience: true },
  forged: (scene) => scene.signed({ audiences: [['merchant-900002']] }),
});

harmless({
  name: 'audience-among-others',
  source: 'SAML 1.1 core 2.3.2.1.3, SAML 2.0 core 2.5.1.4: one of the audiences',
  twin: (scene) => scene.signed({ audiences: [['merchant-900002', scene.facts.audience]] }),
  variant: (scene) => scene.signed({ audiences: [[' merchant-900002 ', `\n${scene.facts.audience}\n`]] }),
});

const issuers: readonly (readonly [string, (right: string) => string | null])[] = [
  ['of-another-broker', () => 'https://evil.example/saml1'],
  ['empty', () => ''],
  ['left-out', () => null],
  ['with-a-slash-more', (right) => `${right}/`],
  ['in-upper-case', (right) => right.toUpperCase()],
  ['that-begins-like-ours', (right) => `${right}.evil.example`],
];
for (const [name, issuer] of issuers) {
  attack({
    name: `issuer-${name}`,
    classes: [24, 29],
    code: 'issuer_mismatch',
    source: 'CVE-2026-49283 (SimpleSAMLphp): one broker vouches for another; node-saml 5.1 checks it for logout only',
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signed({ issuer: issuer(scene.facts.issuer) }),
  });
}
