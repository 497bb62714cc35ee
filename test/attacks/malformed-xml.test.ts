import { ofClasses, OnTheWire, swap, type Scene } from './harness';

const { attack } = ofClasses(10);

const kind = 'xmldom 0.8 only warns, or does not notice';
const xml10 = 'XML 1.0, Namespaces in XML 1.0';
const status = '<samlp:Status>';

const forms: readonly (readonly [string, (scene: Scene) => string, string])[] = [
  ['mismatched-tags', (scene) => swap(scene.signed(), '</samlp:Status>', '</samlp:Statuses>'), kind],
  ['crossed-tags', (scene) => swap(scene.signed(), status, '<samlp:Status><a><b></a></b>'), kind],
  ['unclosed-element', (scene) => swap(scene.signed(), status, '<samlp:Status><a>'), kind],
  ['cut-off', (scene) => scene.signed().slice(0, -20), kind],
  [
    'end-tag-with-junk',
    (scene) => swap(scene.signed(), '</samlp:Status>', '</samlp:Status x="y">'),
    'GHSA-6h8r-xr42-gp59 (xmldom)',
  ],
  ['attribute-twice', (scene) => swap(scene.signed(), status, '<samlp:Status a="1" a="2">'), kind],
  [
    'attribute-twice-through-two-prefixes',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:a="urn:x" xmlns:b="urn:x" a:c="1" b:c="2">'),
    kind,
  ],
  ['prefix-not-declared-on-an-element', (scene) => swap(scene.signed(), status, '<samlp:Status><no:x></no:x>'), kind],
  ['prefix-not-declared-on-an-attribute', (scene) => swap(scene.signed(), status, '<samlp:Status no:x="1">'), kind],
  ['less-than-in-an-attribute', (scene) => swap(scene.signed(), status, '<samlp:Status a="<">'), kind],
  ['ampersand-in-text', (scene) => swap(scene.signed(), 'Åkjær<', 'Åk & jær<'), kind],
  ['attribute-without-quotes', (scene) => swap(scene.signed(), status, '<samlp:Status a=1>'), kind],
  ['attribute-without-a-value', (scene) => swap(scene.signed(), status, '<samlp:Status a>'), kind],
  ['attributes-without-a-space', (scene) => swap(scene.signed(), status, '<samlp:Status a="1"b="2">'), kind],
  ['end-of-cdata-in-text', (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær]]><'), kind],
  ['nul', (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær\0<'), kind],
  ['control-character', (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær\u0001<'), xml10],
  ['noncharacter', (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær\ufffe<'), xml10],
  ['space-before-the-name', (scene) => swap(scene.signed(), status, '< samlp:Status>'), xml10],
  ['name-beginning-with-a-digit', (scene) => swap(scene.signed(), status, '<samlp:Status><1a></1a>'), xml10],
  [
    'name-beginning-with-a-hyphen',
    (scene) => swap(scene.signed(), status, '<samlp:Status><samlp:-a></samlp:-a>'),
    xml10,
  ],
  [
    'attribute-beginning-with-a-digit',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:x="urn:x" x:1="">'),
    xml10,
  ],
  [
    'namespace-name-that-is-relative',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:x="relative">'),
    'Canonical XML 1.0 1.3: it has no canonical form',
  ],
  [
    'namespace-name-of-600-characters',
    (scene) => swap(scene.signed(), status, `<samlp:Status xmlns:x="u:${'a'.repeat(600)}">`),
    'Exclusive canonicalization writes it wherever it is used: 256 KiB could become gigabytes',
  ],
  ['name-with-two-colons', (scene) => swap(scene.signed(), status, '<samlp:Status><samlp:a:b></samlp:a:b>'), xml10],
  ['name-beginning-with-a-colon', (scene) => swap(scene.signed(), status, '<samlp:Status><:a></:a>'), xml10],
  ['prefix-xml-bound-elsewhere', (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:xml="urn:x">'), kind],
  ['prefix-xmlns-declared', (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:xmlns="urn:x">'), kind],
  [
    'xml-namespace-under-another-prefix',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:x="http://www.w3.org/XML/1998/namespace">'),
    kind,
  ],
  [
    'xmlns-namespace-under-a-prefix',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:x="http://www.w3.org/2000/xmlns/">'),
    kind,
  ],
  [
    'prefix-undeclared',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:samlp="">'),
    'Namespaces in XML 1.0: only 1.1 undeclares',
  ],
  [
    'namespace-name-with-space',
    (scene) => swap(scene.signed(), status, '<samlp:Status xmlns:x=" urn:x">'),
    'saxes trims a namespace name, canonicalization does not',
  ],
];
for (const [name, forged, source] of forms) {
  attack({ name: `malformed-${name}`, code: 'xml_malformed', source, forged });
}

const documents: readonly (readonly [string, (scene: Scene) => string])[] = [
  ['space-before-the-declaration', (scene) => ` <?xml version="1.0"?>${scene.unsigned()}`],
  ['no-element', () => '<?xml version="1.0"?>'],
  ['only-text', () => 'no xml at all'],
  ['html', () => '<!-- --><html><body><p>Service unavailable<br></body></html>'.slice(8)],
  ['json', () => '{"error":"x"}'],
];
for (const [name, text] of documents) {
  attack({
    name: `document-of-${name}`,
    code: 'xml_malformed',
    source: xml10,
    forged: (scene) => scene.travel(text(scene)),
  });
}

attack({
  name: 'document-of-nothing',
  code: 'xml_malformed',
  source: xml10,
  lanes: ['saml11-artifact'],
  forged: () => new OnTheWire(''),
});
