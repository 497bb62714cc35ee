import { DOMParser } from '@xmldom/xmldom';
import { ExclusiveCanonicalization, findAncestorNs } from 'xml-crypto';
import { EVERYTHING, type Rooted, type Vocabulary } from './xml-tree';

/** The exclusive canonical form of the element with this xml:id, by xml-crypto over @xmldom/xmldom. */
export function canonicalByXmlCrypto(document: string, id: string, prefixList: readonly string[]): string {
  const parsed = new DOMParser({ errorHandler: () => undefined }).parseFromString(document, 'text/xml');
  const element = Array.from(parsed.getElementsByTagName('*')).find((each) => each.getAttribute('xml:id') === id);
  if (element === undefined) throw new Error(`no element has the id ${id}`);
  return new ExclusiveCanonicalization().process(element, {
    ancestorNamespaces: findAncestorNs(parsed, `//*[@*[name()='xml:id' and .='${id}']]`),
    ...(prefixList.length > 0 && { inclusiveNamespacesPrefixList: [...prefixList] }),
  });
}

/**
 * Names with which xml-crypto's canonicalization and the specification agree. What is left out of `EVERYTHING` stands in
 * `DIFFERENCES`, each with its reason.
 */
export const AGREED: Vocabulary = {
  prefixes: ['', 'a', 'b', 'saml', 'samlp', 'ds'],
  locals: ['x', 'y', 'X', 'Response', 'é', 'ø-1.2', '_', '\uf900', 'toString', '__proto__'],
  uris: ['urn:1', 'urn:2', 'urn:a?x=1;y=2#z', "http://example.org/it's", 'HTTP://EXAMPLE.ORG'],
  pieces: EVERYTHING.pieces.filter((piece) => piece !== '\u2028' && piece !== '\u0085'),
};

export interface Difference {
  readonly name: string;
  /** The element with the xml:id `t` is canonicalized. */
  readonly document: string;
  readonly prefixList?: readonly string[];
  /** What xml-crypto writes. */
  readonly theirs: string;
  /** Says of a generated case whether this is the reason of a difference; without it, `AGREED` leaves it out. */
  readonly applies?: (rooted: Rooted, prefixList: readonly string[], document: string) => boolean;
}

/**
 * Where xml-crypto 6.3 writes other octets than the specification, libxml2 and we do. A signature of such a message by an
 * xml-crypto sender would not verify here; none of it occurs in what brokers send.
 */
export const DIFFERENCES: readonly Difference[] = [
  {
    name: '#default in a PrefixList is passed over',
    document: '<r xmlns="urn:d"><p:a xmlns:p="urn:p" xml:id="t"/></r>',
    prefixList: ['#default'],
    theirs: '<p:a xmlns:p="urn:p" xml:id="t"></p:a>',
    applies: (_, prefixList) => prefixList.includes('#default'),
  },
  {
    name: 'an attribute with the local name of a listed prefix becomes a declaration as well',
    document: '<a xmlns:p="urn:p" p:q="value" xml:id="t"/>',
    prefixList: ['q'],
    theirs: '<a xmlns:p="urn:p" xmlns:q="value" xml:id="t" p:q="value"></a>',
  },
  {
    name: 'attributes are sorted by namespace and name put together',
    document: '<a xmlns:p="urn:a" xmlns:q="urn:ab" p:z="1" q:a="2" xml:id="t"/>',
    theirs: '<a xmlns:p="urn:a" xmlns:q="urn:ab" xml:id="t" q:a="2" p:z="1"></a>',
  },
  {
    name: 'prefixes are sorted as a dictionary sorts them: capitals',
    document: '<a xmlns:B="urn:B" xmlns:a="urn:a" B:x="1" a:x="2" xml:id="t"/>',
    theirs: '<a xmlns:a="urn:a" xmlns:B="urn:B" xml:id="t" B:x="1" a:x="2"></a>',
  },
  {
    name: 'prefixes are sorted as a dictionary sorts them: accents',
    document: '<a xmlns:é="urn:e" xmlns:z="urn:z" é:x="1" z:x="2" xml:id="t"/>',
    theirs: '<a xmlns:é="urn:e" xmlns:z="urn:z" xml:id="t" é:x="1" z:x="2"></a>',
  },
  {
    name: 'an attribute whose name begins with xmlns is left out, so that it is not signed',
    document: '<a xmlnsx="1" xml:id="t"/>',
    theirs: '<a xml:id="t"></a>',
  },
  {
    name: 'a prefix with the name of the prototype',
    document: '<__proto__:a xmlns:__proto__="urn:p" xml:id="t"/>',
    theirs: '<__proto__:a xmlns:__proto__="[object Object]" xml:id="t"></__proto__:a>',
  },
  {
    name: 'xmldom takes U+2028 and U+0085 for line ends, as XML 1.1 does',
    document: '<a b="\u2028" xml:id="t">\u2028\u0085</a>',
    theirs: '<a b=" " xml:id="t">\n\n</a>',
  },
  {
    name: 'xmldom ends an element early whose end tag has white space in it, where one before it has none',
    document: '<r xml:id="t"><x></x><x >text</x\n></r>',
    theirs: '<r xml:id="t"><x></x><x></x>text</r>',
    applies: (_, __, document) => /<\/[^>]*\s>/.test(document),
  },
];
