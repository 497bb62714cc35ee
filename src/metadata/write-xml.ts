/** A piece of XML that is written already; everything else that enters an `xml` template is escaped. */
export class Xml {
  constructor(readonly text: string) {}
}

/** What may stand in a template. */
export type Part = string | number | boolean | Xml | readonly Xml[] | undefined;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 cannot carry, not even as a character reference. */
export const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Tagged template that escapes every value which is not itself `Xml`; `undefined` writes nothing. */
export function xml(literals: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  return new Xml(String.raw({ raw: literals }, ...parts.map(written)));
}

/** An attribute, with a space before it, or nothing. */
export function attribute(name: string, value: string | number | boolean | undefined): Xml | undefined {
  return value === undefined ? undefined : new Xml(` ${name}="${written(value)}"`);
}

/** Text as it may stand in element content and in a double-quoted attribute value. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => REFERENCES[character] ?? character);
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Xml) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeText(String(part));
}
