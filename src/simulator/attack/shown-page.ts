import { CODES } from '../../errors';
import { FORGED_NAME } from '../faults/forgery/cut';
import type { Page } from './page';

// A code of one word would be found in any text.
const KNOWN = new Set(Object.keys(CODES).filter((code) => code.includes('_')));

/** The error code of this package that the application shows, if it shows one. */
export function codeIn(pages: readonly Page[]): string | undefined {
  for (const { body, location } of pages) {
    const words = `${body} ${location?.href ?? ''}`.match(/[a-z0-9]+(?:_[a-z0-9]+)+/g) ?? [];
    const code = words.find((word) => KNOWN.has(word));
    if (code !== undefined) return code;
  }
  return undefined;
}

/** Whether the application shows the forged person's name. */
export function showsForged(pages: readonly Page[]): boolean {
  return pages.some(({ body }) => body.includes(FORGED_NAME));
}
