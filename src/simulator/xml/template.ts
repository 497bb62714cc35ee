import { escapeText, NOT_XML, Xml, xml as write, type Part } from '../../metadata/write-xml';

export { Xml };

const EVERY = new RegExp(NOT_XML, 'gu');

/**
 * Text as it may stand in element content and in a double-quoted attribute value. What XML 1.0 cannot carry becomes the
 * replacement character: the product refuses it, the simulator writes whatever a test gives it.
 */
export function escapeXml(text: string): string {
  return escapeText(text.replace(EVERY, '\uFFFD'));
}

/** The product's template, for any text. */
export function xml(literals: TemplateStringsArray, ...parts: readonly Part[]): Xml {
  return write(literals, ...parts.map((part) => (typeof part === 'string' ? new Xml(escapeXml(part)) : part)));
}
