import { looksLikeCpr } from '../identifiers';

export const HOLDS_CPR = 'holds a CPR number, or ten digits that could be one, and would stand in a URL';

/** A URL in a parameter of a URL in a parameter of a URL. */
const MAX_ESCAPES = 3;

/**
 * What is wrong with a URL or path that the browser is sent to; undefined when it holds no CPR number. It is read as it is
 * and decoded, however often it was escaped up to three times, since an escape hides a number from us and from nobody else.
 * Digits right after a letter are not one: random ids have such.
 */
export function cprInUrl(url: string): string | undefined {
  let text = url;
  for (let decodings = 0; ; decodings++) {
    if (looksLikeCpr(text) || looksLikeCpr(text.replaceAll('+', ' '))) return HOLDS_CPR;
    const next = decoded(text);
    if (next === text || decodings === MAX_ESCAPES) return undefined;
    text = next;
  }
}

function decoded(url: string): string {
  // One escape at a time would not do for a character of several bytes, and one that is wrong spoils the rest.
  return url.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());
}
