import { documentMutators, type Mutator } from '../mutator';
import { wrapped } from '../prefixes';
import { elementsOf, insert, placesOf, splice, textOf } from '../scan';

/** Elements that a reader might look into, past, or only into the first of. */
const CONTAINERS = [
  ...['x', 'samlp:Extensions', 'saml:Advice', 'samlp:Response', 'saml:Assertion', 'samlp:Status', 'samlp:StatusDetail'],
  ...['ds:Object', 'ds:KeyInfo', 'ds:Signature', 'ds:SignedInfo', 'ds:Manifest', 'saml:AttributeValue', 'saml:Subject'],
  ...['saml:EncryptedAssertion', 'soapenv:Envelope', 'soapenv:Body', 'soapenv:Header', 'samlp:LogoutRequest'],
];

const NAMES = [
  ...[
    'Response',
    'Assertion',
    'Signature',
    'SignedInfo',
    'Reference',
    'Subject',
    'NameID',
    'NameIdentifier',
    'Attribute',
  ],
  ...['AttributeValue', 'AttributeStatement', 'Conditions', 'AudienceRestriction', 'Issuer', 'Status', 'StatusCode'],
  ...[
    'EncryptedAssertion',
    'Advice',
    'Extensions',
    'LogoutRequest',
    'LogoutResponse',
    'BaseID',
    'EncryptedID',
    'Fault',
  ],
];

const rename = (xml: string, element: { start: number; close: number; end: number; name: string }, to: string) => {
  const { start, close, end, name } = element;
  const ended = close === end ? '' : `</${to}>`;
  const cut = splice(xml, close, end, ended);
  return splice(cut, start + 1, start + 1 + name.length, to);
};

/** Whole elements moved, copied and renamed: the ways of every wrapping attack, at every place. */
export const STRUCTURE: readonly Mutator[] = documentMutators(
  {
    'element-moved': (xml, picks) => {
      const elements = elementsOf(xml);
      const moved = picks.one(elements);
      const at = picks.one(placesOf(picks.one(elements)));
      const whole = textOf(xml, moved);
      if (at > moved.start && at < moved.end) return insert(xml, at, whole);
      return at <= moved.start
        ? insert(splice(xml, moved.start, moved.end, ''), at, whole)
        : splice(insert(xml, at, whole), moved.start, moved.end, '');
    },
    'element-copied': (xml, picks) => {
      const elements = elementsOf(xml);
      const whole = textOf(xml, picks.one(elements));
      return insert(xml, picks.one(placesOf(picks.one(elements))), whole);
    },
    'element-deleted': (xml, picks) => {
      const { start, end } = picks.one(elementsOf(xml));
      return splice(xml, start, end, '');
    },
    'element-emptied': (xml, picks) => {
      const { inside, close } = picks.one(elementsOf(xml));
      return splice(xml, inside, close, '');
    },
    'element-doubled': (xml, picks) => {
      const element = picks.one(elementsOf(xml));
      return insert(xml, element.end, textOf(xml, element));
    },
    'element-wrapped': (xml, picks) => {
      const element = picks.one(elementsOf(xml));
      const name = picks.one(CONTAINERS);
      return splice(xml, element.start, element.end, wrapped(name, textOf(xml, element)));
    },
    'element-unwrapped': (xml, picks) => {
      const { start, inside, close, end } = picks.one(elementsOf(xml));
      return splice(xml, start, end, xml.slice(inside, close));
    },
    'element-renamed': (xml, picks) => {
      const element = picks.one(elementsOf(xml));
      const prefix = element.name.slice(0, element.name.length - element.local.length);
      return rename(xml, element, prefix + picks.one([...NAMES, element.local.toLowerCase(), `${element.local}x`]));
    },
    'element-inserted': (xml, picks) => {
      const at = picks.one(placesOf(picks.one(elementsOf(xml))));
      const name = picks.one([...CONTAINERS, ...NAMES.map((local) => `saml:${local}`), 'y']);
      return insert(xml, at, wrapped(name));
    },
    'elements-exchanged': (xml, picks) => {
      const elements = elementsOf(xml);
      const one = picks.one(elements);
      const apart = elements.filter(({ start, end }) => end <= one.start || start >= one.end);
      const other = picks.one(apart);
      const [first, second] = one.start < other.start ? [one, other] : [other, one];
      const moved = splice(xml, second.start, second.end, textOf(xml, first));
      return splice(moved, first.start, first.end, textOf(xml, second));
    },
    'element-made-root': (xml, picks) => textOf(xml, picks.one(elementsOf(xml))),
    'start-or-end-tag-deleted': (xml, picks) => {
      const { start, inside, close, end } = picks.one(elementsOf(xml));
      return picks.below(2) === 0 ? splice(xml, start, inside, '') : splice(xml, close, end, '');
    },
    'empty-element-written-short': (xml, picks) => {
      const { inside, close, end } = picks.one(
        elementsOf(xml).filter((each) => each.inside === each.close && each.close < each.end),
      );
      return splice(xml, inside - 1, end, close === inside ? '/>' : '');
    },
  },
  [
    ...[
      'element-moved',
      'element-copied',
      'element-deleted',
      'element-emptied',
      'element-doubled',
      'element-unwrapped',
    ],
    ...['element-wrapped', 'element-renamed', 'element-inserted', 'elements-exchanged', 'element-made-root'],
    'empty-element-written-short',
  ],
);
