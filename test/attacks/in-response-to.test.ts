import { ANSWERING, ARTIFACT, MITID, NEMID, ofClasses, POST } from './harness';

const { attack, harmless } = ofClasses(23, 36);

const source =
  'SAML 1.1 core 3.4.1; oasis-sstc-saml-bindings-1.1 4.1.1.8; SAML 2.0 profiles 4.1.4.2: the reply answers our request';
const other = '_00000000000000000000000000000000';

for (const [name, inResponseTo] of [
  ['another-request', other],
  ['nothing', ''],
] as const) {
  attack({
    name: `reply-to-${name}`,
    code: 'in_response_to_mismatch',
    source,
    lanes: [...ANSWERING, ...MITID],
    forged: (scene) => scene.signed({ inResponseTo }),
  });
}

attack({
  name: 'reply-to-no-request',
  code: 'in_response_to_missing',
  source,
  lanes: [...ANSWERING, ...MITID],
  forged: (scene) => scene.signed({ inResponseTo: null }),
});

attack({
  name: 'reply-to-another-request-where-it-may-miss',
  code: 'in_response_to_mismatch',
  source,
  lanes: ARTIFACT,
  options: { allowMissingInResponseTo: true },
  forged: (scene) => scene.signed({ inResponseTo: other }),
});

harmless({
  name: 'reply-to-no-request-where-it-may-miss',
  source: 'allowMissingInResponseTo',
  lanes: ARTIFACT,
  options: { allowMissingInResponseTo: true },
  variant: (scene) => scene.signed({ inResponseTo: null }),
});

attack({
  name: 'post-in-reply-to-a-request',
  code: 'in_response_to_mismatch',
  source: 'A wrong one is always refused, and a POST answers no request of ours',
  lanes: [...POST, ...NEMID],
  forged: (scene) => scene.signed({ inResponseTo: other }),
});
