import { readXml, SOAP_MESSAGE } from '../../src/trust/reader';
import { trimXml } from '../../src/trust/xml-element';

const read = (xml: string) => readXml(Buffer.from(xml), SOAP_MESSAGE).root;

describe('XmlElement', () => {
  test('is compares by namespace and local name, not by prefix', () => {
    const [one, two, three] = read('<r xmlns="urn:u" xmlns:p="urn:u" xmlns:q="urn:v"><a/><p:a/><q:a/></r>').elements;
    expect([one, two, three].map((element) => element?.is('urn:u', 'a'))).toEqual([true, true, false]);
    expect(one?.is('urn:u', 'b')).toBe(false);
  });

  test('an attribute without a namespace is not one with, and the reverse', () => {
    const root = read('<r xmlns:p="urn:p" p:a="prefixed"/>');
    expect(root.attribute('a')).toBeUndefined();
    expect(root.attribute('a', 'urn:p')).toBe('prefixed');
  });

  test('an attribute is found by its name, whatever stands before it', () => {
    expect(read('<r b="1" a="2"/>').attribute('a')).toBe('2');
  });

  test('the child elements, and those of a name, without the text between', () => {
    const root = read('<r xmlns:p="urn:p">one<p:a/>two<a/><p:b/><p:a><p:a/></p:a></r>');
    expect(root.elements.map(({ path }) => path)).toEqual(['r/a', 'r/a', 'r/b', 'r/a']);
    expect(root.all('urn:p', 'a')).toEqual([root.elements[0], root.elements[3]]);
  });

  test('the default namespace is not an attribute’s', () => {
    expect(read('<r xmlns="urn:u" a="1"/>').attribute('a', 'urn:u')).toBeUndefined();
  });

  test('text is all of it, or nothing where a child element stands', () => {
    expect(read('<a>one<![CDATA[two]]></a>').text).toBe('onetwo');
    expect(read('<a/>').text).toBe('');
    expect(read('<a>one<b/>two</a>').text).toBeUndefined();
    expect(read('<a><b>one</b></a>').text).toBeUndefined();
  });

  test('loose text is more than white space', () => {
    expect(read('<a>\n<b/>\t</a>').hasLooseText).toBe(false);
    expect(read('<a><b/>.</a>').hasLooseText).toBe(true);
    expect(read('<a>\u00a0<b/></a>').hasLooseText).toBe(true);
  });

  describe('a QName in content', () => {
    const inner = (xml: string) => read(xml).elements[0];
    const resolve = (qname: string) =>
      inner('<r xmlns="urn:d" xmlns:p="urn:p"><a xmlns:q="urn:q"/></r>')?.resolveQName(qname);
    test.each([
      ['p:Success', '{urn:p}Success'],
      ['q:Success', '{urn:q}Success'],
      ['Success', '{urn:d}Success'],
      ['xml:lang', '{http://www.w3.org/XML/1998/namespace}lang'],
      ['x:Success', undefined],
      ['', undefined],
      [':Success', undefined],
      ['p:', undefined],
      ['p:q:Success', undefined],
      ['p:Suc cess', undefined],
      [' p:Success', undefined],
    ])('%j is %s', (qname, expected) => {
      expect(resolve(qname)).toBe(expected);
    });

    test('a shadowed prefix has the nearest meaning, an undone default none', () => {
      expect(inner('<r xmlns:p="urn:p"><a xmlns:p="urn:other"/></r>')?.resolveQName('p:x')).toBe('{urn:other}x');
      expect(inner('<r xmlns="urn:d"><a xmlns=""/></r>')?.resolveQName('x')).toBe('{}x');
      expect(inner('<r><a/></r>')?.resolveQName('x')).toBe('{}x');
    });
  });

  test('the path names where it stands, shortened', () => {
    const long = 'n'.repeat(100);
    expect(read(`<r><${long}><c/></${long}></r>`).elements[0]?.elements[0]?.path).toBe(`r/${'n'.repeat(40)}/c`);
  });
});

test('trimming takes XML white space and nothing else', () => {
  expect(trimXml(' \t\r\nx y\n')).toBe('x y');
  expect(trimXml('\u00a0x\u2003')).toBe('\u00a0x\u2003');
  expect(trimXml('\ufeffx')).toBe('\ufeffx');
});
