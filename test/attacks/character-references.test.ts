import { ofClasses, swap, type Said, type Scene } from './harness';

const { attack, harmless } = ofClasses(10);

harmless({
  name: 'characters-written-as-references',
  source: 'Canonical XML 1.0 2.1: character references are replaced',
  variant: (scene) => swap(scene.signed(), '>Ærø Prøve Åkjær<', '>&#xC6;r&#248; Pr&#xf8;ve &#xC5;kj&#230;r<'),
});

const named = { fullName: `O'Prøve "x"` };
harmless({
  name: 'predefined-entities-in-text',
  source: 'Canonical XML 1.0 2.3: only &amp; &lt; &gt; and CR are escaped in text',
  twin: (scene) => scene.signed(named),
  variant: (scene) => swap(scene.signed(named), /O'Prøve [^<]*/, 'O&apos;Prøve &#34;x&quot;'),
});

harmless({
  name: 'carriage-return-as-a-reference',
  source: 'XML 1.0 2.11; .NET writes &#xD; in base64 and in text',
  twin: (scene) => scene.signed(lines(scene, 'one&#xD;&#xA;two')),
  variant: (scene) => swap(scene.signed(lines(scene, 'one&#xD;&#xA;two')), '&#xD;', '&#13;'),
});

attack({
  name: 'carriage-return-made-a-line-end',
  code: 'digest_mismatch',
  source: 'XML 1.0 2.11: a CR that is no reference becomes LF',
  twin: (scene) => scene.signed(lines(scene, 'one&#xD;two')),
  forged: (scene) => swap(scene.signed(lines(scene, 'one&#xD;two')), '&#xD;', '\r'),
});

function lines(scene: Scene, text: string): Said {
  return { extraAttributes: scene.attribute('note', text) };
}

attack({
  name: 'reference-adds-a-character',
  code: 'digest_mismatch',
  source: 'tampering',
  forged: (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær&#8203;<'),
});

const forbidden: readonly (readonly [string, string])[] = [
  ['nul', '&#0;'],
  ['control', '&#x1;'],
  ['surrogate', '&#xD800;'],
  ['noncharacter', '&#xFFFE;'],
  ['beyond-unicode', '&#x110000;'],
  ['nothing', '&#;'],
  ['no-digits', '&#xZZ;'],
  ['no-semicolon', '&#65 '],
];
for (const [name, reference] of forbidden) {
  attack({
    name: `character-reference-${name}`,
    code: 'xml_malformed',
    source: 'XML 1.0 4.1: a reference must name a Char; xmldom accepts &#0;',
    forged: (scene) => swap(scene.signed(), 'Åkjær<', `Åkjær${reference}<`),
  });
}

harmless({
  name: 'line-end-of-windows-in-text',
  source: 'XML 1.0 2.11: CR LF is read as LF',
  twin: (scene) => scene.signed(lines(scene, 'one\ntwo')),
  variant: (scene) => swap(scene.signed(lines(scene, 'one\ntwo')), 'one\ntwo', 'one\r\ntwo'),
});

harmless({
  name: 'line-end-inside-an-xml-attribute',
  source: 'XML 1.0 3.3.3: white space in an attribute value is read as a space',
  twin: (scene) => scene.signedByHand({}, spaced(scene)),
  variant: (scene) => swap(scene.signedByHand({}, spaced(scene)), 'x="a b"', 'x="a\nb"'),
});

attack({
  name: 'line-end-inside-an-xml-attribute-as-a-reference',
  code: 'digest_mismatch',
  source: 'XML 1.0 3.3.3: a character reference is not normalized',
  twin: (scene) => scene.signedByHand({}, spaced(scene)),
  forged: (scene) => swap(scene.signedByHand({}, spaced(scene)), 'x="a b"', 'x="a&#10;b"'),
});

function spaced(scene: Scene): Said {
  return lines(scene, '<x x="a b"></x>');
}
