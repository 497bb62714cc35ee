import { ofClasses, prolog, swap, type Scene } from './harness';

const { attack } = ofClasses(11);

const leak = 'xml-crypto 6.3 canonicalizes a processing instruction as its text';
const rule = 'No honest message holds one';

attack({
  name: 'instruction-in-name-identifier',
  code: 'xml_processing_instruction',
  source: leak,
  forged: (scene) => swap(scene.signed(), '5b1a4f5e', '<?p 5b1a?>4f5e'),
});

attack({
  name: 'instruction-in-attribute-value',
  code: 'xml_processing_instruction',
  source: leak,
  forged: (scene) => swap(scene.signed(), 'Åkjær<', '<?p Åk?>jær<'),
});

attack({
  name: 'instruction-in-digest-value',
  code: 'xml_processing_instruction',
  source: leak,
  forged: (scene) => swap(scene.signed(), '<ds:DigestValue>', '<ds:DigestValue><?p p?>'),
});

attack({
  name: 'instruction-before-the-message',
  code: 'xml_processing_instruction',
  source: rule,
  forged: (scene) =>
    scene.travel(prolog(scene.document(scene.signed()), '<?xml-stylesheet href="https://evil.example/x.xsl"?>')),
});

attack({
  name: 'instruction-after-the-message',
  code: 'xml_processing_instruction',
  source: rule,
  forged: (scene) => scene.travel(`${scene.document(scene.signed())}<?p p?>`),
});

const declaration = (scene: Scene) => swap(scene.signed(), '<samlp:Status>', '<?xml version="1.0"?><samlp:Status>');
attack({
  name: 'xml-declaration-inside-the-message',
  code: 'xml_malformed',
  source: 'XML 1.0 2.6: the target xml is reserved; xmldom 0.8 lets it in',
  forged: declaration,
});
