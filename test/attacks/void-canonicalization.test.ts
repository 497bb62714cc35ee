import { digestOf, SHA256 } from '../support/xmldsig/methods';
import { ofClasses, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack } = ofClasses(9);

// A library that cannot canonicalize, and says so with an empty text, digests the same octets for every message there is:
// whoever has one signature over nothing has one over everything.
const advisory = 'CVE-2025-66475 (php-saml), xmlseclibs 3.1.3; PortSwigger, The Fragile Lock (2025-12-10)';
const c14n = 'Canonical XML 1.0 1.3: implementations report an error on a relative namespace name';

for (const [name, text] of [
  ['nothing', ''],
  ['the-word-undefined', 'undefined'],
  ['the-word-null', 'null'],
] as const) {
  attack({
    name: `digest-signed-over-${name}`,
    code: 'digest_mismatch',
    source: advisory,
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signedByHand({ reference: (usual) => swap(usual, '%DIGEST%', digestOf(SHA256, text)) }),
  });
}

const names: readonly (readonly [string, string])[] = [
  ['relative-to-the-directory', '../x'],
  ['relative-to-the-path', 'x/y'],
  ['of-a-digit', '1'],
  ['of-a-fragment', '#x'],
];
for (const [name, namespace] of names) {
  attack({
    name: `namespace-${name}-in-the-signed-part`,
    code: 'xml_malformed',
    source: `${c14n}; ${advisory}`,
    forged: (scene) => declaring(scene, namespace),
  });
}

/** The declaration stands on the signed element, so that any canonicalization comes to it. */
function declaring(scene: Scene, namespace: string): string {
  return swap(scene.signed(), `<${scene.signedElement} `, `<${scene.signedElement} xmlns:void="${namespace}" `);
}
