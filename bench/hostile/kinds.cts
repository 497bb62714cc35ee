/** What is left of each bound at the place where a message may hold anything. */
export interface Room {
  readonly bytes: number;
  readonly elements: number;
  readonly depth: number;
  /** Declarations in scope. */
  readonly namespaces: number;
  /** Of one element. */
  readonly attributes: number;
  /** Elements, attributes and declarations of the whole message. */
  readonly nodes: number;
}

/** A kind of hostile content: as much of it as there is room for. */
export interface Kind {
  readonly name: string;
  readonly content: (room: Room) => string;
  /** InclusiveNamespaces of the Reference. */
  readonly prefixes?: string;
}

const times = (count: number, write: (n: number) => string) =>
  Array.from({ length: Math.max(0, Math.floor(count)) }, (_, n) => write(n)).join('');

/** As many of a unit as there is room for; it may hold elements, attributes and declarations. */
function fill({ bytes, elements, nodes }: Room, unit: string): string {
  const [elementsInIt, attributesInIt] = [count(unit, /<\w/g), count(unit, /=["']/g)];
  const most = Math.min(
    bytes / Buffer.byteLength(unit),
    elements / elementsInIt,
    nodes / (elementsInIt + attributesInIt),
  );
  return unit.repeat(Math.max(0, Math.floor(most)));
}
const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

const wrapped = (open: string, close: string, content: string) => open + content + close;

/** A namespace name as long as one may be. */
const longName = (n: number) => `urn:${String(n)}`.padEnd(260, 'x');
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
/** Prefixes as short as they can be. */
const prefix = (n: number) =>
  (letters[n % letters.length] ?? '') + (n < letters.length ? '' : String(Math.floor(n / letters.length)));

/** Elements, 16 declarations each, that bind prefixes for what stands in them. */
function declaring(count: number, uri: (n: number) => string, content: string, name = prefix): string {
  const levels = Math.ceil(count / 16);
  const open = times(
    levels,
    (level) =>
      `<a${times(Math.min(16, count - level * 16), (n) => ` xmlns:${name(level * 16 + n)}="${uri(level * 16 + n)}"`)}>`,
  );
  return wrapped(open, '</a>'.repeat(levels), content);
}

function declared(room: Room, uri: (n: number) => string, unit: (count: number) => string, name = prefix): string {
  const { bytes, elements, namespaces, nodes } = room;
  const around = Buffer.byteLength(declaring(namespaces, uri, '', name));
  const left = {
    ...room,
    bytes: bytes - around,
    elements: elements - Math.ceil(namespaces / 16),
    nodes: nodes - namespaces - Math.ceil(namespaces / 16),
  };
  return declaring(namespaces, uri, fill(left, unit(namespaces)), name);
}

const attributed = (count: number, attribute: (n: number) => string) => `<a${times(count, attribute)}/>`;
/** Numbers each place of that many hashes. */
function numbered(text: string, write: (n: number) => string): string {
  let n = 0;
  return text.replaceAll(/#+/g, ({ length }) => write(n++).padStart(length, '0'));
}

export const KINDS: readonly Kind[] = [
  { name: 'elements', content: (room) => fill(room, '<a/>') },
  {
    name: 'elements with text between',
    content: (room) => fill(room, '<a/>x'),
  },
  {
    name: 'depth',
    content: (room) => fill(room, '<a>'.repeat(room.depth) + '</a>'.repeat(room.depth)),
  },
  {
    name: 'attributes',
    content: (room) =>
      fill(
        room,
        attributed(room.attributes, (n) => ` ${prefix(n)}=""`),
      ),
  },
  {
    name: 'attributes in an order that must be sorted',
    content: (room) =>
      fill(
        room,
        attributed(room.attributes, (n) => ` ${prefix(room.attributes - n)}=""`),
      ),
  },
  {
    name: 'declarations',
    content: (room) => fill(room, attributed(16, (n) => ` xmlns:${prefix(n)}=""`).replaceAll('=""', '="u:"')),
  },
  {
    name: 'declarations in scope of each element',
    content: (room) =>
      declared(
        room,
        (n) => `u:${n}`,
        () => '<a/>',
      ),
  },
  {
    name: 'a namespace of 260 characters, written by each element',
    content: (room) => declared({ ...room, namespaces: 1 }, longName, () => '<a:b/>'),
  },
  {
    name: 'namespaces of 260 characters, written for each attribute',
    content: (room) =>
      declared(room, longName, (count) => attributed(Math.min(room.attributes, count), (n) => ` ${prefix(n)}:a=""`)),
  },
  {
    name: 'a PrefixList of prefixes that nobody binds',
    content: (room) =>
      declared(
        room,
        (n) => `u:${n}`,
        () => '<a/>',
      ),
    prefixes: times(32, (n) => `q${n} `).trim(),
  },
  {
    name: 'a PrefixList of prefixes that each element binds anew',
    content: (room) => {
      const binding = (to: string) => `<b${times(16, (n) => ` xmlns:${prefix(n)}="${to}"`)}>`;
      return fill(room, `${binding('u:1')}${binding('u:2')}</b></b>`);
    },
    prefixes: times(16, (n) => `${prefix(n)} `).trim(),
  },
  { name: 'long text', content: ({ bytes }) => 'a'.repeat(bytes) },
  { name: 'long text of two bytes a character', content: ({ bytes }) => 'å'.repeat(bytes / 2) },
  { name: 'text to be escaped', content: ({ bytes }) => '>'.repeat(bytes) },
  { name: 'character references', content: ({ bytes }) => '&#9;'.repeat(bytes / 4) },
  { name: 'character references to be escaped', content: ({ bytes }) => '&lt;'.repeat(bytes / 4) },
  { name: 'CDATA sections', content: ({ bytes }) => '<![CDATA[a]]>'.repeat(bytes / 13) },
  { name: 'CDATA sections between text', content: ({ bytes }) => 'a<![CDATA[]]>'.repeat(bytes / 13) },
  { name: 'lines', content: ({ bytes }) => '\r\n'.repeat(bytes / 2) },
  { name: 'a long attribute', content: ({ bytes }) => `<a a="${'a'.repeat(bytes - 10)}"/>` },
  { name: 'an attribute to be escaped', content: ({ bytes }) => `<a a='${'"'.repeat(bytes - 10)}'/>` },
  { name: 'a long name', content: ({ bytes }) => `<${'a'.repeat(bytes - 10)}/>` },
  { name: 'a long name beyond the basic plane', content: ({ bytes }) => `<a${'\u{10400}'.repeat((bytes - 10) / 4)}/>` },
  { name: 'white space in a tag', content: ({ bytes }) => `<a${' '.repeat(bytes - 10)}/>` },
  { name: 'ids', content: (room) => numbered(fill(room, '<a ID="####"/>'), (n) => n.toString(36)) },
  {
    name: 'ids that are numbers of one hash bucket',
    content: (room) =>
      numbered(fill(room, '<a ID="########"/>'), (n) => `${((n % 511) + 1) * 16_384 + Math.floor(n / 511)}`),
  },
  {
    name: 'EncryptedKeys',
    content: (room) => fill(room, '<EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#"/>'),
  },
  {
    name: 'depth with an attribute on each',
    content: (room) => fill(room, '<a b="c">'.repeat(room.depth) + '</a>'.repeat(room.depth)),
  },
  {
    name: 'everything at once',
    content: (room) =>
      declared(room, longName, (count) =>
        attributed(Math.min(room.attributes, count), (n) => ` ${prefix(count - 1 - n)}:a='"'`),
      ),
    prefixes: times(32, (n) => `${prefix(n)} `).trim(),
  },
];
