import { documentMutators, octets, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { attributesOf, elementsOf, insert, splice, type Attribute } from '../scan';

const NAMES = [
  ...[
    'AssertionID',
    'ResponseID',
    'ID',
    'Id',
    'id',
    'xml:id',
    'x:ID',
    'Version',
    'MajorVersion',
    'Issuer',
    'Recipient',
  ],
  ...['Destination', 'InResponseTo', 'NotBefore', 'NotOnOrAfter', 'SessionIndex', 'Name', 'AttributeName', 'Format'],
  ...[
    'Method',
    'Value',
    'Algorithm',
    'URI',
    'Type',
    'Encoding',
    'xsi:type',
    'xsi:nil',
    'xml:lang',
    'xml:base',
    'xml:space',
  ],
  ...['__proto__', 'constructor', 'xmlnsx', 'a'],
];
const VALUES = ['', 'x', 'true', '1', '_forged', '#', '&#13;&#10;', '&lt;', octets('Ærø'), "'", '{}', 'urn:x'];

const WHITE = [' ', '\n', '\t', '\r\n', '&#13;', '&#x20;', octets('\u00a0'), octets('\u200b')];

const written = (name: string, value: string) => ` ${name}="${value.replaceAll('"', '&quot;')}"`;

function anyAttribute(xml: string, picks: Picks): Attribute {
  return picks.one(allAttributes(xml));
}
const allAttributes = (xml: string) => elementsOf(xml).flatMap((element) => attributesOf(xml, element));

const set = (xml: string, { name, start, end }: Attribute, value: string) =>
  splice(xml, start, end, written(name, value));

/** Attributes changed, exchanged and invented. */
export const ATTRIBUTES: readonly Mutator[] = documentMutators(
  {
    'attribute-set': (xml, picks, { expected }) => {
      const attribute = anyAttribute(xml, picks);
      return set(xml, attribute, picks.one([...VALUES, ...expected]));
    },
    'attribute-set-to-another': (xml, picks) => {
      const all = allAttributes(xml);
      return set(xml, picks.one(all), picks.one(all).value);
    },
    'attributes-exchanged': (xml, picks) => {
      const all = allAttributes(xml);
      const [one, other] = [picks.one(all), picks.one(all)].sort((a, b) => b.start - a.start) as [Attribute, Attribute];
      return set(set(xml, one, other.value), other, one.value);
    },
    'attribute-deleted': (xml, picks) => {
      const { start, end } = anyAttribute(xml, picks);
      return splice(xml, start, end, '');
    },
    'attribute-inserted': (xml, picks, { expected }) => {
      const { start, name } = picks.one(elementsOf(xml));
      const value = picks.one([...VALUES, ...expected]);
      return insert(xml, start + 1 + name.length, written(picks.one(NAMES), value));
    },
    'attribute-doubled': (xml, picks) => {
      const { name, value, end } = anyAttribute(xml, picks);
      return insert(xml, end, written(name, picks.one([value, '', 'x'])));
    },
    'attribute-renamed': (xml, picks) => {
      const { name, value, start, end } = anyAttribute(xml, picks);
      const other = picks.one([...NAMES, name.toLowerCase(), name.toUpperCase(), `x:${name}`, `saml:${name}`]);
      return splice(xml, start, end, written(other, value));
    },
    'attribute-in-single-quotes': (xml, picks) => {
      const { name, value, start, end } = anyAttribute(xml, picks);
      return splice(xml, start, end, ` ${name}='${value}'`);
    },
    'attribute-padded': (xml, picks) => {
      const attribute = anyAttribute(xml, picks);
      const white = picks.one(WHITE);
      return set(xml, attribute, picks.below(2) === 0 ? white + attribute.value : attribute.value + white);
    },
    'attribute-moved': (xml, picks) => {
      const { name, value, start, end } = anyAttribute(xml, picks);
      const target = picks.one(elementsOf(xml));
      const at = target.start + 1 + target.name.length;
      const whole = written(name, value);
      return at <= start
        ? insert(splice(xml, start, end, ''), at, whole)
        : splice(insert(xml, at, whole), start, end, '');
    },
    'attributes-reordered': (xml, picks) => {
      const element = picks.one(elementsOf(xml).filter((each) => attributesOf(xml, each).length > 1));
      const all = attributesOf(xml, element).map(({ start, end }) => xml.slice(start, end));
      const [first, last] = [attributesOf(xml, element)[0], attributesOf(xml, element).at(-1)];
      const turn = 1 + picks.below(all.length - 1);
      const turned = [...all.slice(turn), ...all.slice(0, turn)].join('');
      return splice(xml, first?.start ?? 0, last?.end ?? 0, turned);
    },
    'white-space-in-a-tag': (xml, picks) => {
      const { start, inside, close, end } = picks.one(elementsOf(xml));
      const at = picks.below(2) === 0 || close === end ? inside - 1 : end - 1;
      return at <= start ? xml : insert(xml, at, picks.one([' ', '\n', '\t', '\r\n', '/']));
    },
  },
  [
    ...['attribute-set', 'attribute-set-to-another', 'attributes-exchanged', 'attribute-deleted', 'attribute-inserted'],
    ...[
      'attribute-in-single-quotes',
      'attribute-padded',
      'attribute-moved',
      'attributes-reordered',
      'attribute-renamed',
    ],
    'white-space-in-a-tag',
  ],
);
