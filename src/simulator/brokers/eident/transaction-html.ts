import { escapeHtml, Html } from '../../pages/html';
import { EIdentError } from './error-codes';

// Seed 001, "Transaction text signing": the tags that may be used.
const ALLOWED =
  'html body head style title div p ul li h1 h2 h3 h4 h5 h6 table font tr th td i u b center a q small'.split(' ');
const UNSHOWN_CONTENT = /<(style|title|head)\b[^<>]*>.*?<\/\1\s*>/gis;
const REFERENCE = /&amp;(#\d+|#x[0-9a-f]+|[a-z]+\d*);/gi;
// Of those, what the page shows: a document in a document has no head, and the page's style is its own.
const SHOWN = new Set(
  ALLOWED.filter((tag) => !['html', 'body', 'head', 'style', 'title', 'font', 'center'].includes(tag)),
);
const FORBIDDEN_ATTRIBUTE = /\s(?:on[a-z]+|src|dynsrc|lowsrc)\s*=|javascript:|expression\s*\(/i;
const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>|<[^>]*>?|[^<]+/g;

/** @throws EIdentError `generalerror` for a tag or an attribute that the broker's documentation forbids. */
export function refuseForbiddenHtml(text: string): void {
  if (FORBIDDEN_ATTRIBUTE.test(text)) {
    throw new EIdentError('generalerror', 'transactiontext holds a script, an on… attribute or a source link');
  }
  for (const [whole, , tag] of text.matchAll(TOKEN)) {
    if (whole.startsWith('<') && !ALLOWED.includes(tag?.toLowerCase() ?? '')) {
      throw new EIdentError('generalerror', `transactiontext holds ${whole.slice(0, 20)}, which is not allowed`);
    }
  }
}

/**
 * HTML of a stranger as it may stand in a page of ours: allowed tags only, none of their attributes, each closed where it
 * was opened; all else is text.
 */
export function sanitizeHtml(text: string): Html {
  const open: string[] = [];
  let out = '';
  for (const [whole, slash, name] of text.replace(UNSHOWN_CONTENT, '').matchAll(TOKEN)) {
    const tag = name?.toLowerCase() ?? '';
    if (!whole.startsWith('<')) out += escapeHtml(whole).replace(REFERENCE, '&$1;');
    else if (!SHOWN.has(tag)) continue;
    else if (slash === '') {
      open.push(tag);
      out += `<${tag}>`;
    } else if (open.includes(tag)) out += closeDownTo(tag, open);
  }
  return new Html(
    out +
      open
        .reverse()
        .map((tag) => `</${tag}>`)
        .join(''),
  );
}

function closeDownTo(tag: string, open: string[]): string {
  let out = '';
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    out += `</${last}>`;
    if (last === tag) break;
  }
  return out;
}
