import { BROWSER_MESSAGE, METADATA, readXml, SOAP_MESSAGE, type ReadLimits } from '../../src/trust/reader';
import type { XmlElement } from '../../src/trust/xml-element';
import { codeOf, errorOf } from '../support/codes';

const read = (xml: string | Buffer, limits: ReadLimits = SOAP_MESSAGE): XmlElement =>
  readXml(Buffer.from(xml), limits).root;
const codeFor = (xml: string | Buffer, limits?: ReadLimits) => codeOf(() => read(xml, limits));

describe('bounds', () => {
  test('bytes are counted before anything is read, the largest allowed one is read', () => {
    const xml = `<a>${'x'.repeat(100)}</a>`;
    expect(read(xml, { maxBytes: xml.length }).local).toBe('a');
    expect(codeFor(xml, { maxBytes: xml.length - 1 })).toBe('message_too_large');
    // What is too long is not even decoded: these bytes are no UTF-8.
    expect(codeFor(Buffer.alloc(11, 0xff), { maxBytes: 10 })).toBe('message_too_large');
  });

  test.each([
    ['a message from a browser', BROWSER_MESSAGE, 256],
    ['SOAP', SOAP_MESSAGE, 1024],
    ['metadata', METADATA, 1024],
  ])('%s', (_, limits, kibibytes) => {
    const largest = `<a>${' '.repeat(kibibytes * 1024 - 7)}</a>`;
    expect(read(largest, limits).local).toBe('a');
    expect(codeFor(`${largest} `, limits)).toBe('message_too_large');
  });

  test('bytes, not characters, are counted', () => {
    expect(codeFor('<a>æææææ</a>', { maxBytes: 12 })).toBe('message_too_large');
  });

  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  test('64 levels', () => {
    expect(read(nested(64)).local).toBe('a');
    expect(codeFor(nested(65))).toBe('xml_too_deep');
    // Depth goes down again when an element ends.
    expect(read(`<r>${nested(63).repeat(3)}</r>`).elements).toHaveLength(3);
  });

  test('a message of start tags alone ends at the bound, not at its end', () => {
    expect(codeFor('<a>'.repeat(300_000))).toBe('xml_too_deep');
  });

  test('20,000 elements', () => {
    expect(read(`<r>${'<a/>'.repeat(19_999)}</r>`).elements).toHaveLength(19_999);
    expect(codeFor(`<r>${'<a/>'.repeat(20_000)}</r>`)).toBe('xml_too_many_elements');
  });

  const attributes = (count: number) => Array.from({ length: count }, (_, at) => ` a${at}="1"`).join('');
  test('64 attributes on an element, and as many on the next', () => {
    const [first, second] = read(`<r><a${attributes(64)}/><a${attributes(64)}/></r>`).elements;
    expect([first?.attributes.length, second?.attributes.length]).toEqual([64, 64]);
    expect(codeFor(`<r${attributes(65)}/>`)).toBe('xml_too_many_attributes');
    expect(codeFor(`<r${attributes(50_000)}`)).toBe('xml_too_many_attributes');
  });

  const namespaces = (count: number) => Array.from({ length: count }, (_, at) => ` xmlns:n${at}="urn:n"`).join('');
  test('16 namespace declarations on an element, and as many on the next', () => {
    const [first, second] = read(`<r><a${namespaces(16)}/><a${namespaces(16)}/></r>`).elements;
    expect([first?.namespaces.length, second?.namespaces.length]).toEqual([16, 16]);
    expect(codeFor(`<r${namespaces(17)}/>`)).toBe('xml_too_many_namespaces');
    expect(codeFor(`<r xmlns="urn:d"${namespaces(16)}/>`)).toBe('xml_too_many_namespaces');
  });

  test('128 namespace declarations in scope; those of siblings do not add up', () => {
    const deep = (levels: number) => `<a${namespaces(16)}>`.repeat(levels) + '</a>'.repeat(levels);
    expect(read(`<r>${deep(8)}${deep(8)}</r>`).elements).toHaveLength(2);
    expect(codeFor(`<r>${deep(9)}</r>`)).toBe('xml_too_many_namespaces');
  });

  test('25,000 elements, attributes and declarations together', () => {
    const unit = '<a b="" c="" xmlns:d="urn:d"/>';
    expect(read(`<r>${unit.repeat(6_249)}</r>`).elements).toHaveLength(6_249);
    expect(codeFor(`<r>${unit.repeat(6_249)}<a b="" c="" d="" e=""/></r>`)).toBe('xml_too_many_attributes');
    expect(codeFor(`<r>${unit.repeat(6_249)}<a b="" c="" d=""/></r>`)).toBe('xml_too_many_elements');
    expect(read(`<r>${unit.repeat(6_249)}<a/><a/><a/></r>`).elements).toHaveLength(6_252);
    expect(codeFor(`<r>${unit.repeat(6_249)}<a/><a/><a/><a/></r>`)).toBe('xml_too_many_elements');
  });

  test('and those of a plaintext with those around it', () => {
    const unit = '<a b="" c="" xmlns:d="urn:d"/>';
    const { root, elements } = readXml(Buffer.from(`<r>${unit.repeat(5_750)}</r>`), SOAP_MESSAGE);
    const inside = (count: number) =>
      readXml(Buffer.from(`<i>${unit.repeat(count)}</i>`), SOAP_MESSAGE, { parent: root, elements });
    expect(inside(499).elements).toHaveLength(500);
    expect(codeOf(() => inside(500))).toBe('xml_too_many_attributes');
  });

  test('declarations do not count as attributes', () => {
    expect(read(`<r${attributes(64)}${namespaces(16)}/>`).attributes).toHaveLength(64);
  });
});

describe('encoding and declaration', () => {
  test.each([
    ['no declaration', '<a/>'],
    ['version alone', '<?xml version="1.0"?><a/>'],
    ['UTF-8', '<?xml version="1.0" encoding="UTF-8"?><a/>'],
    ['utf-8 in lower case', "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<a/>"],
    ['a byte order mark', '\ufeff<?xml version="1.0" encoding="UTF-8"?><a/>'],
  ])('read: %s', (_, xml) => {
    expect(read(xml).local).toBe('a');
  });

  test.each([
    ['version 1.1', '<?xml version="1.1"?><a/>', 'xml_declaration'],
    ['version 1.2', '<?xml version="1.2"?><a/>', 'xml_declaration'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'xml_declaration'],
    ['UTF-16 by name', '<?xml version="1.0" encoding="UTF-16"?><a/>', 'xml_declaration'],
    ['UTF8 without the hyphen', '<?xml version="1.0" encoding="UTF8"?><a/>', 'xml_declaration'],
    ['a declaration without a version', '<?xml encoding="UTF-8"?><a/>', 'xml_malformed'],
    ['a bad standalone', '<?xml version="1.0" standalone="maybe"?><a/>', 'xml_malformed'],
    ['a declaration after a space', ' <?xml version="1.0"?><a/>', 'xml_malformed'],
    ['a declaration twice', '<?xml version="1.0"?><?xml version="1.0"?><a/>', 'xml_malformed'],
    ['two byte order marks', '\ufeff\ufeff<a/>', 'xml_malformed'],
    ['Latin-1 bytes', Buffer.from('<a>æ</a>', 'latin1'), 'message_encoding'],
    ['UTF-16 bytes', Buffer.from('\ufeff<a/>', 'utf16le'), 'message_encoding'],
    ['an overlong form', Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xbc, 0x3c, 0x2f, 0x61, 0x3e]), 'message_encoding'],
    [
      'half a surrogate pair',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('</a>')]),
      'message_encoding',
    ],
  ])('refused: %s', (_, xml, code) => {
    expect(codeFor(xml)).toBe(code);
  });
});

describe('what XML has and SAML does not', () => {
  test.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'xml_doctype'],
    ['a DOCTYPE with an internal subset', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'xml_doctype'],
    ['an external DOCTYPE', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'xml_doctype'],
    ['a DOCTYPE in the wrong place', '<a><!DOCTYPE a></a>', 'xml_malformed'],
    ['a DOCTYPE after the root', '<a/><!DOCTYPE a>', 'xml_malformed'],
    ['a comment', '<a>x<!-- c -->y</a>', 'xml_comment'],
    ['a comment before the root', '<!-- c --><a/>', 'xml_comment'],
    ['a comment after the root', '<a/><!-- c -->', 'xml_comment'],
    ['an empty comment', '<a><!----></a>', 'xml_comment'],
    ['a processing instruction', '<a><?p not-an-?>admin</a>', 'xml_processing_instruction'],
    ['a processing instruction before the root', '<?xml-stylesheet href="x"?><a/>', 'xml_processing_instruction'],
    ['a processing instruction after the root', '<a/><?p?>', 'xml_processing_instruction'],
    ['an entity of its own', '<a>&x;</a>', 'xml_malformed'],
    // Names that every JavaScript object answers to.
    ['an entity by the name of a property', '<a>&toString;</a>', 'xml_malformed'],
    ['an entity by the name of the prototype', '<a>&__proto__;</a>', 'xml_malformed'],
    ['a prefix by the name of a property', '<constructor:a/>', 'xml_malformed'],
    ['a prefix by the name of the prototype', '<a __proto__:x="1"/>', 'xml_malformed'],
  ])('refused: %s', (_, xml, code) => {
    expect(codeFor(xml)).toBe(code);
  });
});

describe('metadata', () => {
  test.each([
    ['before the root', '<!-- c --><?p?>\n<a/>', []],
    ['behind the root', '<a/><!-- c -->\n<?p?>', []],
    ['between elements', '<a><!-- c --> <b/> <?p?><c/> <!----></a>', ['b', 'c']],
    ['alone in an element', '<a><!-- c --> <?p x?></a>', []],
    ['in an element beside one with text', '<a><b>text</b><!-- c --></a>', ['b']],
  ])('a comment and a processing instruction %s', (_, xml, children) => {
    expect(read(xml, METADATA).elements.map(({ local }) => local)).toEqual(children);
  });

  test.each([
    ['a comment in a text', '<a><b>MII<!-- c -->B</b></a>', 'xml_comment'],
    ['a comment before a text', '<a><b><!-- c -->MIIB</b></a>', 'xml_comment'],
    ['a comment behind a text', '<a><b>MIIB<!-- c --></b></a>', 'xml_comment'],
    ['a comment before CDATA', '<a><!-- c --><![CDATA[x]]></a>', 'xml_comment'],
    ['a processing instruction in a text', '<a>MII<?p?>B</a>', 'xml_processing_instruction'],
    ['a comment between elements with text', '<a><b/><!-- c --><b/>x</a>', 'xml_comment'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'xml_doctype'],
    ['a comment that does not end', '<a><!-- c </a>', 'xml_malformed'],
    ['a declaration in the wrong place', '<!-- c --><?xml version="1.0"?><a/>', 'xml_malformed'],
  ])('refused: %s', (_, xml, code) => {
    expect(codeFor(xml, METADATA)).toBe(code);
  });

  test('of 1 MiB', () => {
    const xml = `<a>${' '.repeat(1024 * 1024 - 7)}</a>`;
    expect(read(xml, METADATA).local).toBe('a');
    expect(codeFor(`${xml} `, METADATA)).toBe('message_too_large');
  });

  test('comments by the thousand', () => {
    const xml = `<a>${'<b><!----></b><!---->'.repeat(19_000)}</a>`;
    expect(read(xml, METADATA).elements).toHaveLength(19_000);
  });
});

describe('a text that stands in another', () => {
  const around = (xml: string) => {
    const { root, elements } = readXml(Buffer.from(xml), SOAP_MESSAGE);
    const parent = elements.find(({ local }) => local === 'here') ?? root;
    return { parent, elements };
  };
  const inside = (outer: string, xml: string) => readXml(Buffer.from(xml), SOAP_MESSAGE, around(outer));
  const codeInside = (outer: string, xml: string) => codeOf(() => inside(outer, xml));

  test('has the namespaces that are in scope there, the nearest first', () => {
    const { root } = inside(
      '<r xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><here xmlns:q="urn:q2"/></r>',
      '<p:a q:b="1"><c/></p:a>',
    );
    expect([root.uri, root.attribute('b', 'urn:q2'), root.elements[0]?.uri]).toEqual(['urn:p', '1', 'urn:d']);
    expect([root.path, root.namespaceOf('q')]).toEqual(['r/here/a', 'urn:q2']);
  });

  test('has no others', () => {
    expect(codeInside('<r><x xmlns:p="urn:p"/><here/></r>', '<p:a/>')).toBe('xml_malformed');
    expect(codeInside('<r/>', '<constructor:a/>')).toBe('xml_malformed');
    expect(inside('<r xmlns="urn:d"><here xmlns=""/></r>', '<a/>').root.uri).toBe('');
    expect(inside('<r/>', '<xml:a/>').root.uri).toBe('http://www.w3.org/XML/1998/namespace');
  });

  test('is not added to it, with its white space or without', () => {
    const context = around('<r><here/></r>');
    readXml(Buffer.from(' <a/>\n'), SOAP_MESSAGE, context);
    expect(context.parent.children).toEqual([]);
  });

  test('shares its ids', () => {
    expect(codeInside('<r ID="one"><here/></r>', '<a xml:id="one"/>')).toBe('id_duplicate');
    expect(codeInside('<r><here/><x AssertionID="one"/></r>', '<a><b Id="one"/></a>')).toBe('id_duplicate');
    expect(inside('<r ID="one" b="two"/>', '<a ID="two"/>').root.local).toBe('a');
  });

  test('shares its bounds', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(inside('<r><here/></r>', nested(62)).root.local).toBe('a');
    expect(codeInside('<r><here/></r>', nested(63))).toBe('xml_too_deep');
    const many = `<r>${'<x/>'.repeat(9_999)}</r>`;
    expect(inside(many, `<a>${'<b/>'.repeat(9_999)}</a>`).elements).toHaveLength(10_000);
    expect(codeInside(many, `<a>${'<b/>'.repeat(10_000)}</a>`)).toBe('xml_too_many_elements');
    const declared = Array.from({ length: 16 }, (_, at) => ` xmlns:n${at}="urn:n"`).join('');
    const deep = (levels: number) => `<a${declared}>`.repeat(levels) + '</a>'.repeat(levels);
    expect(inside(`<r${declared}><here/></r>`, `<b>${deep(7)}${deep(7)}</b>`).root.local).toBe('b');
    expect(codeInside(`<r${declared}><here/></r>`, deep(8))).toBe('xml_too_many_namespaces');
  });

  test('is named by where it stands where it has no element yet', () => {
    expect(errorOf(() => inside('<r><here/></r>', '<!-- c --><a/>')).detail.where).toBe('r/here');
  });
});

describe('well-formedness and namespaces', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['text alone', 'x'],
    ['no end', '<a>'],
    ['an end too many', '<a/></a>'],
    ['a crossed end', '<a><b></a></b>'],
    ['an end tag with an attribute', '<a></a b="1">'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['a character reference after the root', '<a/>&#32;'],
    ['CDATA after the root', '<a/><![CDATA[ ]]>'],
    ['CDATA before the root', '<![CDATA[]]><a/>'],
    ['a literal ]]> in text', '<a>]]></a>'],
    ['a literal < in an attribute', '<a b="<"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['attributes without white space between', '<a b="1"c="2"/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice by two prefixes', '<a xmlns:x="urn:u" xmlns:y="urn:u" x:b="1" y:b="2"/>'],
    ['a declaration twice', '<a xmlns:x="urn:u" xmlns:x="urn:v"/>'],
    ['a default declaration twice', '<a xmlns="urn:u" xmlns="urn:v"/>'],
    ['an unbound prefix', '<x:a/>'],
    ['an unbound prefix of an attribute', '<a x:b="1"/>'],
    ['a prefix used after its scope', '<a><b xmlns:x="urn:u"/><x:c/></a>'],
    ['an undone prefix', '<a xmlns:x="urn:u"><b xmlns:x=""/></a>'],
    ['another meaning of xml', '<a xmlns:xml="urn:u"/>'],
    ['another prefix for xml', '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>'],
    ['a meaning of xmlns', '<a xmlns:xmlns="urn:u"/>'],
    ['an element of xmlns', '<xmlns:a/>'],
    ['the default namespace of xml', '<a xmlns="http://www.w3.org/XML/1998/namespace"/>'],
    ['an empty prefix', '<:a/>'],
    ['an empty local name', '<x: xmlns:x="urn:u"/>'],
    ['two colons', '<x:y:z xmlns:x="urn:u"/>'],
    ['a local name that begins with a digit', '<x:1 xmlns:x="urn:u"/>'],
    ['an attribute whose local name begins with a hyphen', '<a xmlns:x="urn:u" x:-b="1"/>'],
    ['a prefix that begins with a dot', '<a xmlns:.x="urn:u"/>'],
    ['a local name that begins with a combining mark', '<x:\u0301a xmlns:x="urn:u"/>'],
    // Namespaces that Canonical XML has no form for, or that saxes and we might resolve differently.
    ['a relative namespace', '<a xmlns:x="folder/name"/>'],
    ['a relative default namespace', '<a xmlns="name"/>'],
    ['a namespace of white space', '<a xmlns=" "/>'],
    ['a namespace with a space before', '<a xmlns:x=" urn:u"/>'],
    ['a namespace with a no-break space after', '<a xmlns:x="urn:u\u00a0"/>'],
    ['a namespace with a line feed', '<a xmlns:x="urn:&#10;u"/>'],
    ['a namespace with an ampersand', '<a xmlns:x="urn:a?b&amp;c"/>'],
    ['a namespace that is no ASCII', '<a xmlns:x="urn:æ"/>'],
    ['a namespace with a quote', `<a xmlns:x='urn:"'/>`],
    ['a namespace of more than 256 characters', `<a xmlns:x="urn:${'u'.repeat(257)}"/>`],
    ['a scheme of more than 32 characters', `<a xmlns:x="${'s'.repeat(33)}:u"/>`],
    ['NUL', '<a>\0</a>'],
    ['a reference to NUL', '<a>&#0;</a>'],
    ['a reference to a control character', '<a>&#x1;</a>'],
    ['a reference to half a surrogate pair', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a reference with a capital X', '<a>&#X41;</a>'],
    ['a reference without an end', '<a>&amp</a>'],
    ['a reference to nothing', '<a>&;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['U+FFFE', '<a>\ufffe</a>'],
    ['an unfinished CDATA', '<a><![CDATA[x]]</a>'],
    ['an unfinished comment', '<a><!-- x</a>'],
    ['an unfinished DOCTYPE', '<!DOCTYPE a'],
    ['a declaration of XML 1.1 in line ends', '<a\u0085b="1"/>'],
  ])('refused: %s', (_, xml) => {
    expect(codeFor(xml)).toBe('xml_malformed');
  });

  test('an error quotes no number of the document', () => {
    const { code, detail } = errorOf(() => read('<a n010170-5678="1" n010170-5678="2"/>'));
    expect([code, detail.got]).toEqual(['xml_malformed', 'duplicate attribute: n#-#.']);
  });
});

describe('ids', () => {
  test.each(['AssertionID', 'ResponseID', 'RequestID', 'ID', 'Id', 'id', 'xml:id', 'x:ID'])(
    'one id, whatever it is called: %s',
    (name) => {
      expect(codeFor(`<r xmlns:x="urn:u" ID="one"><a ${name}="one"/></r>`)).toBe('id_duplicate');
      expect(read(`<r xmlns:x="urn:u" ID="one"><a ${name}="two"/></r>`).local).toBe('r');
    },
  );

  test('the same id on one element under two names', () => {
    expect(codeFor('<r ID="one" Id="one"/>')).toBe('id_duplicate');
  });

  test('other attributes may repeat it', () => {
    expect(read('<r ID="one"><a InResponseTo="one" iD="one"/></r>').elements).toHaveLength(1);
  });
});

describe('what is read', () => {
  test('elements, attributes and namespaces with their resolved names', () => {
    const root = read('<p:r xmlns:p="urn:p" xmlns="urn:d" a="1" p:b="2"><c xmlns=""/><d/></p:r>');
    expect([root.prefix, root.local, root.uri]).toEqual(['p', 'r', 'urn:p']);
    expect(root.attributes.map(({ prefix, local, uri, value }) => [prefix, local, uri, value])).toEqual([
      ['', 'a', '', '1'],
      ['p', 'b', 'urn:p', '2'],
    ]);
    expect(root.namespaces).toEqual([
      { prefix: 'p', uri: 'urn:p' },
      { prefix: '', uri: 'urn:d' },
    ]);
    expect(root.elements.map(({ uri }) => uri)).toEqual(['', 'urn:d']);
  });

  test('a namespace that is declared after it is used', () => {
    expect(read('<a p:b="1" xmlns:p="urn:p"/>').attribute('b', 'urn:p')).toBe('1');
  });

  test('text with CDATA, references and line ends is one text', () => {
    const root = read('<a>one &amp;<![CDATA[ <two> ]]>&#13;\r\n&#x1F600;\rend]]&gt;</a>');
    expect(root.children).toEqual(['one & <two> \r\n😀\nend]]>']);
  });

  test('an empty CDATA leaves nothing', () => {
    expect(read('<a><![CDATA[]]></a>').children).toEqual([]);
  });

  test('white space in attribute values is normalized, references are not', () => {
    expect(read('<a b="1\t2\n3\r\n4\r5&#9;6&#10;7&#13;8"/>').attribute('b')).toBe('1 2 3 4 5\t6\n7\r8');
  });

  test('all elements in document order', () => {
    const { elements } = readXml(Buffer.from('<a><b><c/></b><d/></a>'), SOAP_MESSAGE);
    expect(elements.map(({ local }) => local)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('white space and a last line around the root', () => {
    expect(read('\n <a/>\r\n\t').local).toBe('a');
  });

  test('a namespace of 256 characters after its scheme', () => {
    expect(read(`<x:a xmlns:x="urn:${'u'.repeat(256)}"/>`).uri).toHaveLength(260);
  });

  test('names like those that JavaScript objects have', () => {
    const root = read('<a xmlns:__proto__="urn:p" __proto__:x="1" constructor="2" toString="3"><__proto__:y/></a>');
    expect(root.attribute('x', 'urn:p')).toBe('1');
    expect(root.attribute('constructor')).toBe('2');
    expect(root.elements[0]?.uri).toBe('urn:p');
  });
});

test('an attribute that a prefix calls p:xmlns declares nothing', () => {
  const root = read('<r xmlns:p="urn:p" p:xmlns="urn:q"/>');
  expect(root.attribute('xmlns', 'urn:p')).toBe('urn:q');
  expect(root.namespaceOf('')).toBe('');
});
