import { documentMutators, octets, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { elementsOf, insert, leavesOf, placesOf, splice, textOf, type Element } from '../scan';

const INSERTS = [
  ...['<!-- -->', '<!---->', '<!--x-->', '<?p?>', '<?p x?>', '<?xml version="1.0"?>', '<![CDATA[]]>', '<![CDATA[x]]>'],
  ...[
    '&amp;',
    '&lt;',
    '&#13;',
    '&#x0;',
    '&#0;',
    '&#xD800;',
    '&x;',
    '&',
    '<',
    ']]>',
    '\0',
    '\x0b',
    '\r',
    '\n',
    ' ',
    '\t',
  ],
  ...['\u00a0', '\u200b', '\u202e', '\u2028', '\u0085', '\ufeff', '\ufffd', '\u0301', '😀', 'x'].map(octets),
];

/** Texts that a comparison might take for another, and what would break out of the place they stand in. */
const VALUES = [
  ...['', ' ', 'x', 'true', '0', '-1', '1e9', 'null', 'undefined', '__proto__', '[object Object]', '&lt;a&gt;', '${x}'],
  ...[
    'c0ffee00-0000-4000-8000-00000000beef',
    'https://evil.example/',
    'urn:x',
    'high',
    'professional',
    'mitid_erhverv',
  ],
  ...['\u202eabc', 'ａｄｍｉｎ', 'ſ', 'İ', '😀'].map(octets),
];

const anyLeaf = (xml: string, picks: Picks) => picks.one(leavesOf(xml));

const set = (xml: string, { inside, close }: Element, text: string) => splice(xml, inside, close, text);

/** A place in a text, and not in the middle of a reference. */
function placeIn({ inside, close }: Element, picks: Picks): number {
  return inside + picks.below(close - inside + 1);
}

function reference(character: string, picks: Picks): string {
  const code = character.charCodeAt(0);
  return picks.one([`&#${code};`, `&#x${code.toString(16)};`, `&#x000${code.toString(16).toUpperCase()};`]);
}

/** Texts edited, cut in two, and written otherwise. */
export const TEXTS: readonly Mutator[] = documentMutators(
  {
    'text-set': (xml, picks, { expected }) => set(xml, anyLeaf(xml, picks), picks.one([...VALUES, ...expected])),
    'texts-exchanged': (xml, picks) => {
      const leaves = leavesOf(xml);
      const [one, other] = [picks.one(leaves), picks.one(leaves)].sort((a, b) => b.start - a.start) as [
        Element,
        Element,
      ];
      const moved = set(xml, one, xml.slice(other.inside, other.close));
      return set(moved, other, xml.slice(one.inside, one.close));
    },
    'text-cut': (xml, picks) => {
      const leaf = anyLeaf(xml, picks);
      return splice(xml, placeIn(leaf, picks), leaf.close, '');
    },
    'text-with-an-insertion': (xml, picks) => insert(xml, placeIn(anyLeaf(xml, picks), picks), picks.one(INSERTS)),
    'insertion-between-elements': (xml, picks) => {
      const at = picks.one(placesOf(picks.one(elementsOf(xml))));
      return insert(xml, at, picks.one(INSERTS));
    },
    'text-in-cdata': (xml, picks) => {
      const leaf = anyLeaf(xml, picks);
      const at = placeIn(leaf, picks);
      const cut = `${xml.slice(leaf.inside, at)}<![CDATA[${xml.slice(at, leaf.close)}]]>`;
      return set(xml, leaf, cut);
    },
    'text-in-references': (xml, picks) => {
      const leaf = anyLeaf(xml, picks);
      const at = placeIn(leaf, picks);
      const character = xml.charAt(at);
      // An octet of a longer character, or of a tag, is none by itself.
      if (!/^[\w:/.+=-]$/.test(character) || at >= leaf.close) return xml;
      return splice(xml, at, at + 1, reference(character, picks));
    },
    'text-in-an-element': (xml, picks) => {
      const leaf = anyLeaf(xml, picks);
      const at = placeIn(leaf, picks);
      const name = picks.one(['x', 'saml:AttributeValue', leaf.name]);
      return set(xml, leaf, `${xml.slice(leaf.inside, at)}<${name}>${xml.slice(at, leaf.close)}</${name}>`);
    },
    'white-space-around-a-text': (xml, picks) => {
      const { inside, close } = anyLeaf(xml, picks);
      return insert(xml, picks.one([inside, close]), picks.one([' ', '\n', '\r\n', '\t', '&#13;', octets('\u00a0')]));
    },
    'white-space-between-elements': (xml, picks) => {
      const at = picks.one(placesOf(picks.one(elementsOf(xml))));
      return insert(xml, at, picks.one([' ', '\n', '\r\n', '\r', '\t', '    ', octets('\u00a0')]));
    },
    'text-doubled': (xml, picks) => {
      const leaf = anyLeaf(xml, picks);
      const doubled = textOf(xml, leaf);
      return set(
        xml,
        leaf,
        xml.slice(leaf.inside, leaf.close) + picks.one([' ', '', doubled]) + xml.slice(leaf.inside, leaf.close),
      );
    },
    'line-ends-changed': (xml, picks) => xml.replaceAll(/>\s*</g, `>${picks.one(['', '\n', '\r\n', '\r'])}<`),
  },
  [
    ...[
      'text-set',
      'texts-exchanged',
      'text-cut',
      'text-with-an-insertion',
      'insertion-between-elements',
      'text-in-cdata',
    ],
    ...['text-in-references', 'text-in-an-element', 'white-space-around-a-text', 'white-space-between-elements'],
    ...['text-doubled', 'line-ends-changed'],
  ],
);
