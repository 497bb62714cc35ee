import { ofClasses, SAML2 } from './harness';

const { attack } = ofClasses(24);

const source =
  'SAML 2.0 bindings 3.5.5.2: Destination is the URL it was posted to; node-saml 5.1 accepts any (issue 437)';

const destinations: readonly (readonly [string, (right: string) => string | null])[] = [
  ['of-another-application', () => 'https://evil.example/login/callback'],
  ['of-another-path', (right) => right.replace('/callback', '/logout')],
  ['left-out', () => null],
  ['empty', () => ''],
  ['with-a-slash-more', (right) => `${right}/`],
  ['with-a-query', (right) => `${right}?x=y`],
  ['with-a-fragment', (right) => `${right}#x`],
  ['in-upper-case', (right) => right.toUpperCase()],
  ['with-a-host-in-upper-case', (right) => right.replace(/\/\/[^/:]+/, (host) => host.toUpperCase())],
  ['percent-encoded', (right) => right.replace('callback', '%63allback')],
  ['with-a-dot-segment', (right) => right.replace('/login/', '/login/./')],
  ['with-a-space', (right) => `${right} `],
  ['with-credentials', (right) => right.replace('//', '//idp@')],
  ['that-begins-like-ours', (right) => `${right}.evil.example`],
  ['that-ends-like-ours', (right) => `https://evil.example/?${right}`],
];
for (const [name, destination] of destinations) {
  attack({
    name: `destination-${name}`,
    code: 'destination_mismatch',
    source,
    lanes: SAML2,
    forged: (scene) => scene.signed({ saml2: { destination: destination(scene.facts.recipient) } }),
  });
}

attack({
  name: 'destination-in-a-namespace',
  code: 'destination_mismatch',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion',
  lanes: SAML2,
  forged: (scene) => scene.signed().replace(' Destination=', ' saml:Destination='),
});

attack({
  name: 'destination-right-and-recipient-of-another-application',
  code: 'recipient_mismatch',
  source: 'SAML 2.0 profiles 4.1.4.3: both are judged, and only Recipient is inside the signed assertion',
  lanes: SAML2,
  forged: (scene) => scene.signed({ recipient: 'https://evil.example/login/callback' }),
});
