/** A piece of HTML that this strict tokenizer is sure every browser reads in the same way. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly tag: string; readonly attributes: readonly HtmlAttribute[] }
  | { readonly kind: 'close'; readonly tag: string };

export interface HtmlAttribute {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[ \t\r\n]+[^<>]*)?)>/y;
const ATTRIBUTE = /[ \t\r\n]+([A-Za-z][A-Za-z-]*)(?:=(?:"([^"<>`]*)"|'([^'<>`]*)'|([A-Za-z0-9#%.-]+)))?/y;
const TEXT = /[^<]+/y;

/**
 * Splits HTML into tags and text. It knows far less than a browser on purpose: where a browser would guess (a comment,
 * a stray `<`, a quote out of place, a doctype), it answers with a sentence instead of tokens.
 *
 * @returns the tokens, or what it does not read.
 */
export function tokenizeHtml(html: string): HtmlToken[] | string {
  const tokens: HtmlToken[] = [];
  for (let position = 0; position < html.length;) {
    const text = matchAt(TEXT, html, position);
    if (text !== undefined) {
      tokens.push({ kind: 'text', text: text[0] });
      position += text[0].length;
      continue;
    }
    const tag = matchAt(TAG, html, position);
    if (tag === undefined) return `markup that is no plain tag, at character ${position + 1}`;
    const token = readTag(tag[1] === '/', (tag[2] ?? '').toLowerCase(), tag[3] ?? '');
    if (typeof token === 'string') return token;
    tokens.push(token);
    position += tag[0].length;
  }
  return tokens;
}

function readTag(closing: boolean, tag: string, rest: string): HtmlToken | string {
  const attributes: HtmlAttribute[] = [];
  let position = 0;
  for (let match = matchAt(ATTRIBUTE, rest, 0); match !== undefined; match = matchAt(ATTRIBUTE, rest, position)) {
    const name = (match[1] ?? '').toLowerCase();
    if (attributes.some((other) => other.name === name)) return `attribute ${name} twice in <${tag}>`;
    attributes.push({ name, value: match[2] ?? match[3] ?? match[4] ?? '' });
    position += match[0].length;
  }
  if (rest.slice(position).trim() !== '') return `attributes that cannot be read in <${tag}>`;
  if (!closing) return { kind: 'open', tag, attributes };
  return attributes.length > 0 ? `attributes in </${tag}>` : { kind: 'close', tag };
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
