import { ASSERTION_ID, RESPONSE_ID } from '../support/saml11';
import { attack, swap, type Scene } from './harness';

const pollution = 'PortSwigger, The Fragile Lock (2025-12-10): attribute pollution; CVE-2025-66568 (ruby-saml)';
const signedId = (scene: Scene) => (scene.signedPart === 'Response' ? RESPONSE_ID : ASSERTION_ID);

attack({
  name: 'response-id-equal-to-the-assertion-id',
  code: 'id_duplicate',
  source: 'xml-crypto counts only the id names it was told',
  forged: (scene) => scene.signed({ responseId: ASSERTION_ID, assertionId: ASSERTION_ID }, {}),
});

for (const name of ['AssertionID', 'ResponseID', 'RequestID', 'ID', 'Id', 'id', 'xml:id', 'x:ID', 'x:AssertionID']) {
  attack({
    name: `the-signed-id-again-as-${name.replace(':', '-')}`,
    code: 'id_duplicate',
    source: pollution,
    forged: (scene) =>
      swap(scene.signed(), '<samlp:Status>', `<samlp:Status xmlns:x="urn:x" ${name}="${signedId(scene)}">`),
  });
}

attack({
  name: 'two-id-attributes-of-the-signed-element-with-one-value',
  code: 'id_duplicate',
  source: pollution,
  forged: (scene) => swap(scene.signed(), `"${signedId(scene)}"`, `"${signedId(scene)}" ID="${signedId(scene)}"`),
});

attack({
  name: 'the-signature-has-the-signed-id',
  code: 'id_duplicate',
  source: pollution,
  forged: (scene) => swap(scene.signed(), '<ds:Signature ', `<ds:Signature Id="${signedId(scene)}" `),
});

attack({
  name: 'reference-to-an-id-attribute-of-another-name',
  code: 'signature_reference',
  source: pollution,
  forged(scene) {
    const unsigned = swap(scene.unsigned(), `"${signedId(scene)}"`, `"_unreferenced" ID="${signedId(scene)}"`);
    return scene.signHere(
      scene.signedPart === 'Response'
        ? swap(unsigned, '<samlp:Status>', '%SIGNATURE%<samlp:Status>')
        : swap(unsigned, '</saml:Assertion>', '%SIGNATURE%</saml:Assertion>'),
    );
  },
});

attack({
  name: 'id-attribute-in-a-foreign-namespace',
  code: 'signature_reference',
  source: pollution,
  forged: (scene) => scene.sign(foreignId(scene), scene.signedPart),
});

function foreignId(scene: Scene): string {
  const name = scene.signedPart === 'Response' ? scene.names.responseId : scene.names.assertionId;
  return swap(scene.unsigned(), ` ${name}="`, ` xmlns:x="urn:x" x:${name}="`);
}

attack({
  name: 'no-id-on-the-signed-element',
  code: 'signature_reference',
  source: pollution,
  forged(scene) {
    const name = scene.signedPart === 'Response' ? scene.names.responseId : scene.names.assertionId;
    return swap(scene.signed(), ` ${name}="${signedId(scene)}"`, '');
  },
});

// Where the Response is signed, nothing but this asks for the id that a replay is told by.
for (const [name, assertionId] of [
  ['left-out', null],
  ['empty', ''],
  ['of-257-characters', `_${'a'.repeat(256)}`],
] as const) {
  attack({
    name: `assertion-id-${name}`,
    code: 'message_unexpected',
    source: 'SAML 1.1 core 2.3.2: AssertionID is required; without one an assertion can be used again and again',
    twin: (scene) => scene.signedOn('Response'),
    forged: (scene) => scene.signedOn('Response', { assertionId }),
  });
}
