import { MitIdError } from '../errors';
import type { NamespaceDeclaration, XmlAttribute, XmlElement } from './xml-element';

/**
 * Of the canonical text, in characters. It is about as long as the message where a broker wrote it, and could be forty times
 * as long: exclusive canonicalization declares a namespace wherever it is used, and one character may be escaped as six.
 */
const MAX_LENGTH = 2 * 1024 * 1024;
/** A longer text is escaped part by part, so that the bound holds while it grows. */
const PART = 64 * 1024;

const NONE: readonly never[] = [];

/** What is the same for every element below the apex. */
interface Writing {
  readonly inclusive: readonly string[];
  readonly omitted: XmlElement | undefined;
  /** Characters that may still be written. */
  left: number;
}

/** Namespaces written by the output ancestors, nearest first. */
interface Rendered {
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Rendered | undefined;
}

/**
 * Exclusive XML Canonicalization 1.0 (W3C, 18 July 2002) of one element, over a tree that holds neither comments nor
 * processing instructions.
 *
 * @param inclusivePrefixes the PrefixList of InclusiveNamespaces; the default namespace is the empty string here.
 * @param omitted the Signature that an enveloped-signature transform takes out.
 * @returns the canonical text; its UTF-8 bytes are what is digested.
 * @throws MitIdError `message_too_large`
 */
export function canonicalize(
  element: XmlElement,
  inclusivePrefixes: readonly string[] = [],
  omitted?: XmlElement,
): string {
  const inScope = inclusivePrefixes.flatMap((prefix) => {
    const uri = element.namespaceOf(prefix);
    return uri === undefined ? [] : [{ prefix, uri }];
  });
  return write(element, undefined, inScope, { inclusive: inclusivePrefixes, omitted, left: MAX_LENGTH });
}

/** @param included the declarations that the PrefixList asks for here: below the apex only what an element declares itself. */
function write(
  element: XmlElement,
  outer: Rendered | undefined,
  included: readonly NamespaceDeclaration[],
  writing: Writing,
): string {
  const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`;
  const rendered = declare(element, outer, included);
  let out = `<${name}`;
  if (rendered !== outer) out += namespaceText(rendered, outer);
  if (element.attributes.length > 0) out += attributeText(element.attributes, writing.left);
  out += '>';
  spend(out.length, element, writing);
  for (const child of element.children) {
    if (typeof child === 'string') {
      const text = inParts(child, escapeText, writing.left);
      spend(text.length, element, writing);
      out += text;
    } else if (child !== writing.omitted) {
      out += write(child, rendered, declaredAmong(writing.inclusive, child), writing);
    }
  }
  return `${out}</${name}>`;
}

function spend(length: number, element: XmlElement, writing: Writing): void {
  writing.left -= length;
  if (writing.left >= 0) return;
  throw new MitIdError('message_too_large', {
    where: element.path,
    got: 'a longer canonical text',
    expected: `${MAX_LENGTH} characters at most`,
  });
}

// What is in scope changes by declarations only, and all that was in scope above is written above: looking every listed
// prefix up at every element comes to the same, at a cost that a message of 100 kB could drive to seconds.
function declaredAmong(inclusive: readonly string[], { namespaces }: XmlElement): readonly NamespaceDeclaration[] {
  if (inclusive.length === 0 || namespaces.length === 0) return NONE;
  return namespaces.filter(({ prefix }) => inclusive.includes(prefix));
}

function declare(
  element: XmlElement,
  outer: Rendered | undefined,
  included: readonly NamespaceDeclaration[],
): Rendered | undefined {
  let rendered = add(outer, element.prefix, element.uri);
  for (const { prefix, uri } of element.attributes) if (prefix !== '') rendered = add(rendered, prefix, uri);
  for (const { prefix, uri } of included) rendered = add(rendered, prefix, uri);
  return rendered;
}

function add(rendered: Rendered | undefined, prefix: string, uri: string): Rendered | undefined {
  if (prefix === 'xml') return rendered;
  for (let at = rendered; at !== undefined; at = at.outer) {
    if (at.prefix === prefix) return at.uri === uri ? rendered : { prefix, uri, outer: rendered };
  }
  // xmlns="" is written only to undo a default namespace that was written above.
  return prefix === '' && uri === '' ? rendered : { prefix, uri, outer: rendered };
}

function namespaceText(rendered: Rendered | undefined, outer: Rendered | undefined): string {
  const added: Rendered[] = [];
  for (let at = rendered; at !== undefined && at !== outer; at = at.outer) added.push(at);
  if (added.length > 1) added.sort((a, b) => compareCodePoints(a.prefix, b.prefix));
  let out = '';
  for (const { prefix, uri } of added) out += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`;
  return out;
}

function attributeText(attributes: readonly XmlAttribute[], left: number): string {
  const sorted = attributes.length > 1 ? [...attributes].sort(compareAttributes) : attributes;
  let out = '';
  for (const { prefix, local, value } of sorted) {
    out += ` ${prefix === '' ? local : `${prefix}:${local}`}="${inParts(value, escapeAttribute, left)}"`;
  }
  return out;
}

/** @returns the escaped text; of one that is longer than what is left, a part that is longer too. */
function inParts(text: string, escape: (part: string) => string, left: number): string {
  if (text.length <= PART) return escape(text);
  let out = '';
  for (let at = 0; at < text.length && out.length <= left; at += PART) out += escape(text.slice(at, at + PART));
  return out;
}

function compareAttributes(a: XmlAttribute, b: XmlAttribute): number {
  return compareCodePoints(a.uri, b.uri) || compareCodePoints(a.local, b.local);
}

// The specification orders by code point; JavaScript compares UTF-16 units, which differs above the basic plane.
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
const SURROGATE = /[\ud800-\udfff]/;

const TEXT_SPECIAL = /[&<>\r]/;
const TEXT_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
function escapeText(text: string): string {
  return TEXT_SPECIAL.test(text) ? text.replace(/[&<>\r]/g, (char) => TEXT_ESCAPES[char] ?? char) : text;
}

const ATTRIBUTE_SPECIAL = /[&<"\t\n\r]/;
const ATTRIBUTE_ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
function escapeAttribute(value: string): string {
  return ATTRIBUTE_SPECIAL.test(value)
    ? value.replace(/[&<"\t\n\r]/g, (char) => ATTRIBUTE_ESCAPES[char] ?? char)
    : value;
}
