import { partsOf } from './cpr';

const HYPHENS = '-\\u00ad\\u2010-\\u2015\\u2212';
const SPACES = ' \\u00a0';
/** Nothing that would make the digits a part of something longer; after `cpr` and its kin they are what that word says. */
const BEGINS = '(?:(?<![0-9A-Za-z])|(?<=(?:cpr|ssn|personnummer)(?:n[or]|number|nummer)?))';
const ENDS = '(?![0-9A-Za-z])';

/** The ways to write a number in a text. */
const WAYS = [
  // 0101905123, 010190-5123, 010190 5123, 010190 - 5123
  `${BEGINS}\\d{6}(?:[${HYPHENS}${SPACES}]|[${SPACES}][${HYPHENS}][${SPACES}])?\\d{4}${ENDS}`,
  // 010190.5123, unless it stands in a longer row of numbers and dots: an OID, a version
  `${BEGINS}(?<!\\d\\.)\\d{6}\\.\\d{4}${ENDS}(?!\\.\\d)`,
  // 01-01-90-5123, 01.01.90-5123, 01/01/90-5123; not with a space: a date, and an amount or the time after it
  `${BEGINS}\\d{2}(?<divider>[-./])\\d{2}\\k<divider>\\d{2}[${HYPHENS}]\\d{4}${ENDS}`,
].map((way) => new RegExp(way, 'gi'));

/**
 * Whether a text is a CPR or holds one as a word of its own, in any common way of writing it: what must not be logged,
 * kept or put in a URL. Ten digits whose first six are a day count, whatever they are said to be: a P-number, a RID.
 *
 * Digits right after or before a letter do not count, since random ids have such, save after `cpr`, `ssn` and the like.
 */
export function looksLikeCpr(text: string): boolean {
  return WAYS.some((way) =>
    [...text.matchAll(way)].some(([found]) => partsOf(found.replaceAll(/\D/g, '')) !== undefined),
  );
}
