/** A piece of XML that is written already; everything else that enters an `xml` template is escaped. */
export class Xml {
  constructor(readonly text: string) {}
}

type Part = string | number | Xml | readonly Xml[] | undefined;

// What XML 1.0 cannot carry, not even as a character reference, becomes the replacement character.
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it may stand in element content and in a double-quoted attribute value. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\uFFFD').replace(/[&<>"\t\n\r]/g, (character) => REFERENCES[character] ?? character);
}

/** Tagged template that escapes every value which is not itself `Xml`; `undefined` writes nothing. */
export function xml(literals: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  return new Xml(String.raw({ raw: literals }, ...parts.map(written)));
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Xml) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeXml(String(part));
}
