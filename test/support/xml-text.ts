/** xs:dateTime of a moment, without a fraction, as most brokers write it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** One element as text, never an empty-element tag; attributes that are null or undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | null | undefined>>,
  content: string,
): string {
  const written = Object.entries(attributes)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}
