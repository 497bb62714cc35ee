import { ofClasses, SAML11, swap, WITH_SIGNICAT, within, type Scene } from './harness';

const { attack } = ofClasses(8, 35);

const pollution = 'PortSwigger, The Fragile Lock (2025-12-10): attribute pollution; CVE-2025-66568 (ruby-saml)';

// One of the two is known only when the other's message has been decrypted.
const codes = {
  'saml2-encrypted': ['decryption_failed', 'one of the two ids is inside the ciphertext'],
} as const;

attack({
  name: 'response-id-equal-to-the-assertion-id',
  code: 'id_duplicate',
  codes,
  source: 'xml-crypto counts only the id names it was told',
  forged: (scene) => scene.signed({ responseId: scene.signedId, assertionId: scene.signedId }, {}),
});

for (const name of ['AssertionID', 'ResponseID', 'RequestID', 'ID', 'Id', 'id', 'xml:id', 'x:ID', 'x:AssertionID']) {
  attack({
    name: `the-signed-id-again-as-${name.replace(':', '-')}`,
    code: 'id_duplicate',
    codes,
    source: pollution,
    forged: (scene) =>
      swap(scene.signed(), '<samlp:Status>', `<samlp:Status xmlns:x="urn:x" ${name}="${scene.signedId}">`),
  });
}

attack({
  name: 'two-id-attributes-of-the-signed-element-with-one-value',
  code: 'id_duplicate',
  source: pollution,
  lanes: WITH_SIGNICAT,
  forged: (scene) => swap(scene.signed(), `"${scene.signedId}"`, `"${scene.signedId}" Id="${scene.signedId}"`),
});

attack({
  name: 'the-signature-has-the-signed-id',
  code: 'id_duplicate',
  source: pollution,
  forged: (scene) => swap(scene.signed(), '<ds:Signature ', `<ds:Signature Id="${scene.signedId}" `),
});

attack({
  name: 'reference-to-an-id-attribute-of-another-name',
  code: 'signature_reference',
  source: pollution,
  forged(scene) {
    const unsigned = swap(scene.unsigned(), `"${scene.signedId}"`, `"_unreferenced" Id="${scene.signedId}"`);
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
  return within(scene.unsigned(), scene.signedElement, (xml) =>
    swap(xml, ` ${name}="`, ` xmlns:x="urn:x" x:${name}="`),
  );
}

attack({
  name: 'no-id-on-the-signed-element',
  code: 'signature_reference',
  source: pollution,
  forged(scene) {
    const name = scene.signedPart === 'Response' ? scene.names.responseId : scene.names.assertionId;
    return swap(scene.signed(), ` ${name}="${scene.signedId}"`, '');
  },
});

// Where the Response is signed, nothing but this asks for the id that a replay is told by.
for (const [name, assertionId] of [
  ['left-out', null],
  ['empty', ''],
] as const) {
  attack({
    name: `assertion-id-${name}`,
    code: 'message_unexpected',
    source: 'SAML 1.1 core 2.3.2: AssertionID is required; without one an assertion can be used again and again',
    // SAML 2.0 signs the Assertion, and what has no id is not signed.
    lanes: SAML11,
    twin: (scene) => scene.signedOn('Response'),
    forged: (scene) => scene.signedOn('Response', { assertionId }),
  });
}

attack({
  name: 'assertion-id-of-257-characters',
  code: 'message_unexpected',
  source: 'What is kept of each login has a bound',
  forged: (scene) => scene.signed({ assertionId: `_${'a'.repeat(256)}` }),
});
