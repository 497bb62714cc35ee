import { tokenizeHtml, type HtmlAttribute, type HtmlToken } from './html-tokens';

// The broker's own list (seed 001, "Transaction text signing").
const TAGS = new Set(
  'html body head style title div p ul li h1 h2 h3 h4 h5 h6 table font tr th td i u b center a q small'.split(' '),
);
// The broker forbids some attributes and names none that it allows: these are what those tags need to look right.
const ATTRIBUTES = new Set(
  'align bgcolor border cellpadding cellspacing class color colspan dir face height href id lang rowspan size style title type valign width'.split(
    ' ',
  ),
);
// Elements whose end tag HTML lets an author leave out.
const MAY_STAY_OPEN = new Set(['html', 'head', 'body', 'p', 'li', 'tr', 'th', 'td']);
// A browser reads no tags in these.
const TEXT_ONLY = new Set(['style', 'title']);

const CONTROL = /[^\P{Cc}\t\r\n]/u;
const REFERENCE =
  /&(?:amp|lt|gt|quot|apos|nbsp|aelig|AElig|oslash|Oslash|aring|Aring|eacute|Eacute|sect|euro|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g;
const LINK = /^(?:https:\/\/|mailto:|tel:)[^\s\\]+$/i;
// Everything that makes style sheets run or load: expressions, bindings, links, and the escapes and comments that hide them.
const CSS = /^[\t\r\n\x20-\x7e]*$/;
const CSS_FORBIDDEN = /expression|javascript|vbscript|behaviou?r|binding|url|image|@|\\|\/\*|<|&/i;

/**
 * What is wrong with a transaction text of type html, by the broker's allow-list (seed 001); undefined when nothing is.
 *
 * The person signs what they see, so the list is closed: tags and attributes that are not on it, comments, doctypes,
 * scripts in links or styles, entities in attributes, and end tags that close what was never opened are refused.
 */
export function transactionHtmlProblem(html: string): string | undefined {
  if (CONTROL.test(html)) return 'holds a control character';
  const tokens = tokenizeHtml(html);
  if (typeof tokens === 'string') return `holds ${tokens}`;
  const open: string[] = [];
  for (const token of tokens) {
    const problem = tokenProblem(token, open);
    if (problem !== undefined) return problem;
  }
  const unclosed = open.find((tag) => !MAY_STAY_OPEN.has(tag));
  return unclosed === undefined ? undefined : `leaves <${unclosed}> open`;
}

function tokenProblem(token: HtmlToken, open: string[]): string | undefined {
  const inside = open.at(-1);
  if (token.kind === 'text') return inside === 'style' ? cssProblem(token.text, '<style>') : textProblem(token.text);
  if (!TAGS.has(token.tag)) return `holds <${token.tag}>, which is not an allowed tag`;
  if (token.kind === 'close') return close(token.tag, open);
  if (inside !== undefined && TEXT_ONLY.has(inside)) return `holds <${token.tag}> inside <${inside}>`;
  open.push(token.tag);
  return token.attributes.map((attribute) => attributeProblem(token.tag, attribute)).find(isProblem);
}

function close(tag: string, open: string[]): string | undefined {
  while (open.length > 0) {
    const last = open.pop();
    if (last === tag) return undefined;
    if (last !== undefined && !MAY_STAY_OPEN.has(last)) return `closes <${tag}> before <${last}>`;
  }
  return `closes <${tag}>, which is not open`;
}

function attributeProblem(tag: string, { name, value }: HtmlAttribute): string | undefined {
  const where = `${name} in <${tag}>`;
  if (name.startsWith('on')) return `holds ${where}: event attributes are forbidden`;
  if (!ATTRIBUTES.has(name)) return `holds ${where}, which is not an allowed attribute`;
  if (value.replaceAll('&amp;', '').includes('&')) return `holds an entity in ${where}`;
  if (name === 'style') return cssProblem(value, where);
  if (name !== 'href') return undefined;
  if (tag !== 'a') return `holds ${where}, which belongs in <a>`;
  return LINK.test(value) ? undefined : `holds ${where} that is no https:, mailto: or tel: link`;
}

function textProblem(text: string): string | undefined {
  return text.replace(REFERENCE, '').includes('&') ? 'holds an & that begins no known character reference' : undefined;
}

function cssProblem(css: string, where: string): string | undefined {
  if (!CSS.test(css)) return `holds a character outside ASCII in ${where}`;
  const forbidden = CSS_FORBIDDEN.exec(css);
  return forbidden === null ? undefined : `holds "${forbidden[0]}" in ${where}`;
}

function isProblem(problem: string | undefined): problem is string {
  return problem !== undefined;
}
