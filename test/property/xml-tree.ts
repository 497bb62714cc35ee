import * as fc from 'fast-check';

/** A generated element as it will be written: every prefix it uses is bound by it or above it. */
export interface Tree {
  readonly prefix: string;
  readonly local: string;
  readonly declarations: Scope;
  readonly attributes: readonly TreeAttribute[];
  readonly children: readonly (Tree | Text)[];
  /** How it is written: order, quotes, white space. Says nothing about what it means. */
  readonly style: number;
}

export interface TreeAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

export interface Text {
  readonly text: string;
  readonly style: number;
}

interface Draft {
  readonly prefix: string;
  readonly local: string;
  readonly declarations: readonly (readonly [prefix: string, uri: string])[];
  readonly attributes: readonly TreeAttribute[];
  readonly children: readonly (Draft | Text)[];
  readonly style: number;
}

/** Prefix to namespace name; the default namespace has the empty prefix. */
export type Scope = ReadonlyMap<string, string>;

const XML = 'http://www.w3.org/XML/1998/namespace';

/** What trees are made of. */
export interface Vocabulary {
  readonly prefixes: readonly string[];
  readonly locals: readonly string[];
  readonly uris: readonly string[];
  readonly pieces: readonly string[];
}

// Names that sort differently by code point, by UTF-16 unit and by locale, and names that JavaScript objects have;
// namespace names of which one is the beginning of another, and some hold what has to be escaped.
export const EVERYTHING: Vocabulary = {
  prefixes: ['', 'a', 'b', 'B', 'saml', 'ds', 'é', '\uf900', '\u{10400}', '__proto__', '_'],
  locals: ['x', 'y', 'X', 'Response', 'é', 'ø-1.2', '\uf900', '\u{10400}', '_', 'toString', '__proto__', 'a', 'xmlnsx'],
  uris: ['urn:a', 'urn:b', 'urn:aa', 'urn:a?x=1;y=2#z', "http://example.org/it's", 'HTTP://EXAMPLE.ORG'],
  pieces: [
    ...['&', '<', '>', '"', "'", '\t', '\n', '\r', '\r\n', ' ', ']]>', ']', '&amp;', '#', ';'],
    ...['æøå', '😀', '\u00a0', '\u2028', '\u0085', '\ufeff', '\ufffd', '\ue000', '\u{10ffff}'],
  ],
};

/** Trees that are well-formed with namespaces, each with namespaces that are in scope around it. */
export function trees({ prefixes, locals, uris, pieces }: Vocabulary): fc.Arbitrary<Rooted> {
  const oftenNone = fc.oneof({ arbitrary: fc.constantFrom(...prefixes), weight: 3 }, fc.constant(''));
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }).map(legal));
  const characters = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
  const style = fc.nat(0xffff);
  const text = fc.record({ text: characters, style });
  const declarations = fc.array(fc.tuple(oftenNone, fc.constantFrom('', '', ...uris)), { maxLength: 5 });
  const attribute = fc.record({
    prefix: fc.oneof({ arbitrary: oftenNone, weight: 5 }, fc.constant('xml')),
    local: fc.oneof({ arbitrary: fc.constantFrom(...locals), weight: 4 }, fc.constantFrom('lang', 'space', 'base')),
    value: characters,
  });
  const { draft } = fc.letrec<{ draft: Draft }>((tie) => ({
    draft: fc.record({
      prefix: oftenNone,
      local: fc.constantFrom(...locals),
      declarations,
      attributes: fc.array(attribute, { maxLength: 7 }),
      children: fc.array(fc.oneof({ depthSize: 'small', maxDepth: 6, withCrossShrink: true }, text, tie('draft')), {
        maxLength: 4,
      }),
      style,
    }),
  }));
  return fc.tuple(declarations, draft).map(([outer, root]) => {
    const around = declared(outer);
    return { around, root: settle(root, around) };
  });
}

export interface Rooted {
  /** The declarations of the element around the root. */
  readonly around: Scope;
  readonly root: Tree;
}

/** A PrefixList as it may stand in a message: names that are bound, unbound, repeated, `#default`. */
export function prefixLists({ prefixes }: Vocabulary): fc.Arbitrary<readonly string[]> {
  const named = prefixes.filter((prefix) => prefix !== '');
  return fc.array(fc.constantFrom('#default', 'xml', 'unbound', ...named), { maxLength: 4 });
}

function declared(pairs: Draft['declarations']): Map<string, string> {
  return new Map(pairs.filter(([prefix, uri]) => prefix === '' || uri !== ''));
}

/** Makes a draft a tree: what is not allowed is left out or bound. */
function settle(draft: Draft, outer: Scope): Tree {
  const declarations = declared(draft.declarations);
  const bind = (prefix: string, otherwise: string) => {
    if (prefix !== '' && prefix !== 'xml' && !declarations.has(prefix) && !outer.has(prefix)) {
      declarations.set(prefix, otherwise);
    }
  };
  bind(draft.prefix, 'urn:of-the-element');
  for (const { prefix } of draft.attributes) bind(prefix, 'urn:of-the-attribute');
  const scope = new Map([...outer, ...declarations]);
  const seen = new Set<string>();
  const attributes = draft.attributes.filter(({ prefix, local }) => {
    const name = prefix === '' ? local : `{${prefix === 'xml' ? XML : (scope.get(prefix) ?? '')}}${local}`;
    const fresh = !seen.has(name);
    seen.add(name);
    return fresh;
  });
  return {
    ...draft,
    declarations,
    attributes,
    children: draft.children.map((child) => ('text' in child ? child : settle(child, scope))),
  };
}

/** The tree as one of the many texts that mean it, in an element that binds what is around it. */
export function writeRooted({ around, root }: Rooted, id: string): string {
  const bindings = [...around].map(([prefix, uri]) => ` ${declaration(prefix)}=${quoted(uri, 1)}`).join('');
  return `<around${bindings}>${write(root, ` xml:id="${id}"`)}</around>`;
}

const declaration = (prefix: string) => (prefix === '' ? 'xmlns' : `xmlns:${prefix}`);

/** The tree alone; attributes of the caller's stand last in its first tag. */
export function write(node: Tree | Text, extraAttributes = ''): string {
  if ('text' in node) return writeText(node);
  const { style } = node;
  const name = node.prefix === '' ? node.local : `${node.prefix}:${node.local}`;
  const parts = [
    ...[...node.declarations].map(([prefix, uri]) => [declaration(prefix), uri] as const),
    ...node.attributes.map(
      ({ prefix, local, value }) => [prefix === '' ? local : `${prefix}:${local}`, value] as const,
    ),
  ];
  const turned =
    parts.length === 0 ? [] : [...parts.slice(style % parts.length), ...parts.slice(0, style % parts.length)];
  const space = style & 16 ? '\r\n  ' : ' ';
  const equals = style & 32 ? ' = ' : '=';
  const written = turned.map(([key, value], at) => `${space}${key}${equals}${quoted(value, style + at)}`).join('');
  const content = node.children.map((child) => write(child)).join('');
  if (content === '' && style & 64) return `<${name}${written}${extraAttributes}/>`;
  return `<${name}${written}${extraAttributes}${style & 128 ? ' ' : ''}>${content}</${name}${style & 256 ? '\n' : ''}>`;
}

function writeText({ text, style }: Text): string {
  if (style % 4 === 0 && !text.includes(']]>')) return `<![CDATA[${text}]]>`;
  // CR is written as a reference in two of three: where it is not, it means a line feed.
  const special = style % 4 === 1 ? /[&<]|(?<=^.?|\]\])>/gs : /[&<>\r"\u{10000}-\u{10ffff}]/gu;
  return text.replace(special, (char) => reference(char, style));
}

function quoted(value: string, style: number): string {
  const quote = style & 1 ? '"' : "'";
  const special = style & 2 ? /[&<"'\t\n\r]/g : style & 1 ? /[&<"]/g : /[&<']/g;
  return `${quote}${value.replace(special, (char) => reference(char, style))}${quote}`;
}

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
function reference(char: string, style: number): string {
  const code = char.codePointAt(0) ?? 0;
  const named = NAMED[char];
  if (named !== undefined && style & 4) return `&${named};`;
  return style & 8 ? `&#${code};` : `&#x${code.toString(16).toUpperCase()};`;
}

/** Leaves out what XML 1.0 has no character for. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
