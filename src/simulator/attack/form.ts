import type { Visit } from './page';

const FORM = /<form\b([^>]*)>(.*?)<\/form>/gis;
const INPUT = /<input\b([^>]*)>/gis;

/** The form of a page that brings an answer of the broker's along, as its script or its button would submit it. */
export function selfSubmittingForm(body: string, page: URL): Visit | undefined {
  for (const [, attributes = '', content = ''] of body.matchAll(FORM)) {
    const form = new URLSearchParams();
    for (const [, input = ''] of content.matchAll(INPUT)) {
      const name = attributeOf(input, 'name');
      if (name !== undefined) form.append(name, attributeOf(input, 'value') ?? '');
    }
    const action = attributeOf(attributes, 'action') ?? page.href;
    if (form.has('SAMLResponse') && URL.canParse(action, page.href)) return { url: new URL(action, page), form };
  }
  return undefined;
}

function attributeOf(tag: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  const written = double ?? single ?? bare;
  return written === undefined ? undefined : unescaped(written);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that is written with HTML's escapes. */
export function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
      const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
