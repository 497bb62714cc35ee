import type { Parameters } from './parameters';

const NAMES = ['SAMLRequest', 'SAMLResponse', 'SAMLart', 'RelayState', 'TARGET'] as const;
const ATTRIBUTE = /(?<=\s)([a-z]{1,16})=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The page that a broker, or this package, sends to have the browser post a form. */
export interface FormPage {
  readonly values: Parameters['values'];
  readonly action?: string;
}

/** Whether a text that begins with `<` is a page, and no XML message. */
export function isHtml(text: string): boolean {
  return /^<(?:!doctype\s+html|html|head|body|form|input|script)\b/i.test(text);
}

/** The fields of a page's form. Tags are looked for one after the other, so that a page costs no more than its length. */
export function readFormPage(html: string): FormPage {
  const values = new Map<(typeof NAMES)[number], string>();
  let action: string | undefined;
  for (let from = html.indexOf('<'); from !== -1;) {
    const end = html.indexOf('>', from);
    if (end === -1) break;
    const [, tag] = /^<(input|form|textarea)(?=\s)/i.exec(html.slice(from, from + 16)) ?? [];
    if (tag !== undefined) {
      const attributes = attributesOf(html.slice(from, end));
      const name = NAMES.find((known) => known === attributes.get('name'));
      if (tag.toLowerCase() === 'form') action ??= attributes.get('action');
      else if (name !== undefined) values.set(name, attributes.get('value') ?? '');
    }
    from = html.indexOf('<', end);
  }
  return { values, ...(action !== undefined && { action }) };
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  return new Map(
    [...tag.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      withoutReferences(double ?? single ?? bare ?? ''),
    ]),
  );
}

function withoutReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number.parseInt(decimal, 10) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
