import { canonicalize } from '../../src/trust/canonicalization';
import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { XmlElement } from '../../src/trust/xml-element';
import { codeOf } from '../support/codes';

const read = (xml: string) => readXml(Buffer.from(xml), SOAP_MESSAGE);
const canonical = (xml: string, prefixes: readonly string[] = []) => canonicalize(read(xml).root, prefixes);

function inner(xml: string, local: string): XmlElement {
  const found = read(xml).elements.find((element) => element.local === local);
  if (found === undefined) throw new Error(`no element ${local}`);
  return found;
}

describe('text and attributes (Canonical XML 1.0 section 2.3)', () => {
  test.each([
    ['an empty element gets an end tag', '<a/>', '<a></a>'],
    ['white space in tags goes', '<a  b = "1"\n></a >', '<a b="1"></a>'],
    ['text', '<a>&amp; &lt; &gt; " \' \t\n&#13;</a>', '<a>&amp; &lt; &gt; " \' \t\n&#xD;</a>'],
    ['attributes', '<a b="&amp;&lt;&gt;&quot;\'&#9;&#10;&#13; "/>', '<a b="&amp;&lt;>&quot;\'&#x9;&#xA;&#xD; "></a>'],
    ['CDATA becomes text', '<a><![CDATA[<&>]]></a>', '<a>&lt;&amp;&gt;</a>'],
    ['a declaration and white space around go', '<?xml version="1.0"?>\n<a/>\n', '<a></a>'],
    ['line ends become line feeds', '<a>1\r\n2\r3</a>', '<a>1\n2\n3</a>'],
    ['astral characters stay', '<a b="&#x1F600;">😀</a>', '<a b="😀">😀</a>'],
    [
      'attributes by namespace, then by name',
      '<a xmlns:y="urn:1" xmlns:x="urn:2" x:a="1" y:b="2" y:a="3" c="4" b="5"/>',
      '<a xmlns:x="urn:2" xmlns:y="urn:1" b="5" c="4" y:a="3" y:b="2" x:a="1"></a>',
    ],
    ['upper case first, as code points go', '<a a="1" B="2" _="3"/>', '<a B="2" _="3" a="1"></a>'],
    // In UTF-16 the surrogates of U+10000 sort before U+F900.
    ['names by code point', '<a \u{10000}="1" \uf900="2"/>', '<a \uf900="2" \u{10000}="1"></a>'],
    [
      'prefixes by code point',
      '<r xmlns:\u{10000}="urn:1" xmlns:\uf900="urn:2" \u{10000}:a="1" \uf900:a="2"/>',
      '<r xmlns:\uf900="urn:2" xmlns:\u{10000}="urn:1" \u{10000}:a="1" \uf900:a="2"></r>',
    ],
    [
      'a namespace and a name are two keys, not one text',
      '<a xmlns:x="urn:a" xmlns:y="urn:ab" x:z="1" y:c="2"/>',
      '<a xmlns:x="urn:a" xmlns:y="urn:ab" x:z="1" y:c="2"></a>',
    ],
    [
      'xml: attributes need no declaration',
      '<a xml:space="preserve" b="1" xml:lang="da"/>',
      '<a b="1" xml:lang="da" xml:space="preserve"></a>',
    ],
    ['an attribute that only looks like a declaration', '<a xmlnsfoo="1"/>', '<a xmlnsfoo="1"></a>'],
  ])('%s', (_, xml, expected) => {
    expect(canonical(xml)).toBe(expected);
  });
});

describe('namespaces (Exclusive XML Canonicalization section 3)', () => {
  test.each([
    ['one that is not used goes', '<a xmlns:x="urn:x"><b/></a>', '<a><b></b></a>'],
    [
      'one is written where it is used first',
      '<a xmlns:x="urn:x"><x:b/><x:c/></a>',
      '<a><x:b xmlns:x="urn:x"></x:b><x:c xmlns:x="urn:x"></x:c></a>',
    ],
    [
      'and not again below',
      '<x:a xmlns:x="urn:x"><x:b x:c="1"/></x:a>',
      '<x:a xmlns:x="urn:x"><x:b x:c="1"></x:b></x:a>',
    ],
    ['an attribute uses one', '<a xmlns:x="urn:x" x:b="1"/>', '<a xmlns:x="urn:x" x:b="1"></a>'],
    ['an attribute without a prefix uses none', '<a xmlns="urn:d" b="1"/>', '<a xmlns="urn:d" b="1"></a>'],
    ['a QName in content uses none', '<a xmlns:x="urn:x">x:b</a>', '<a>x:b</a>'],
    [
      'the same declaration again goes',
      '<x:a xmlns:x="urn:x"><x:b xmlns:x="urn:x"/></x:a>',
      '<x:a xmlns:x="urn:x"><x:b></x:b></x:a>',
    ],
    [
      'a new meaning is written, and the old one again',
      '<x:a xmlns:x="urn:1"><x:b xmlns:x="urn:2"><x:c xmlns:x="urn:1"/></x:b></x:a>',
      '<x:a xmlns:x="urn:1"><x:b xmlns:x="urn:2"><x:c xmlns:x="urn:1"></x:c></x:b></x:a>',
    ],
    [
      'a new meaning that nobody uses is no meaning',
      '<x:a xmlns:x="urn:1"><b xmlns:x="urn:2"><x:c xmlns:x="urn:1"/></b></x:a>',
      '<x:a xmlns:x="urn:1"><b><x:c></x:c></b></x:a>',
    ],
    ['the default namespace', '<a xmlns="urn:d"><b/></a>', '<a xmlns="urn:d"><b></b></a>'],
    [
      'the default namespace before the prefixes',
      '<a xmlns:x="urn:x" xmlns="urn:d" x:b="1"/>',
      '<a xmlns="urn:d" xmlns:x="urn:x" x:b="1"></a>',
    ],
    ['an undone default namespace', '<a xmlns="urn:d"><b xmlns=""/></a>', '<a xmlns="urn:d"><b xmlns=""></b></a>'],
    [
      'undone where nothing was written is nothing',
      '<x:a xmlns:x="urn:x" xmlns="urn:d"><b xmlns=""/></x:a>',
      '<x:a xmlns:x="urn:x"><b></b></x:a>',
    ],
    ['undone at the root is nothing', '<a xmlns=""/>', '<a></a>'],
    [
      'undone twice is undone once',
      '<a xmlns="urn:d"><b xmlns=""><c xmlns=""/></b></a>',
      '<a xmlns="urn:d"><b xmlns=""><c></c></b></a>',
    ],
    [
      'the declaration of xml goes',
      '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="da"/>',
      '<a xml:lang="da"></a>',
    ],
  ])('%s', (_, xml, expected) => {
    expect(canonical(xml)).toBe(expected);
  });

  // The specification's own example, section 2.2: the same element in two contexts.
  test('the same octets in another envelope', () => {
    const here =
      '<n0:local xmlns:n0="http://foobar.org" xmlns:n3="ftp://example.org"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2></n0:local>';
    const there =
      '<n2:pdu xmlns:n1="http://example.com" xmlns:n2="http://foo.example" xml:lang="fr" xml:space="retain"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2></n2:pdu>';
    const expected =
      '<n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>';
    expect(canonicalize(inner(here, 'elem2'))).toBe(expected);
    expect(canonicalize(inner(there, 'elem2'))).toBe(expected);
  });

  test('what an ancestor outside declares is written where it is used', () => {
    expect(canonicalize(inner('<r xmlns="urn:d" xmlns:x="urn:x"><a x:b="1"/></r>', 'a'))).toBe(
      '<a xmlns="urn:d" xmlns:x="urn:x" x:b="1"></a>',
    );
  });
});

describe('PrefixList', () => {
  const nested =
    '<r xmlns="urn:d" xmlns:x="urn:x" xmlns:y="urn:y"><y:a><b xmlns="" xmlns:x="urn:2"><x:c/></b></y:a></r>';
  test.each([
    [[], '<y:a xmlns:y="urn:y"><b><x:c xmlns:x="urn:2"></x:c></b></y:a>'],
    [['x'], '<y:a xmlns:x="urn:x" xmlns:y="urn:y"><b xmlns:x="urn:2"><x:c></x:c></b></y:a>'],
    [[''], '<y:a xmlns="urn:d" xmlns:y="urn:y"><b xmlns=""><x:c xmlns:x="urn:2"></x:c></b></y:a>'],
    [
      ['y', 'x', ''],
      '<y:a xmlns="urn:d" xmlns:x="urn:x" xmlns:y="urn:y"><b xmlns="" xmlns:x="urn:2"><x:c></x:c></b></y:a>',
    ],
    [['unbound', 'xml', 'xmlns'], '<y:a xmlns:y="urn:y"><b><x:c xmlns:x="urn:2"></x:c></b></y:a>'],
    [['x', 'x'], '<y:a xmlns:x="urn:x" xmlns:y="urn:y"><b xmlns:x="urn:2"><x:c></x:c></b></y:a>'],
  ])('%j', (prefixes, expected) => {
    expect(canonicalize(inner(nested, 'a'), prefixes)).toBe(expected);
  });

  test('a prefix that the element itself declares anew has its own meaning', () => {
    expect(canonicalize(inner('<r xmlns:x="urn:1"><a xmlns:x="urn:2"/></r>', 'a'), ['x'])).toBe(
      '<a xmlns:x="urn:2"></a>',
    );
  });

  test('an attribute with the local name of a listed prefix is an attribute', () => {
    expect(canonical('<y:a xmlns:x="urn:x" xmlns:y="urn:y" y:x="1"/>', ['x'])).toBe(
      '<y:a xmlns:x="urn:x" xmlns:y="urn:y" y:x="1"></y:a>',
    );
  });
});

test('a long PrefixList in a large message is looked up once, not at every element', () => {
  const lookUp = jest.spyOn(XmlElement.prototype, 'namespaceOf');
  const prefixes = Array.from({ length: 32 }, (_, at) => `p${at}`);
  const { root } = read(`<a>${'<b xmlns:p0="urn:p"/>'.repeat(5_000)}</a>`);
  expect(canonicalize(root, prefixes)).toBe(`<a>${'<b xmlns:p0="urn:p"></b>'.repeat(5_000)}</a>`);
  expect(lookUp).toHaveBeenCalledTimes(prefixes.length);
  lookUp.mockRestore();
});

describe('the signature that is taken out', () => {
  test('goes with all it holds, and the text around it stays', () => {
    const { root, elements } = read('<a>1<s><t>2</t></s>3<s/></a>');
    expect(canonicalize(root, [], elements[1])).toBe('<a>13<s></s></a>');
  });

  test('is the one that was meant, not one like it', () => {
    const { root, elements } = read('<a><s n="1"/><b><s n="2"/></b></a>');
    expect(canonicalize(root, [], elements[3])).toBe('<a><s n="1"></s><b></b></a>');
  });
});

describe('what is written is bounded, too: 2 Mi characters', () => {
  const MAX = 2 * 1024 * 1024;
  const codeFor = (xml: string, prefixes: readonly string[] = []) => codeOf(() => canonical(xml, prefixes));
  const uri = 'urn:'.padEnd(260, 'x');

  test('a text, escaped part by part, to the last character', () => {
    const most = Math.floor((MAX - '<a></a>'.length) / '&gt;'.length);
    const [text, rest] = [`&gt;`.repeat(most), MAX - '<a>'.length - 4 * most];
    expect(canonical(`<a>${'>'.repeat(most)}</a>`)).toBe(`<a>${text}</a>`);
    expect(canonical(`<a>${'>'.repeat(most)}${'x'.repeat(rest)}</a>`)).toHaveLength(MAX + '</a>'.length);
    expect(codeFor(`<a>${'>'.repeat(most)}${'x'.repeat(rest + 1)}</a>`)).toBe('message_too_large');
    expect(codeFor(`<a>${'>'.repeat(1_000_000)}</a>`)).toBe('message_too_large');
  });

  test('an attribute', () => {
    expect(canonical(`<a b='${'"'.repeat(340_000)}'/>`)).toBe(`<a b="${'&quot;'.repeat(340_000)}"></a>`);
    expect(codeFor(`<a b='${'"'.repeat(350_000)}'/>`)).toBe('message_too_large');
    expect(codeFor(`<a b='${'"'.repeat(200_000)}' c='${'"'.repeat(200_000)}'/>`)).toBe('message_too_large');
  });

  test('a namespace that each element writes, and each one whose attribute uses it', () => {
    const used = (count: number, unit: string) => `<a xmlns:p="${uri}">${unit.repeat(count)}</a>`;
    expect(canonical(used(7_000, '<p:b/>'))).toContain(`<p:b xmlns:p="${uri}"></p:b></a>`);
    expect(codeFor(used(8_000, '<p:b/>'))).toBe('message_too_large');
    expect(codeFor(used(8_000, '<b p:c=""/>'))).toBe('message_too_large');
    // Listed, it is written once.
    expect(canonical(used(8_000, '<p:b/>'), ['p'])).toContain('<p:b></p:b></a>');
  });

  test('a character of two units at the end of a part', () => {
    for (const at of [65_533, 65_534, 65_535, 65_536]) {
      const text = `${'a'.repeat(at)}😀&lt;å`.repeat(2);
      expect(canonical(`<a>${text}</a>`)).toBe(`<a>${text}</a>`);
      expect(canonical(`<a b="${text}"/>`)).toBe(`<a b="${text}"></a>`);
    }
  });
});

test('a text that fills what is left with its parts is written whole or not at all', () => {
  const part = 64 * 1024;
  const element = (length: number) => {
    const apex = new XmlElement('', 'n'.repeat(part - 2), '', [], [], undefined);
    apex.children.push('x'.repeat(length));
    return apex;
  };
  expect(canonicalize(element(31 * part))).toHaveLength(33 * part + 1);
  expect(codeOf(() => canonicalize(element(31 * part + 1)))).toBe('message_too_large');
});
