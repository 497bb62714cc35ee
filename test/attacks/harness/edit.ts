/**
 * Edits of XML as text, so that not a byte changes beside the one meant. Each throws when it finds nothing to change: an
 * attack that changes nothing would be no attack.
 */

/** Replaces the first occurrence. */
export function swap(xml: string, from: string | RegExp, to: string): string {
  const found = typeof from === 'string' ? from : from.exec(xml)?.[0];
  if (found === undefined || !xml.includes(found)) throw new Error(`nothing to replace: ${String(from)}`);
  return xml.replace(found, () => to);
}

/** Replaces every occurrence. */
export function swapAll(xml: string, from: string, to: string): string {
  if (!xml.includes(from)) throw new Error(`nothing to replace: ${from}`);
  return xml.replaceAll(from, () => to);
}

/** The text of the first element of that name as it is written, tags and all. */
export function cut(xml: string, name: string): string {
  const start = new RegExp(`<${name}(?=[\\s/>])`).exec(xml)?.index;
  if (start === undefined) throw new Error(`no element ${name}`);
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^>]*?(/?)>`, 'g');
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(xml); tag !== null; tag = tags.exec(xml)) {
    if (tag[2] !== '/') depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return xml.slice(start, tags.lastIndex);
  }
  throw new Error(`element ${name} does not end`);
}

/** Edits the text of the first element of that name alone, tags and all. */
export function within(xml: string, name: string, edit: (element: string) => string): string {
  const element = cut(xml, name);
  return swap(xml, element, edit(element));
}

export const without = (xml: string, name: string) => swap(xml, cut(xml, name), '');
export const before = (xml: string, name: string, insert: string) => swap(xml, cut(xml, name), insert + cut(xml, name));
export const after = (xml: string, name: string, insert: string) => swap(xml, cut(xml, name), cut(xml, name) + insert);

/** Inserts right after the start tag of the first element of that name. */
export function first(xml: string, name: string, insert: string): string {
  const tag = new RegExp(`<${name}(?=[\\s/>])[^>]*>`).exec(xml)?.[0];
  if (tag === undefined) throw new Error(`no element ${name}`);
  return swap(xml, tag, tag + insert);
}

/** Inserts right before the end tag of the first element of that name. */
export function last(xml: string, name: string, insert: string): string {
  const element = cut(xml, name);
  const end = element.lastIndexOf('</');
  return swap(xml, element, element.slice(0, end) + insert + element.slice(end));
}

/** Puts something into the prolog: after the XML declaration, or first where there is none. */
export function prolog(document: string, insert: string): string {
  const declaration = /^<\?xml [^?]*\?>/.exec(document)?.[0] ?? '';
  return declaration + insert + document.slice(declaration.length);
}
