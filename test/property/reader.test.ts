import * as fc from 'fast-check';
import { MitIdError } from '../../src/errors';
import { canonicalize, readXml, SOAP_MESSAGE, type XmlElement } from '../../src/trust';
import { saml11Response, signSaml11 } from '../support/saml11';
import { requireTool } from '../support/tool';
import { canonicalByXmllint, complaintsOfXmllint } from './libxml2';
import { almostXml, mutations, tokenSoup } from './messages';
import { EVERYTHING, trees, write, type Text, type Tree } from './xml-tree';

/** What the reader makes of it; anything that is no MitIdError fails the test. */
function read(xml: string | Uint8Array): XmlElement | undefined {
  try {
    return readXml(Buffer.from(xml), SOAP_MESSAGE).root;
  } catch (error) {
    if (error instanceof MitIdError) return undefined;
    throw error;
  }
}

const signed = Buffer.from(signSaml11(saml11Response(), { what: 'both' }));

describe('whatever arrives, the reader reads it or throws a MitIdError', () => {
  const never = (arbitrary: fc.Arbitrary<string | Uint8Array>, numRuns = 2_000) => {
    fc.assert(
      fc.property(arbitrary, (xml) => void read(xml)),
      { numRuns },
    );
  };
  test('bytes', () => never(fc.uint8Array({ maxLength: 200 })));
  test('text', () => never(fc.string({ unit: 'binary', maxLength: 200 })));
  test('tokens', () => never(tokenSoup, 5_000));
  test('documents with mistakes', () => never(almostXml, 5_000));
  test('messages with changes', () =>
    never(
      mutations.map((mutate) => mutate(signed)),
      2_000,
    ));
});

describe('what is large is read or refused, at a cost that its length bounds', () => {
  const KiB = 1024;
  test.each<[string, string]>([
    ['start tags', '<a>'.repeat(341 * KiB)],
    ['empty elements', `<r>${'<a/>'.repeat(250 * KiB)}</r>`],
    ['less-than signs', '<'.repeat(1024 * KiB)],
    ['references', `<a>${'&amp;'.repeat(52 * KiB)}</a>`],
    ['references in an attribute', `<a b="${'&amp;'.repeat(52 * KiB)}"/>`],
    ['a reference without an end', `<a>&${'a'.repeat(1024 * KiB - 20)}</a>`],
    ['a number with leading zeros', `<a>&#${'0'.repeat(1024 * KiB - 20)}65;</a>`],
    ['a long name', `<${'a'.repeat(1024 * KiB - 10)}/>`],
    ['a long attribute name', `<a ${'a'.repeat(1024 * KiB - 20)}="1"/>`],
    ['a long namespace', `<a xmlns="urn:${'a'.repeat(1024 * KiB - 30)}"/>`],
    ['carriage returns', `<a>${'\r'.repeat(1024 * KiB - 10)}</a>`],
    ['brackets', `<a>${']'.repeat(1024 * KiB - 10)}</a>`],
    ['brackets in CDATA', `<a><![CDATA[${']'.repeat(1024 * KiB - 30)}`],
    ['empty CDATA', `<a>${'<![CDATA[]]>'.repeat(80 * KiB)}</a>`],
    ['attributes', `<a${Array.from({ length: 60_000 }, (_, at) => ` a${at}="1"`).join('')}/>`],
    ['declarations', `<a${Array.from({ length: 40_000 }, (_, at) => ` xmlns:a${at}="u:"`).join('')}/>`],
    ['ids', `<r>${Array.from({ length: 15_000 }, (_, at) => `<a ID="${at}"/>`).join('')}</r>`],
    ['a comment', `<a><!--${'-a'.repeat(500 * KiB)}`],
    ['a processing instruction', `<a><?p ${'?'.repeat(1000 * KiB)}`],
    ['a document type', `<!DOCTYPE a [${'<!ENTITY a "'.repeat(80 * KiB)}`],
    ['white space', `${' '.repeat(1024 * KiB - 10)}<a/>`],
    ['white space in a tag', `<a${' '.repeat(1024 * KiB - 10)}/>`],
  ])('%s', (_, xml) => {
    expect(Buffer.byteLength(xml)).toBeLessThanOrEqual(SOAP_MESSAGE.maxBytes);
    const root = read(xml);
    if (root !== undefined) expect(canonicalize(root)).not.toBe('');
  });
});

describe('what is read is what was written', () => {
  test('a generated tree, element for element', () => {
    fc.assert(
      fc.property(trees(EVERYTHING), ({ around, root }) => {
        const whole = { ...root, declarations: new Map([...around, ...root.declarations]) };
        expect(asTree(read(plain(whole)))).toEqual(asWritten(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  test('and writing it down again, in the canonical form, changes nothing', () => {
    fc.assert(
      fc.property(trees(EVERYTHING), ({ around, root }) => {
        const xml = write({ ...root, declarations: new Map([...around, ...root.declarations]) });
        const canonical = canonicalize(read(xml)!);
        expect(canonicalize(read(canonical)!)).toBe(canonical);
      }),
      { numRuns: 1_000 },
    );
  });
});

requireTool('xmllint')(
  'what the reader accepts, libxml2 finds well-formed with namespaces, and canonicalizes alike',
  () => {
    test.each([
      ['documents with mistakes', almostXml],
      ['messages with changes', mutations.map((mutate) => mutate(signed))],
    ])('%s', (_, arbitrary: fc.Arbitrary<string | Buffer>) => {
      fc.assert(
        fc.property(fc.array(arbitrary, { minLength: 20, maxLength: 40 }), (documents) => {
          const accepted = documents.filter(hasUsualNamespaces);
          for (const document of accepted.slice(0, 5)) expect(complaintsOfXmllint(document)).toBe('');
          fc.pre(accepted.length > 0);
          const canonical = accepted.map((document) => canonicalize(read(document)!)).join('');
          expect(canonicalByXmllint(accepted)).toBe(canonical);
        }),
        { numRuns: 25 },
      );
    });
  },
);

/**
 * Whether it is read, and no namespace name in it was changed: libxml2 holds those to the grammar of URIs down to the
 * digits of the port, we to their characters.
 */
function hasUsualNamespaces(document: string | Buffer): boolean {
  const root = read(document);
  const usual = (element: XmlElement): boolean =>
    element.namespaces.every(({ uri }) => /^(?:|urn:[\w:.-]+|http:\/\/www\.w3\.org\/[\w/-]+#?)$/.test(uri)) &&
    element.elements.every(usual);
  return root !== undefined && usual(root);
}

/** The tree as XML in which everything special is a reference, so that every character is itself. */
function plain(node: Tree | Text): string {
  if ('text' in node) return escaped(node.text);
  const name = qualified(node);
  const declarations = [...node.declarations].map(
    ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped(uri)}"`,
  );
  const attributes = node.attributes.map((attribute) => ` ${qualified(attribute)}="${escaped(attribute.value)}"`);
  return `<${name}${declarations.join('')}${attributes.join('')}>${node.children.map(plain).join('')}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

const qualified = ({ prefix, local }: { prefix: string; local: string }) =>
  prefix === '' ? local : `${prefix}:${local}`;

function asTree(element: XmlElement | undefined): unknown {
  if (element === undefined) return undefined;
  return {
    name: qualified(element),
    declarations: element.namespaces.map(({ prefix, uri }) => [prefix, uri]),
    attributes: element.attributes.map((attribute) => [qualified(attribute), attribute.value]),
    children: element.children.map((child) => (typeof child === 'string' ? child : asTree(child))),
  };
}

function asWritten(node: Tree): unknown {
  const children: unknown[] = [];
  for (const child of node.children) {
    const last = children.at(-1);
    if (!('text' in child)) children.push(asWritten(child));
    else if (typeof last === 'string') children[children.length - 1] = last + child.text;
    else if (child.text !== '') children.push(child.text);
  }
  return {
    name: qualified(node),
    declarations: [...node.declarations],
    attributes: node.attributes.map((attribute) => [qualified(attribute), attribute.value]),
    children,
  };
}
