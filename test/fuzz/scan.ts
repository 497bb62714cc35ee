/** An attribute of a tag, by its place in the text. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Of the white space before its name. */
  readonly start: number;
  readonly end: number;
}

/** An element of a text, by the places of its tags. */
export interface Element {
  readonly name: string;
  readonly local: string;
  readonly start: number;
  /** After the start tag. */
  readonly inside: number;
  /** Before the end tag; equal to `inside` in an empty-element tag. */
  readonly close: number;
  readonly end: number;
}

// One alternative a construct, so that no mark within a comment or a section is taken for a tag. No two parts of a pattern
// match the same run of characters: a mutator repeats one a hundred thousand times.
const TAG =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<[?!][^>]*>|<(\/?)([^\s<>/="'!?]+)((?:[\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?)>/g;

/**
 * The elements of a text, in the order of their start tags. It forgives: the text may have been changed before, so an end
 * tag that closes nothing is passed over, and an element that never ends is left out.
 */
export function elementsOf(xml: string): readonly Element[] {
  const found: (Element | undefined)[] = [];
  const open: { name: string; start: number; inside: number; at: number }[] = [];
  for (const { 0: text, 1: slash, 2: name, 3: rest = '', index } of xml.matchAll(TAG)) {
    if (name === undefined) continue;
    const end = index + text.length;
    if (slash === '/') {
      const at = open.findLastIndex((each) => each.name === name);
      const started = open[at];
      if (started === undefined) continue;
      open.length = at;
      found[started.at] = {
        name,
        local: localOf(name),
        start: started.start,
        inside: started.inside,
        close: index,
        end,
      };
    } else if (rest.endsWith('/')) {
      found.push({ name, local: localOf(name), start: index, inside: end, close: end, end });
    } else {
      open.push({ name, start: index, inside: end, at: found.push(undefined) - 1 });
    }
  }
  return found.filter((element) => element !== undefined);
}

const ATTRIBUTE = /(?<!\s)\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export function attributesOf(xml: string, { start, inside, name }: Element): readonly Attribute[] {
  const from = start + 1 + name.length;
  return Array.from(
    xml.slice(from, inside).matchAll(ATTRIBUTE),
    ({ 0: text, 1: named = '', 2: double, 3: single, index }) => ({
      name: named,
      value: double ?? single ?? '',
      start: from + index,
      end: from + index + text.length,
    }),
  );
}

export const localOf = (name: string) => name.slice(name.indexOf(':') + 1);
export const prefixOf = (name: string) => name.slice(0, Math.max(0, name.indexOf(':')));

/** The elements that hold text and no element. */
export function leavesOf(xml: string): readonly Element[] {
  return elementsOf(xml).filter(({ inside, close }) => close > inside && !xml.slice(inside, close).includes('<'));
}

export const textOf = (xml: string, { start, end }: Pick<Element, 'start' | 'end'>) => xml.slice(start, end);

/** Replaces what stands from `start` to `end`. */
export function splice(xml: string, start: number, end: number, by: string): string {
  return xml.slice(0, start) + by + xml.slice(end);
}

export const insert = (xml: string, at: number, text: string) => splice(xml, at, at, text);

/** Before, first in, last in, and behind an element. */
export const placesOf = ({ start, inside, close, end }: Element) => [start, inside, close, end] as const;

/** Elements by their local name. */
export function named(xml: string, ...locals: readonly string[]): readonly Element[] {
  return elementsOf(xml).filter(({ local }) => locals.includes(local));
}

/** Base64 without the signs that fill up its last group. A pattern would try each of a long run of them. */
export function unpadded(base64: string): string {
  let end = base64.length;
  while (base64[end - 1] === '=') end--;
  return base64.slice(0, end);
}
