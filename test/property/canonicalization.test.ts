import * as fc from 'fast-check';
import { canonicalize, readXml, SOAP_MESSAGE } from '../../src/trust';
import type { XmlElement } from '../../src/trust';
import { codeOf } from '../support/codes';
import { requireTool } from '../support/tool';
import { canonicalByXmllint, canonicalByXmlsec } from './libxml2';
import { AGREED, canonicalByXmlCrypto, DIFFERENCES } from './xml-crypto';
import { EVERYTHING, prefixLists, trees, write, writeRooted } from './xml-tree';

const XML = 'http://www.w3.org/XML/1998/namespace';

/** Our canonical form of each element that has one of these xml:ids. */
function ours(content: string, elements: readonly { id: string; prefixList: readonly string[] }[]): string[] {
  const read = readXml(Buffer.from(`<document>${content}</document>`), SOAP_MESSAGE);
  const byId = new Map<string | undefined, XmlElement>(read.elements.map((each) => [each.attribute('id', XML), each]));
  return elements.map(({ id, prefixList }) => {
    const element = byId.get(id);
    if (element === undefined) throw new Error(`no element has the id ${id}`);
    return canonicalize(
      element,
      prefixList.map((prefix) => (prefix === '#default' ? '' : prefix)),
    );
  });
}

requireTool('xmlsec1')('exclusive canonicalization is libxml2’s', () => {
  test('of an element within a document, with a PrefixList', () => {
    const generated = fc.array(fc.tuple(trees(EVERYTHING), prefixLists(EVERYTHING)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(generated, (cases) => {
        const content = cases.map(([rooted], at) => writeRooted(rooted, `t${at}`)).join('\n');
        const elements = cases.map(([, prefixList], at) => ({ id: `t${at}`, prefixList }));
        expect(ours(content, elements)).toEqual(canonicalByXmlsec(content, elements));
      }),
      { numRuns: 100 },
    );
  });
});

requireTool('xmllint')('exclusive canonicalization is libxml2’s', () => {
  test('of a whole document', () => {
    const generated = fc.array(trees(EVERYTHING), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(generated, (cases) => {
        const documents = cases.map(({ root, around }) =>
          write({ ...root, declarations: new Map([...around, ...root.declarations]) }),
        );
        const canonical = documents.map((text) => canonicalize(readXml(Buffer.from(text), SOAP_MESSAGE).root));
        expect(canonical.join('')).toBe(canonicalByXmllint(documents));
      }),
      { numRuns: 100 },
    );
  });
});

describe('exclusive canonicalization is xml-crypto’s', () => {
  test('save where the table of differences says', () => {
    fc.assert(
      fc.property(trees(AGREED), prefixLists(AGREED), (rooted, prefixList) => {
        const content = writeRooted(rooted, 't');
        fc.pre(!DIFFERENCES.some(({ applies }) => applies?.(rooted, prefixList, content)));
        const document = `<document>${content}</document>`;
        expect([canonicalByXmlCrypto(document, 't', prefixList)]).toEqual(ours(content, [{ id: 't', prefixList }]));
      }),
      { numRuns: 1_500 },
    );
  });

  // When one of these fails, xml-crypto has changed: take the row out, and what it excludes is compared again.
  test.each(DIFFERENCES)('differs: $name', ({ document, prefixList = [], theirs }) => {
    expect(canonicalByXmlCrypto(document, 't', prefixList)).toBe(theirs);
    expect(ours(document, [{ id: 't', prefixList }])).not.toEqual([theirs]);
  });
});

// For these there is no form to compare: the names of AGREED hold none.
test('xmldom reads no name with a character beyond U+FFFF', () => {
  for (const document of ['<a \u{10400}="1" xml:id="t"/>', '<\u{10400} xml:id="t"/>']) {
    expect(() => canonicalByXmlCrypto(document, 't', [])).toThrow('no element has the id t');
  }
});

requireTool('xmlsec1')('where xml-crypto differs, libxml2 writes what we write', () => {
  test.each(DIFFERENCES)('$name', ({ document, prefixList = [] }) => {
    expect(ours(document, [{ id: 't', prefixList }])).toEqual(canonicalByXmlsec(document, [{ id: 't', prefixList }]));
  });

  // Canonical XML 1.0 section 2.3 writes a namespace node like an attribute. As neither of them does, we refuse it.
  test('save an ampersand in a namespace name', () => {
    const document = '<a xmlns="urn:a?b&amp;c" xml:id="t"/>';
    expect(canonicalByXmlsec(document, [{ id: 't', prefixList: [] }])).toEqual([
      '<a xmlns="urn:a?b&#38;c" xml:id="t"></a>',
    ]);
    expect(canonicalByXmlCrypto(document, 't', [])).toBe('<a xmlns="urn:a?b&c" xml:id="t"></a>');
    expect(codeOf(() => ours(document, []))).toBe('xml_malformed');
  });
});
